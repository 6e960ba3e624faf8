import * as v from "valibot";
import { expect, test } from "vitest";
import { callApi, createTestTenant, ISSUER, postToken } from "#test/support/tenant.ts";

test("an application is no user, though one has the name that its token has", async () => {
  const audience = `${ISSUER}api/v2/`;
  const client_id = "google-oauth2|m";
  const seed = {
    tenant: {
      clients: [
        {
          name: "M",
          client_id,
          client_secret: "s",
          app_type: "non_interactive",
          grant_types: ["client_credentials"],
        },
      ],
      connections: [{ name: "google-oauth2", strategy: "google-oauth2" }],
      clientGrants: [{ client_id, audience, scope: ["read:current_user"] }],
    },
    databaseUsers: {},
    socialUsers: [{ connection: "google-oauth2", user_id: "m@clients", email: "m@example.com" }],
  };
  const { tenant, store } = createTestTenant({ seed });
  const subject = `${client_id}@clients`;
  expect(store.users.get(subject)).toBeDefined();
  const form = { grant_type: "client_credentials", client_id, client_secret: "s", audience };
  const answer: unknown = await (await postToken(tenant, form)).json();
  const { access_token } = v.parse(v.object({ access_token: v.string() }), answer);
  const path = `users/${encodeURIComponent(subject)}`;
  expect((await callApi(tenant, "GET", path, access_token)).status).toBe(403);
});
