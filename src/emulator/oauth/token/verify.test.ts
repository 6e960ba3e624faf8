import { CompactSign } from "jose";
import { expect, test } from "vitest";
import { ADA, callApi, createTestTenant, testKeys } from "#test/support/tenant.ts";

test("a kid of a megabyte is no key", async () => {
  const { tenant, log } = createTestTenant();
  const { current } = await testKeys();
  const token = await new CompactSign(new TextEncoder().encode("{}"))
    .setProtectedHeader({ alg: "RS256", kid: "k".repeat(1_000_000) })
    .sign(current.privateKey);
  const { status } = await callApi(tenant, "GET", `users/${ADA.password}`, token);
  expect(status).toBe(401);
  expect(log.at(-1)?.because).toBe("kid names no key of the tenant");
});
