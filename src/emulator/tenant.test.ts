import { expect, test } from "vitest";
import { createTestTenant } from "#test/support/tenant.ts";

test.each([
  ["an issuer without a slash at the end", { issuer: "http://localhost:5180" }],
  ["an issuer with a path", { issuer: "http://localhost:5180/x/" }],
  ["an app that is no origin", { appOrigin: "http://localhost:5173/" }],
  ["an app that is no address", { appOrigin: "localhost" }],
])("is not made for %s", (_, options) => {
  expect(() => createTestTenant(options)).toThrow(TypeError);
});
