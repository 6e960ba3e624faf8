import { decodeJwt } from "jose";
import { expect, onTestFinished, test, vi } from "vitest";
import { QUICK_SEED } from "#test/support/seed.ts";
import {
  ADA,
  authorizeUrl,
  CODE_VERIFIER,
  createTestTenant,
  exchange,
  ISSUER,
  logIn,
  postToken,
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

test("no grant is for a client ID and an audience that only read like those of the grant when joined", async () => {
  const audience = `${ISSUER}api/v2/`;
  const clients = ["m", "m x"].map((client_id) => ({
    name: client_id,
    client_id,
    client_secret: "s",
    app_type: "non_interactive",
    grant_types: ["client_credentials"],
  }));
  const seed = {
    tenant: {
      clients,
      resourceServers: [{ identifier: `x ${audience}` }],
      clientGrants: [{ client_id: "m", audience: `x ${audience}`, scope: ["update:users"] }],
    },
    databaseUsers: {},
    socialUsers: [],
  };
  const { tenant } = createTestTenant({ seed });
  const ask = async (client_id: string, asked: string) => {
    const form = { grant_type: "client_credentials", client_id, client_secret: "s" };
    return (await postToken(tenant, { ...form, audience: asked })).status;
  };
  expect([await ask("m", `x ${audience}`), await ask("m x", audience)]).toEqual([200, 403]);
});

test("where nobody names an audience, that of the tenant holds", async () => {
  const seed = {
    ...QUICK_SEED,
    tenant: {
      ...(QUICK_SEED.tenant as object),
      tenant: { default_audience: "urn:shop" },
      resourceServers: [{ identifier: "urn:shop", scopes: [{ value: "read:orders" }] }],
      clientGrants: [
        { client_id: "linklab-backend", audience: "urn:shop", scope: ["read:orders"] },
      ],
    },
  };
  const { tenant, browser } = createTestTenant({ seed });
  const url = await authorizeUrl({ scope: "openid read:orders", audience: "" });
  const person = await exchange(tenant, await logIn(browser(), url, ADA.password));
  const client = await postToken(tenant, {
    grant_type: "client_credentials",
    client_id: "linklab-backend",
    client_secret: "linklab-backend-secret",
  });
  const audiences = await Promise.all(
    [person, client].map(async (answer) => decodeJwt((await answer.json()).access_token).aud),
  );
  expect(audiences).toEqual([["urn:shop", `${ISSUER}userinfo`], "urn:shop"]);
});
