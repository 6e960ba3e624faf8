import { expect, test } from "vitest";
import { idToken, control, readUser } from "#test/contract/world.ts";
import { ADA, createTestTenant, ISSUER, postToken } from "#test/support/tenant.ts";

const partner = {
  name: "Partner",
  client_id: "partner",
  client_secret: "s",
  app_type: "non_interactive",
  is_first_party: false,
};

test("an application of somebody else gets no token for this API by itself, whatever grant it has", async () => {
  const { tenant } = createTestTenant();
  const added = await control({ tenant }, "POST", "applications", {
    ...partner,
    client_grants: [{ scope: ["update:users"] }],
  });
  expect(added.status).toBe(201);
  const { status } = await postToken(tenant, {
    grant_type: "client_credentials",
    client_id: partner.client_id,
    client_secret: partner.client_secret,
    audience: `${ISSUER}api/v2/`,
  });
  expect(status).toBe(403);
});

test("its ID tokens open nothing here, not even before 2018", async () => {
  const world = createTestTenant({ policy: "before-2018" });
  const token = (client_id: string) => idToken(world, { user_id: ADA.password, client_id });
  expect((await readUser(world, await token("linklab-spa"))).status).toBe(200);
  expect((await readUser(world, await token("linklab-partner"))).status).toBe(401);
});
