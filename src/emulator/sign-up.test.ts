import { afterAll, describe, expect, test, vi } from "vitest";
import { authorize, overHttp } from "#test/contract/world.ts";
import { serveTenant } from "./hosts/node.ts";
import { createMemoryStore } from "./store.ts";
import {
  appOrigin,
  authorizeUrl,
  createBrowser,
  createTestTenant,
  hiddenFields,
  locationOf,
  logIn,
  ada,
  testKeys,
} from "#test/support/tenant.ts";
import type { Browser, Reachable } from "#test/support/tenant.ts";

// Long journeys with real cryptography, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const core = createTestTenant();
const store = createMemoryStore();
const served = await serveTenant({ appOrigin, keys: testKeys, store, port: 0 });
afterAll(() => served.close());

const worlds: [string, Reachable, typeof store][] = [
  ["the core", core.tenant, core.store],
  ["the Node host", overHttp(served.tenant.issuer), store],
];

const password = "Passw0rd!";

async function openSignUp(tenant: Reachable): Promise<[Browser, Record<string, string>]> {
  const browser = createBrowser(tenant);
  const first = await authorize({ tenant }, { screen_hint: "signup" }, browser);
  return [browser, await hiddenFields(await browser.get(locationOf(first)))];
}

function sortedStatuses(responses: readonly Response[]): number[] {
  return responses.map(({ status }) => status).toSorted((one, other) => one - other);
}

describe.each(worlds)("a sign-up form over %s", (where, tenant, { users }) => {
  const name = where.replaceAll(" ", "-").toLowerCase();

  test("that is posted eight times at once makes one account, whatever addresses it carries", async () => {
    const [browser, form] = await openSignUp(tenant);
    const before = users.size;
    const responses = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        browser.post("/u/signup", { ...form, username: `${name}-${index}@example.com`, password }),
      ),
    );
    expect(sortedStatuses(responses)).toEqual([303, 400, 400, 400, 400, 400, 400, 400]);
    expect(users.size).toBe(before + 1);
  });

  test("that is posted twice with one address finishes the login once", async () => {
    const [browser, form] = await openSignUp(tenant);
    const before = users.size;
    const submit = () =>
      browser.post("/u/signup", { ...form, username: `${name}@example.com`, password });
    const responses = await Promise.all([submit(), submit()]);
    expect(sortedStatuses(responses)).toEqual([303, 400]);
    expect((await submit()).status).toBe(400);
    expect(users.size).toBe(before + 1);
  });

  test("that is posted while the login is cancelled makes an account only if it wins", async () => {
    const [browser, form] = await openSignUp(tenant);
    const before = users.size;
    const username = `${name}-late@example.com`;
    const both = [browser.post("/u/signup", { ...form, username, password })];
    both.push(browser.post("/u/cancel", form));
    const responses = await Promise.all(both);
    const outcome = [...responses.map(({ status }) => status), users.size - before];
    // Cancelling is faster as a rule, because no password is hashed for it.
    const cancelled = [400, 303, 0];
    const signedUp = [303, 400, 1];
    expect([cancelled, signedUp]).toContainEqual(outcome);
  });
});

describe("the consent page", () => {
  test("has one way out, which is to decline", async () => {
    const { browser } = createTestTenant();
    const one = browser();
    const asked = await logIn(one, await authorizeUrl({ prompt: "consent" }), ada.password);
    const page = await (await one.get(locationOf(asked))).text();
    const buttons = [...page.matchAll(/<button[^>]*>([^<]+)<\/button>/g)].map(([, text]) => text);
    expect(buttons).toEqual(["Accept", "Decline"]);
  });

  test("is the only one without Cancel", async () => {
    const { browser } = createTestTenant();
    const one = browser();
    for (const parameters of [{}, { screen_hint: "signup" }, { connection: "github" }]) {
      const first = await one.get(await authorizeUrl(parameters));
      expect(await (await one.get(locationOf(first))).text()).toContain(">Cancel</button>");
    }
  });
});
