import { expect, test } from "vitest";
import { createTestTenant, ISSUER } from "#test/support/tenant.ts";

test("a bug becomes a 500 without details, and the log has them", async () => {
  const { tenant, log } = createTestTenant({
    keys: () => Promise.reject(new Error("no entropy")),
  });
  const response = await tenant.fetch(new Request(`${ISSUER}.well-known/jwks.json`));
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    error: "server_error",
    error_description: "An internal server error occurred",
  });
  expect(log.at(-1)).toMatchObject({ rule: "oauth-failure", failure: new Error("no entropy") });
});
