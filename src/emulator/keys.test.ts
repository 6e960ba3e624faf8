import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { accessToken, idToken, link, readUser, send, userinfo } from "#test/contract/world.ts";
import { createTestTenant } from "#test/support/tenant.ts";

test("a client that goes by kid, and every endpoint, takes tokens of both keys in the JWKS", async () => {
  const kids: unknown[] = [];
  for (const key of ["current", "next"]) {
    const world = createTestTenant();
    const jwks = createLocalJWKSet(await (await send(world, "/.well-known/jwks.json")).json());
    const [access, secondary] = [await accessToken(world, { key }), await idToken(world, { key })];
    for (const token of [access, secondary])
      await jwtVerify(token, jwks, { currentDate: new Date(world.time.now) });
    kids.push(decodeProtectedHeader(secondary).kid);
    expect((await readUser(world, access)).status).toBe(200);
    expect((await userinfo(world, access)).status).toBe(200);
    expect((await link(world, access, { link_with: secondary })).status).toBe(201);
  }
  expect(new Set(kids).size).toBe(2);
});
