import { expect, test } from "vitest";
import { withTenant } from "./playwright.ts";
import type { Tenant } from "./types.ts";

type Fixture = (
  given: object,
  provide: (tenant: Tenant) => Promise<void>,
  info: object,
) => Promise<void>;

/** The fixture that makes a tenant. */
function tenantFixture(): Fixture {
  let tenant: Fixture | undefined;
  const base = {
    extend: (fixtures: { tenant: Fixture }) => {
      tenant = fixtures.tenant;
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no more of it is used
  withTenant(base as unknown as Parameters<typeof withTenant>[0]);
  if (tenant === undefined) throw new Error("withTenant extended nothing");
  return tenant;
}

/** What is attached to the report of a test that failed after asking for those. */
async function attachmentsAfter(...paths: string[]): Promise<[name: string, body: string][]> {
  const attached: [string, string][] = [];
  const info = {
    status: "failed",
    expectedStatus: "passed",
    attach: (name: string, { body }: { body: string }) => {
      attached.push([name, body]);
      return Promise.resolve();
    },
  };
  const ask = async (tenant: Tenant) => {
    for (const path of paths) await tenant.fetch(path);
  };
  await tenantFixture()({ tenantOptions: {} }, ask, info);
  return attached;
}

test("a test that fails has what was refused before the log, the last first", async () => {
  const [refused, log, ...more] = await attachmentsAfter("/userinfo", "/nowhere", "/v2/logout");
  expect(refused?.[0]).toBe("what the tenant refused, last first");
  expect(refused?.[1]).toMatch(/^\S+ GET \/nowhere 404 .*\n\S+ GET \/userinfo 401 .*$/);
  expect(log?.[0]).toBe("the tenant's log");
  expect(log?.[1].split("\n")).toHaveLength(3);
  expect(more).toEqual([]);
});

test("a test that fails after nothing was refused has the log alone", async () => {
  const names = (await attachmentsAfter("/v2/logout")).map(([name]) => name);
  expect(names).toEqual(["the tenant's log"]);
});

test("an app at no address is named before there is a tenant", async () => {
  const given = { tenantOptions: {}, baseURL: "/shop" };
  const started = tenantFixture()(given, () => Promise.resolve(), {});
  await expect(started).rejects.toThrow(
    'withTenant: baseURL: Expected an address like http://localhost:3000, not "/shop"',
  );
});
