import { expect, test } from "vitest";
import { SERVER_TRAITS } from "#protocol/host-traits.ts";
import { IN_BROWSER } from "#test/support/session.ts";
import { createControlPrint } from "./control-print.ts";

const URL = "http://localhost:5180/_linklab";
const CLOCK = { method: "PUT", path: "clock", body: { offset: 0 } } as const;

test.each([SERVER_TRAITS, null])("prints commands for a tenant that is a program: %j", (host) => {
  const print = createControlPrint(URL, host);
  expect(print.isForConsole).toBe(false);
  expect(print.call(CLOCK)).toMatch(/^curl -X PUT .*'http:\/\/localhost:5180\/_linklab\/clock'/);
  expect(print.reading("log")).toBe(`curl --fail-with-body '${URL}/log'`);
});

test("prints what the page's console takes, where no command gets to the tenant", () => {
  const print = createControlPrint(URL, IN_BROWSER);
  expect(print.isForConsole).toBe(true);
  expect(print.call(CLOCK)).toBe(`const response = await fetch("${URL}/clock", {
  method: "PUT",
  headers: {
    "Content-Type": "application/json",
  },
  body: "{\\"offset\\":0}",
});`);
  expect(print.reading("users")).toBe(`await (await fetch("${URL}/users")).json()`);
});
