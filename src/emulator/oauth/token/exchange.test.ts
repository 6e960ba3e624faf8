import { expect, onTestFinished, test, vi } from "vitest";
import {
  ADA,
  authorizeUrl,
  CODE_VERIFIER,
  createTestTenant,
  exchange,
  logIn,
} from "#test/support/tenant.ts";

test("of two exchanges of a code in lockstep, one wins", async () => {
  const { tenant, browser } = createTestTenant();
  const redirect = await logIn(browser(), await authorizeUrl(), ADA.password);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(CODE_VERIFIER));
  // A digest that is there at once takes away what sets two requests apart.
  vi.spyOn(crypto.subtle, "digest").mockResolvedValue(digest);
  onTestFinished(() => void vi.restoreAllMocks());
  const answers = await Promise.all([exchange(tenant, redirect), exchange(tenant, redirect)]);
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    200, 403,
  ]);
});
