import { expect, test } from "vitest";
import { QUICK_SEED } from "#test/support/seed.ts";
import { authorizeUrl, createTestTenant, locationOf } from "#test/support/tenant.ts";
import { loadSeed } from "#emulator/index.ts";
import { verifyPassword } from "#emulator/accounts/passwords.ts";

test("a seed that marks nobody has a login page without accounts to try", async () => {
  const seed = JSON.parse(JSON.stringify(QUICK_SEED).replaceAll('"demo":true,', ""));
  const browser = createTestTenant({ seed }).browser();
  const page = await browser.get(locationOf(await browser.get(await authorizeUrl())));
  expect(await page.text()).not.toContain("Accounts to try");
});

test("the password that a button sends is that of its account", async () => {
  const { config, users } = loadSeed(QUICK_SEED, {
    issuer: "http://localhost:5180/",
    appOrigin: "http://localhost:5173",
    managementAudience: "http://localhost:5180/api/v2/",
    now: 0,
  });
  const passwords = config.demoAccounts.filter(({ password }) => password !== undefined);
  expect(passwords).toHaveLength(2);
  for (const { identityKey, password = "" } of passwords) {
    const hash = users.find(({ userId }) => userId === identityKey)?.identities[0].passwordHash;
    expect(await verifyPassword(password, hash ?? "")).toBe(true);
  }
});
