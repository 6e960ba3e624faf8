import { expect, test } from "vitest";
import { withTenant } from "./playwright.ts";

type Fixture = (given: object, provide: () => Promise<void>, info: object) => Promise<void>;

test("an app at no address is named before there is a tenant", async () => {
  let tenant: Fixture | undefined;
  const base = {
    extend: (fixtures: { tenant: Fixture }) => {
      tenant = fixtures.tenant;
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no more of it is used
  withTenant(base as unknown as Parameters<typeof withTenant>[0]);
  const started = tenant?.({ tenantOptions: {}, baseURL: "/shop" }, () => Promise.resolve(), {});
  await expect(started).rejects.toThrow(
    'withTenant: baseURL: Expected an address like http://localhost:3000, not "/shop"',
  );
});
