import { expect, test } from "vitest";
import { QUICK_SEED } from "#test/support/seed.ts";
import { createTestTenant, ISSUER } from "#test/support/tenant.ts";
import type { TenantOptions } from "#emulator/index.ts";

async function home(options: Partial<TenantOptions> = {}): Promise<string> {
  const { tenant } = createTestTenant(options);
  return (await tenant.fetch(new Request(ISSUER))).text();
}

/** The seed with something else in place of a text, as JSON has it. */
const seedWith = (text: string, by: string) =>
  JSON.parse(JSON.stringify(QUICK_SEED).replaceAll(text, by));

test("what a seed names is shown as text", async () => {
  const page = await home({
    seed: seedWith("Another application", "<img src=x onerror=alert(1)>"),
  });
  expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(page).not.toContain("<img");
});

test("no password is shown of an account that the seed does not mark", async () => {
  const page = await home({ seed: seedWith('"demo":true,', "") });
  expect(page).toContain("The seed of this tenant marks none.");
  expect(page).not.toContain("Passw0rd!");
  expect(page).not.toContain("ada@example.com");
});

test("a tenant without a control API names no address of it", async () => {
  const page = await home({ hasControl: false });
  expect(page).toContain("It is off");
  expect(page).not.toContain("/_linklab/");
});

test("the way to LinkLab leads to the app that the tenant knows", async () => {
  const page = await home({ appOrigin: "http://localhost:4000" });
  expect(page).toContain('href="http://localhost:4000/tenant"');
});
