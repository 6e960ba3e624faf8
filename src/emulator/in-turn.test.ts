import { expect, test } from "vitest";
import { control } from "#test/contract/world.ts";
import { callApi, clientToken, createTestTenant } from "#test/support/tenant.ts";
import { defer } from "./hosts/deferred.ts";
import { inTurn } from "./in-turn.ts";

test("answers about all users wait for each other up to a limit, and then it is over", async () => {
  const { tenant } = createTestTenant();
  const client = await clientToken(tenant);
  const ask = async () => [
    (await callApi(tenant, "GET", "users", client)).status,
    (await callApi(tenant, "GET", "users?q=email:ada*", client)).status,
    (await control({ tenant }, "GET", "users")).status,
    (await control({ tenant }, "GET", "snapshot")).status,
  ];
  const held = defer<void>();
  const waiting = Array.from({ length: 50 }, () => inTurn(() => held.promise));
  expect(await ask()).toEqual([429, 429, 429, 429]);
  held.resolve();
  await Promise.all(waiting);
  expect(await ask()).toEqual([200, 200, 200, 200]);
});
