// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import type { Session } from "#session/session.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { EVERYTHING } from "#test/support/session.ts";
import { stepProps } from "#test/support/step-props.ts";
import { TENANT } from "#test/support/tokens.ts";
import { Prepare } from "./prepare.tsx";

afterEach(cleanup);

type Ended = Awaited<ReturnType<Session["prepareAccounts"]>>;

function show(
  ended: Ended,
  { walkthrough = UNTOUCHED, canOpenSession = true, host = EVERYTHING.host } = {},
) {
  const { hook, history } = memoryLocation({ path: "/learn/tenant", record: true });
  const actions = { prepareAccounts: async () => ended };
  const props = stepProps("tenant", { walkthrough, actions });
  render(
    <Router hook={hook}>
      <Prepare {...props} capabilities={{ ...EVERYTHING, canOpenSession, host }} />
    </Router>,
  );
  return history;
}

const press = () => fireEvent.click(screen.getByRole("button", { name: /^Prepare/ }));

test("goes to the link once both are signed in", async () => {
  const history = show("ready");
  press();
  await expect.poll(() => history).toEqual(["/learn/tenant", "/learn/link"]);
});

test.each([
  ["no-pair", /^No two accounts of one person are free/],
  ["no-session", /^The tenant signed nobody in/],
] as const)("says so where it ended with %s, and stays", async (ended, text) => {
  const history = show(ended);
  press();
  expect(await screen.findByText(text)).toBeTruthy();
  await expect.poll(() => document.activeElement).toBe(screen.getByRole("alert"));
  expect(history).toEqual(["/learn/tenant"]);
});

test("has its place, but takes no press, while the tenant has not told what it can do", () => {
  show("ready", { canOpenSession: false, host: null });
  expect(screen.getByRole("button", { name: /^Prepare/ }).hasAttribute("disabled")).toBe(true);
});

test("is not offered where the tenant signs nobody in by a call, or the two are linked", () => {
  show("ready", { canOpenSession: false });
  expect(screen.queryByRole("button")).toBeNull();
  const user = { user_id: "auth0|1", identities: [OWN, GOOGLE] };
  const primary = { account: ACCOUNT, request: REQUEST, tokens: null };
  const linked: Walkthrough = { ...UNTOUCHED, primary, user };
  show("ready", { walkthrough: linked });
  expect(screen.queryByRole("button")).toBeNull();
});

const ACCOUNT = { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true };
const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };
const REQUEST = primaryAuthorization(TENANT, "code", "");
