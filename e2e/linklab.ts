import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { test as base } from "@playwright/test";
import type { BrowserContext, Page, Worker } from "@playwright/test";
import axe from "axe-core";
import type * as serve from "#cli/serve.ts";
import { expect } from "./expect.ts";
import { askFromPage, type TenantRequests } from "./server.ts";
import { startStaticHost } from "./static-host.ts";

/**
 * Who serves the app. Node: the tenant has an origin of its own. A host of files, which sends the headers of
 * the site or none: the tenant lives in the site's worker.
 */
export type Host = "node" | "files" | "files with headers";

/** Why a test of Node's host alone is: what it does to a request it cannot do to one that the worker answers. */
export const SEEN_BY_NOBODY = "Playwright sees no request that the worker of the site answers";

/** What is special about the tenant of a test. */
type TenantOptions = NonNullable<Parameters<typeof serve.startLinkLab>[1]>;

type Fixtures = {
  /** What the host of the tenant can do, where it is not all that a server can. */
  traits: TenantOptions["traits"];
  /** The app and a tenant of this test's own; `page.goto("/")` leads to that app. */
  linklab: Pick<serve.LinkLab, "origin" | "tenantOrigin">;
  /** Asks that tenant past the app, from wherever it can be reached. */
  server: TenantRequests;
  /** The origin of another tenant that knows this test's app: what a reader's own would be. */
  secondTenant: string;
  /** Starts a tenant that knows the app of an origin, and gives the tenant's. */
  startTenant: (appOrigin: string) => Promise<string>;
  /** One more of that kind, which can be stopped and started again on its port, anew. */
  replaceableTenant: { origin: string; stop: () => Promise<void>; start: () => Promise<void> };
  /**
   * Allows a console message that the test provokes, such as Chromium's "Failed to load resource" for
   * a 401. It must then come, too. A worker's answer has no status text, so a pattern names the number alone.
   */
  expectConsole: (pattern: RegExp) => void;
  /** What no test should see unannounced, as it comes. */
  problems: string[];
  /** Has a context that a test opens itself watched like the test's own. */
  watchAlso: (context: BrowserContext) => void;
};

export type WorkerFixtures = {
  host: Host;
  /** Where a host of files has the site, which all tests of a worker share: their tenants are in their browsers. */
  site: string | undefined;
  /** Signing keys, made once a worker: each test still has a tenant of its own. */
  keys: () => ReturnType<typeof serve.makeKeys>;
};

/** Built by Vite: the seeds are YAML, which Playwright cannot import. */
async function loadServe(): Promise<typeof serve> {
  const built = pathToFileURL(resolve(import.meta.dirname, "..", "dist", "node", "serve.js"));
  return (await import(built.href)) as typeof serve;
}

/**
 * Playwright's `test` with a LinkLab per test. A console error or warning, a page error, a violation of
 * the page's policy, or a request that leaves this computer fails the test, from any page or popup.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  keys: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from it
    async ({}, provide) => {
      const { makeKeys } = await loadServe();
      const keys = makeKeys();
      await provide(() => keys);
    },
    { scope: "worker" },
  ],
  host: ["node", { option: true, scope: "worker" }],
  site: [
    async ({ host }, provide) => {
      if (host === "node") return provide(undefined);
      const { startSite } = await loadServe();
      const served = await (host === "files" ? startStaticHost("") : startSite());
      await provide(served.origin);
      await served.stop();
    },
    { scope: "worker" },
  ],
  traits: [undefined, { option: true }],
  linklab: async ({ keys, traits, site }, provide) => {
    if (site !== undefined) return provide({ origin: site, tenantOrigin: site });
    const { startLinkLab } = await loadServe();
    const linklab = await startLinkLab({ port: 0, tenantPort: 0 }, { keys, traits });
    await provide(linklab);
    await linklab.close();
  },
  server: async ({ context, request, site }, provide) => {
    await provide(site === undefined ? request : askFromPage(context, site));
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from it
  startTenant: async ({}, provide) => {
    const { startTenant } = await loadServe();
    const tenants: Awaited<ReturnType<typeof startTenant>>[] = [];
    await provide(async (appOrigin) => {
      const tenant = await startTenant(appOrigin);
      tenants.push(tenant);
      return tenant.origin;
    });
    await Promise.all(tenants.map((tenant) => tenant.close()));
  },
  secondTenant: async ({ linklab, startTenant }, provide) => {
    await provide(await startTenant(linklab.origin));
  },
  replaceableTenant: async ({ linklab }, provide) => {
    const { startTenant } = await loadServe();
    let tenant = await startTenant(linklab.origin);
    const { origin } = tenant;
    const start = async () => {
      tenant = await startTenant(linklab.origin, Number(new URL(origin).port));
    };
    await provide({ origin, stop: () => tenant.close(), start });
    await tenant.close();
  },
  baseURL: ({ linklab }, provide) => provide(linklab.origin),
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from it
  problems: ({}, provide) => provide([]),
  watchAlso: ({ problems }, provide) => provide((context) => watch(context, problems)),
  expectConsole: [
    // A page may ask its tenant to the last, so a tenant stops after nobody watches any more.
    // oxlint-disable-next-line no-unused-vars -- Playwright reads what a fixture needs from it
    async ({ context, problems, startTenant: _ }, provide) => {
      watch(context, problems);
      const expected: RegExp[] = [];
      await provide((pattern) => void expected.push(pattern));
      // An answer comes after all that the page said before it.
      for (const page of context.pages()) await page.evaluate(() => null).catch(() => null);
      const unexpected = () =>
        problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
      const missing = () =>
        expected.filter((pattern) => !problems.some((problem) => pattern.test(problem)));
      await expect.poll(missing, "expected on the console, but it did not come").toEqual([]);
      expect(unexpected(), "unexpected errors, warnings or requests").toEqual([]);
    },
    { auto: true },
  ],
});

/** Collects what no test should see unannounced, from all pages of a context and their popups. */
function watch(context: BrowserContext, problems: string[]): void {
  context.on("console", (message) => {
    // What a policy only reports is of another type.
    if (["error", "warning"].includes(message.type()) || /violates/.test(message.text()))
      problems.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => problems.push(`page error: ${error.error().message}`));
  context.on("serviceworker", hearViolations);
  context.on("page", (page) => page.on("worker", hearViolations));
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(protocol) && hostname !== "localhost")
      problems.push(`request to a foreign host: ${request.url()}`);
  });
}

/** Has a worker say on its console what Chromium says of pages only: that its policy was violated. */
function hearViolations(worker: Worker): void {
  const listening = worker.evaluate(() => {
    self.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
      // oxlint-disable-next-line no-console -- it is what is listened to
      console.error(`${blockedURI} violates the Content Security Policy: ${effectiveDirective}`);
    });
  });
  listening.catch(() => null); // it has ended
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Checks the page as it is now: WCAG 2.0 to 2.2, A and AA, and axe's best practices. */
export function expectAccessible(page: Page): Promise<void> {
  return expectNoViolation(page, RULES);
}

async function expectNoViolation(page: Page, runOnly: readonly string[]): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async ([...rules]) => {
    const { axe: injected } = window as unknown as { axe: typeof axe };
    const results = await injected.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return results.violations.map(
      ({ id, help, nodes }) => `${id}: ${help} at ${nodes.map((node) => node.html).join(" and ")}`,
    );
  }, runOnly);
  expect(violations, `accessibility of ${page.url()}`).toEqual([]);
}

/**
 * Checks the page as it is now in both themes, at the narrowest width and a wide one; ends narrow. Themes
 * differ in colours alone, so the second one is checked for contrast alone.
 */
export async function expectAccessibleEverywhere(
  page: Page,
  widths: readonly number[] = [1440, 320],
): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      // At the end of the page the bar at the bottom covers nothing, and axe sees every target whole.
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await test.step(`${colorScheme} at ${width} px`, async () => {
        await expectNoViolation(page, colorScheme === "light" ? RULES : ["color-contrast"]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `horizontal scroll of ${page.url()}`).toBe(0);
      });
    }
  }
}

export { expect };
