/** What a program in TypeScript does with the package. */
export const TYPES = `import { createTenant, serveTenant, type ServedTenant, type User } from "linklab";
const tenant: ServedTenant = await serveTenant({ port: 0, https: true });
const user: User = await tenant.addUser({ connection: "github", email: "x@example.com" });
const { cookies } = await tenant.signIn(user);
export const name: string = cookies[0]?.name ?? (await tenant.mint({ kind: "id_token" }));
await (await createTenant()).restore(await tenant.snapshot());
`;

/** Lines 3 and 4 are wrong. */
export const WRONG = `import { createTenant } from "linklab";
const tenant = await createTenant();
await createTenant({ appOrigin: "http://localhost:3000" });
await tenant.addFault({ endpoint: "token", kind: "slow" });
`;

/** What a test in TypeScript does with the fixture, on top of one of its own. */
export const FIXTURE = `import { test as base } from "@playwright/test";
import { withTenant } from "linklab/playwright";
const test = withTenant(base.extend<{ own: number }>({ own: 1 }));
test.use({ tenantOptions: { port: 5180 } });
test("", async ({ page, tenant, signInAs, own }) => {
  await signInAs("auth0|x");
  await page.goto(tenant.url + own.toFixed());
});
`;

/** A test that fails after it sent what nobody should read, and one that passes. */
export const FAILS = `import { test as base } from "@playwright/test";
import { withTenant } from "linklab/playwright";
const test = withTenant(base);
test("fails", async ({ tenant }) => {
  const token = await tenant.mint({ kind: "id_token", user_id: "github|1815121" });
  await tenant.fetch("/userinfo/" + token, { headers: { Authorization: "Bearer " + token } });
  throw new Error("as it should");
});
test("passes", ({ tenant }) => tenant.users());
`;
