import { expect, test } from "vitest";
import { compareScopes, parseScope } from "./scope.ts";

test.each([
  ["", []],
  ["openid", ["openid"]],
  [" openid  email openid ", ["openid", "email"]],
])("reads the scope %j", (scope, names) => {
  expect(parseScope(scope)).toEqual(names);
});

test("marks a scope that was left out, in the order asked", () => {
  expect(compareScopes("openid update:users email", "email openid extra")).toEqual([
    { scope: "openid", isGranted: true },
    { scope: "update:users", isGranted: false },
    { scope: "email", isGranted: true },
  ]);
});

test("takes no scope for granted because another begins with it", () => {
  expect(compareScopes("update:users", "update:users_app_metadata")).toEqual([
    { scope: "update:users", isGranted: false },
  ]);
});
