import { expect, onTestFinished, test, vi } from "vitest";
import {
  ada,
  authorizeUrl,
  codeVerifier,
  createTestTenant,
  exchange,
  logIn,
} from "#test/support/tenant.ts";

test("of two exchanges of a code in lockstep, one wins", async () => {
  const { tenant, browser } = createTestTenant();
  const redirect = await logIn(browser(), await authorizeUrl(), ada.password);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(codeVerifier));
  // A digest that is there at once takes away what sets two requests apart.
  vi.spyOn(crypto.subtle, "digest").mockResolvedValue(digest);
  onTestFinished(() => void vi.restoreAllMocks());
  const answers = await Promise.all([exchange(tenant, redirect), exchange(tenant, redirect)]);
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    200, 403,
  ]);
});
