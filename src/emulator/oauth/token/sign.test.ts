import { expect, test, vi } from "vitest";
import { defer } from "#emulator/hosts/deferred.ts";
import { ISSUER, createTestTenant, postToken } from "#test/support/tenant.ts";

test("no more than a thousand tokens wait to be signed, and the next ones are signed", async () => {
  const { tenant } = createTestTenant();
  const held = defer<ArrayBuffer>();
  const spy = vi.spyOn(crypto.subtle, "sign").mockImplementation(() => held.promise);
  const ask = () =>
    postToken(tenant, {
      grant_type: "client_credentials",
      client_id: "linklab-backend",
      client_secret: "linklab-backend-secret",
      audience: `${ISSUER}api/v2/`,
    });
  const waiting = Array.from({ length: 1000 }, ask);
  await expect.poll(() => spy.mock.calls.length).toBe(1000);
  const refused = await Promise.race([ask(), ...waiting]);
  expect([refused.status, await refused.json()]).toMatchObject([
    429,
    { error: "too_many_requests" },
  ]);
  held.resolve(new ArrayBuffer(256));
  await Promise.all(waiting);
  spy.mockRestore();
  expect((await ask()).status).toBe(200);
});
