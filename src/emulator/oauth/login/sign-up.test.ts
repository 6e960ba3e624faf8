import { expect, test } from "vitest";
import { LINKLAB_SEED } from "#emulator/seed/files.ts";
import { openLogin } from "#test/contract/world.ts";
import { createTestTenant } from "#test/support/tenant.ts";

const database = "Username-Password-Authentication";

test("a database that is closed to newcomers makes no account, and offers none", async () => {
  const seed = {
    ...LINKLAB_SEED,
    tenant: JSON.parse(
      JSON.stringify(LINKLAB_SEED.tenant).replace(
        `"name":"${database}"`,
        `"name":"${database}","options":{"disable_signup":true}`,
      ),
    ),
  };
  const world = createTestTenant({ seed });
  const { browser, form } = await openLogin(world);
  const before = world.store.users.size;
  const state = new URLSearchParams(form).get("state");
  expect(await (await browser.get(`/u/login?state=${state}`)).text()).not.toContain("Sign up");
  expect((await browser.get(`/u/signup?state=${state}`)).status).toBe(404);
  const answer = await browser.post("/u/signup", {
    ...form,
    email: "grace@example.com",
    password: "Passw0rd!",
  });
  expect(answer.status).toBe(404);
  expect(world.store.users.size).toBe(before);
});
