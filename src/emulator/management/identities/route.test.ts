import { expect, test } from "vitest";
import { CHECKS } from "#emulator/checks.ts";
import { defer } from "#emulator/hosts/deferred.ts";
import { accessToken, control, idToken, link } from "#test/contract/world.ts";
import { ADA, createTestTenant } from "#test/support/tenant.ts";

test("whoever is blocked while the other account's token is verified links nothing", async () => {
  const [entered, left] = [defer<void>(), defer<void>()];
  const { tenant, store } = createTestTenant(
    {},
    {
      ...CHECKS,
      readLinkWith: async (...asked) => {
        const secondary = await CHECKS.readLinkWith(...asked);
        entered.resolve();
        await left.promise;
        return secondary;
      },
    },
  );
  const world = { tenant };
  const token = await accessToken(world);
  const linked = link(world, token, { link_with: await idToken(world) });
  await entered.promise;
  await control(world, "PATCH", `users/${encodeURIComponent(ADA.password)}`, { blocked: true });
  left.resolve();
  expect((await linked).status).toBe(401);
  expect(store.users.get(ADA.password)?.identities).toHaveLength(1);
});
