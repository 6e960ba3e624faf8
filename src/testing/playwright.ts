import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestInfo,
  TestType,
} from "@playwright/test";
import { serveTenant } from "./index.ts";
import { describeLog } from "./describe-log.ts";
import type { LogEntry, ServedTenant, ServeOptions, User } from "./types.ts";

/** What a test has besides Playwright's own. */
export type TenantFixtures = {
  /** How the tenant is made; set it by `test.use({ tenantOptions: … })`. */
  tenantOptions: ServeOptions;
  /** A tenant of this test alone, on a port of its own, which knows the app at `baseURL`. */
  tenant: ServedTenant;
  /** Signs the browser of this test in, without the login page. */
  signInAs: (user: string | User) => Promise<void>;
};

type TestArgs = PlaywrightTestArgs & PlaywrightTestOptions;
type WorkerArgs = PlaywrightWorkerArgs & PlaywrightWorkerOptions;

/**
 * Gives a tenant to each test: `const test = withTenant(base)`, where `base` is `test` of `@playwright/test` or
 * what you made of it. When a test fails, what the tenant refused and its log are in
 * the report.
 */
export function withTenant<Test, Worker>(
  base: TestType<Test & TestArgs, Worker & WorkerArgs>,
): TestType<Test & TestArgs & TenantFixtures, Worker & WorkerArgs> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what else `base` has stays there
  const plain = base as unknown as TestType<TestArgs, WorkerArgs>;
  const extended = plain.extend<TenantFixtures>({
    tenantOptions: [{}, { option: true }],
    tenant: async ({ tenantOptions, baseURL }, provide, testInfo) => {
      const app = baseURL === undefined ? {} : { appOrigins: [originOf(baseURL)] };
      const tenant = await serveTenant({ ...app, ...tenantOptions });
      try {
        await provide(tenant);
        if (testInfo.status !== testInfo.expectedStatus)
          await attachLog(testInfo, await tenant.log());
      } finally {
        await tenant.close();
      }
    },
    signInAs: async ({ tenant, context }, provide) => {
      await provide(async (user) => {
        await context.addCookies((await tenant.signIn(user)).cookies);
      });
    },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return extended as unknown as TestType<Test & TestArgs & TenantFixtures, Worker & WorkerArgs>;
}

/** Refusals by themselves, too, the last one first: a terminal shows no more than the beginning of an attachment. */
async function attachLog(testInfo: TestInfo, log: readonly LogEntry[]): Promise<void> {
  const refused = log.filter(({ because, fault }) => because !== undefined || fault !== undefined);
  const attach = (name: string, entries: readonly LogEntry[]) =>
    testInfo.attach(name, { body: describeLog(entries), contentType: "text/plain" });
  if (refused.length > 0) await attach("what the tenant refused, last first", refused.toReversed());
  await attach("the tenant's log", log);
}

function originOf(baseURL: string): string {
  if (URL.canParse(baseURL)) return new URL(baseURL).origin;
  throw new TypeError(
    `withTenant: baseURL: Expected an address like http://localhost:3000, not "${baseURL}"`,
  );
}
