import * as fc from "fast-check";
import { expect, test } from "vitest";
import { diffJson } from "./changes.ts";

function print(before: unknown, after: unknown): string[] {
  const signs = { same: " ", added: "+", removed: "-" };
  return diffJson(before, after).map(({ kind, text }) => signs[kind] + text);
}

test("shows the identity that a link added", () => {
  expect(print({ identities: ["auth0|1"] }, { identities: ["auth0|1", "google|2"] })).toEqual([
    " {",
    '   "identities": [',
    '-    "auth0|1"',
    '+    "auth0|1",',
    '+    "google|2"',
    "   ]",
    " }",
  ]);
});

test("takes another order of members for no difference", () => {
  const lines = diffJson({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 });
  expect(lines.map(({ kind }) => kind)).not.toContain("added");
  expect(lines.map(({ kind }) => kind)).not.toContain("removed");
});

test("takes another order of a list for a difference", () => {
  expect(print([1, 2], [2, 1])).toContain("-  1,");
});

test("holds both values whole: one without the added lines, one without the removed", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      const lines = diffJson(before, after);
      const without = (kind: string) =>
        lines.flatMap((line) => (line.kind === kind ? [] : [line.text])).join("\n");
      expect(JSON.parse(without("added"))).toEqual(JSON.parse(JSON.stringify(before)));
      expect(JSON.parse(without("removed"))).toEqual(JSON.parse(JSON.stringify(after)));
    }),
    { seed: 3 },
  );
});
