import { expect, test } from "vitest";
import { authorizeAt } from "#test/contract/world.ts";
import { ADA, createTestTenant, logIn, MALLORY } from "#test/support/tenant.ts";

/** A session of Ada's, and what asks with a cookie before hers: a page of another port sets it for a longer path. */
async function openPlanted(planted: string) {
  const world = createTestTenant();
  const { tenant, store } = world;
  await logIn(world.browser(), await authorizeAt(world), ADA.password);
  const [id = ""] = store.sessions.keys();
  const name = `auth0_${new URL(tenant.issuer).port}`;
  const Cookie = `${name}=${planted}; ${name}=${id}; ${name}_compat=${id}`;
  const ask = (path: string) =>
    tenant.fetch(new Request(new URL(path, tenant.issuer), { headers: { Cookie } }));
  return { world, store, ask };
}

test.each(["", "of-nobody"])(
  "a cookie %j before the session's own hides it from no login",
  async (planted) => {
    const { world, ask } = await openPlanted(planted);
    const answer = await ask(await authorizeAt(world, { prompt: "none" }));
    expect(answer.headers.get("Location")).toMatch(/[?&]code=/);
  },
);

test.each(["", "of-nobody"])("nor from a log-out, which ends it: %j", async (planted) => {
  const { store, ask } = await openPlanted(planted);
  expect((await ask("/v2/logout?client_id=linklab-spa")).status).toBe(302);
  expect(store.sessions.size).toBe(0);
});

test("nor does another's session, which would log somebody else in", async () => {
  const world = createTestTenant();
  const { tenant, store } = world;
  for (const account of [MALLORY, ADA.password])
    await logIn(world.browser(), await authorizeAt(world), account);
  const [planted, own] = [...store.sessions.values()];
  const name = `auth0_${new URL(tenant.issuer).port}`;
  const Cookie = `${name}=${planted?.id}; ${name}=${own?.id}`;
  const url = new URL(await authorizeAt(world, { prompt: "none" }), tenant.issuer);
  await tenant.fetch(new Request(url, { headers: { Cookie } }));
  expect([...store.codes.values()].at(-1)?.grant.identityKey).toBe(ADA.password);
});
