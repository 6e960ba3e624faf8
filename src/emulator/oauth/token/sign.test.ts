import { expect, test, vi } from "vitest";
import { defer } from "#emulator/hosts/deferred.ts";
import { control } from "#test/contract/world.ts";
import { ISSUER, createTestTenant, postToken } from "#test/support/tenant.ts";
import { requireSigner } from "./sign.ts";

const isFull = () => {
  try {
    requireSigner();
    return false;
  } catch {
    return true;
  }
};

test("no more than a thousand tokens wait to be signed, few are written, and the next ones are signed", async () => {
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
  const mint = () =>
    control({ tenant }, "POST", "mint", { kind: "id_token", user_id: "auth0|1", lifetime: 60 });
  const waiting = [...Array.from({ length: 500 }, ask), ...Array.from({ length: 500 }, mint)];
  await expect.poll(isFull).toBe(true);
  expect(spy).toHaveBeenCalledTimes(8);
  const refused = await Promise.race([ask(), ...waiting]);
  expect([refused.status, await refused.json()]).toMatchObject([
    429,
    { error: "too_many_requests" },
  ]);
  expect((await Promise.race([mint(), ...waiting])).status).toBe(429);
  held.resolve(new ArrayBuffer(256));
  await Promise.all(waiting);
  spy.mockRestore();
  expect([(await ask()).status, (await mint()).status]).toEqual([200, 201]);
});
