import { expect, test } from "vitest";
import { createVariables } from "./variables.ts";

const create = () => createVariables<string>((text) => ({ text, size: text.length }));

test("keeps the last value of a name", () => {
  const variables = create();
  variables.set("URL", "a");
  variables.set("URL", "b");
  expect([variables.get("URL"), variables.get("url")]).toEqual(["b", undefined]);
});

test("forgets a name whose value says less than the name", () => {
  const variables = create();
  for (const value of ["", "...", "xxx", "$(get token)"]) {
    variables.set("ID_TOKEN", "a token that is longer than that");
    variables.set("ID_TOKEN", value);
    expect(variables.get("ID_TOKEN")).toBeUndefined();
  }
});

test("stops giving values before they fill the memory", () => {
  const variables = create();
  variables.set("A", "x".repeat(1_000_000));
  const given = Array.from({ length: 10 }, () => variables.get("A"));
  expect(given.filter((value) => value !== undefined)).toHaveLength(4);
});
