import { expect, onTestFinished, test, vi } from "vitest";
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
