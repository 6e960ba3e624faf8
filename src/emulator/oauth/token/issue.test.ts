import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import {
  accessToken,
  codeOf,
  control,
  exchangeCode,
  idToken,
  link,
  logInForTokens,
  readTokens,
  readUser,
  redirectWithCode,
  unlink,
} from "#test/contract/world.ts";
import { ADA, createTestTenant, LINK_SCOPE } from "#test/support/tenant.ts";

const ASKED = { scope: LINK_SCOPE };

/** A tenant whose clock stands still, so that all is of one second. */
function openWorld() {
  const { tenant, time } = createTestTenant();
  return { tenant, other: tenant, time };
}

test("two identities of a user have no token in common, so that one that leaves keeps none", async () => {
  const world = openWorld();
  const linked = await link(world, await accessToken(world), { link_with: await idToken(world) });
  expect(linked.status).toBe(201);
  const stays = await logInForTokens(world, ASKED, ADA.password);
  const leaves = await logInForTokens(world, ASKED, ADA.google);
  expect((await unlink(world, stays.access)).status).toBe(200);
  expect((await readUser(world, leaves.access)).status).toBe(401);
  expect((await readUser(world, stays.access)).status).toBe(200);
});

test("nor when nobody remembers the one that was given first", async () => {
  const { tenant, time, store } = createTestTenant();
  const world = { tenant, other: tenant, time };
  await link(world, await accessToken(world), { link_with: await idToken(world) });
  const leaves = await logInForTokens(world, ASKED, ADA.google);
  store.issuedTokens.clear();
  const stays = await logInForTokens(world, ASKED, ADA.password);
  expect((await unlink(world, stays.access)).status).toBe(200);
  expect((await readUser(world, leaves.access)).status).toBe(401);
  expect((await readUser(world, stays.access)).status).toBe(200);
});

test("a token that was taken back is not given once more", async () => {
  const world = openWorld();
  const code = await codeOf(redirectWithCode(world, ASKED));
  const before = await readTokens(await exchangeCode(world, code));
  await exchangeCode(world, code);
  const after = await logInForTokens(world, ASKED);
  expect((await readUser(world, before.access)).status).toBe(401);
  expect((await readUser(world, after.access)).status).toBe(200);
});

test("nor when nobody remembers it any more", async () => {
  const { tenant, time, store } = createTestTenant();
  const world = { tenant, other: tenant, time };
  const code = await codeOf(redirectWithCode(world, ASKED));
  const before = await readTokens(await exchangeCode(world, code));
  await exchangeCode(world, code);
  store.issuedTokens.clear();
  const after = await logInForTokens(world, ASKED);
  expect((await readUser(world, before.access)).status).toBe(401);
  expect((await readUser(world, after.access)).status).toBe(200);
});

test("however many were taken back within a second, the next lives as long, and begins as any", async () => {
  const world = openWorld();
  for (let taken = 0; taken < 3; taken += 1) {
    const code = await codeOf(redirectWithCode(world, ASKED));
    await exchangeCode(world, code);
    await exchangeCode(world, code);
  }
  const { access } = await logInForTokens(world, ASKED);
  const { iat, exp, jti } = decodeJwt(access);
  expect(Number(exp) - Number(iat)).toBe(86_400);
  expect(jti).toHaveLength(22);
});

test("a reset makes every account anew, so that no token in flight is one of the new", async () => {
  const { tenant, store } = createTestTenant();
  const before = store.users.get(ADA.password)?.mark;
  await control({ tenant }, "POST", "reset", {});
  const after = store.users.get(ADA.password)?.mark;
  expect([typeof before, typeof after]).toEqual(["object", "object"]);
  expect(after).not.toBe(before);
});
