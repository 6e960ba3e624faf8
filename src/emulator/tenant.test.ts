import { expect, test } from "vitest";
import { createTestTenant, ISSUER } from "#test/support/tenant.ts";

test.each([
  ["an issuer without a slash at the end", { issuer: "http://localhost:5180" }],
  ["an issuer with a path", { issuer: "http://localhost:5180/x/" }],
  ["an app that is no origin", { appOrigin: "http://localhost:5173/" }],
  ["an app that is no address", { appOrigin: "localhost" }],
])("is not made for %s", (_, options) => {
  expect(() => createTestTenant(options)).toThrow(TypeError);
});

test("without a port that certifies, the keys are shown without certificates", async () => {
  const { tenant } = createTestTenant();
  const response = await tenant.fetch(new Request(`${ISSUER}.well-known/jwks.json`));
  const { keys } = await response.json();
  const names = ["kty", "use", "n", "e", "kid", "alg"];
  expect(keys.map(Object.keys)).toEqual([names, names]);
});
