import type { Page } from "@playwright/test";
import { startFickleHost, type FickleHost } from "./fickle-host.ts";
import { expect as expectSoon, test as base } from "./linklab.ts";
import {
  ADA,
  chooseAccount,
  goTo,
  logIn,
  logInAsA,
  openSecondLogin,
  reachLink,
  readTenant,
  sendLink,
} from "./walkthrough.ts";

/** Against a hang: a worker starts, keeps many files, and hands over once it has done what it was told. */
const expect = expectSoon.configure({ timeout: 60_000 });

const test = base.extend<{ files: FickleHost }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from it
  files: async ({}, provide) => {
    const host = await startFickleHost();
    await provide(host);
    await host.stop();
  },
  baseURL: ({ files }, provide) => provide(files.origin),
});

/** The path of a login, as an application asks for it. */
function authorizePath(origin: string, slash = ""): string {
  const request = new URLSearchParams({
    client_id: "linklab-spa",
    response_type: "code",
    scope: "openid",
    redirect_uri: `${origin}/callback`,
    state: "of-nobody",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  });
  return `/authorize${slash}?${request}`;
}

const notice = (page: Page) => page.getByRole("complementary", { name: "Where this page runs" });

const devtools = (page: Page) => page.context().newCDPSession(page);

/** What developer tools do with "Bypass for network". Gives what ends it. */
async function bypassWorker(page: Page): Promise<() => Promise<void>> {
  const session = await devtools(page);
  await session.send("Network.enable");
  await session.send("Network.setBypassServiceWorker", { bypass: true });
  return () => session.detach();
}

/** What a browser does to a worker that has nothing to do. */
async function killWorker(page: Page): Promise<void> {
  const session = await devtools(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await session.detach();
}

/** Whether the worker had a hand in how this page was loaded. */
const isByWorker = (page: Page) =>
  page.evaluate(() => {
    const [load] = performance.getEntriesByType("navigation");
    return load instanceof PerformanceNavigationTiming && load.workerStart > 0;
  });

const controllerOf = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? null);

test("first load: the tenant answers a page that was loaded before there was a worker", async ({
  page,
}) => {
  await readTenant(page);
  expect(await isByWorker(page)).toBe(false);
  await logInAsA(page, "Code + PKCE");
  expect(await isByWorker(page)).toBe(true);
  await expect(notice(page)).toHaveCount(0);
});

test("hard reload: the tenant answers a page that was loaded past its worker", async ({ page }) => {
  await readTenant(page);
  const session = await devtools(page);
  const loaded = page.waitForEvent("load");
  await session.send("Page.reload", { ignoreCache: true });
  await loaded;
  expect(await isByWorker(page)).toBe(false);
  await goTo(page, "primary");
  await logInAsA(page, "Code + PKCE");
  await expect(notice(page)).toHaveCount(0);
});

test("update on reload, which developer tools have, is no trouble", async ({ page }) => {
  await readTenant(page);
  const session = await devtools(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.setForceUpdateOnPageLoad", { forceUpdateOnPageLoad: true });
  await page.reload();
  await goTo(page, "primary");
  await logInAsA(page, "Implicit");
  await expect(notice(page)).toHaveCount(0);
});

for (const slash of ["", "/"])
  test(`cold deep link: /authorize${slash} shows the login, with the fragment that it had`, async ({
    page,
    files,
  }) => {
    await page.goto(`${authorizePath(files.origin, slash)}#kept`);
    await expect(page.getByLabel("Email address")).toBeVisible();
    expect(new URL(page.url()).hash).toBe("#kept");
    await logIn(page, ADA);
    await expect(page).toHaveURL(/\/callback$|\/learn\//);
  });

test("cold deep link: /u/login goes on with its login", async ({ page, files }) => {
  await page.goto(authorizePath(files.origin));
  await expect(page.getByLabel("Email address")).toBeVisible();
  const { pathname, search } = new URL(page.url());
  for (const slash of ["", "/"]) {
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.getRegistration())?.unregister();
    });
    await page.goto(pathname + slash + search);
    await expect(page.getByLabel("Email address")).toBeVisible();
  }
  await logIn(page, ADA);
  await expect(page).toHaveURL(/\/callback$|\/learn\//);
});

test("cold deep link: /v2/logout leads back to the page", async ({ page, files }) => {
  const query = new URLSearchParams({ client_id: "linklab-spa", returnTo: files.origin });
  await page.goto(`/v2/logout?${query}`);
  await expect(page).toHaveURL(`${files.origin}/`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("One person, two logins");
});

test("worker killed in mid-login: the login goes on", async ({ page }) => {
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await expect(page.getByLabel("Email address")).toBeVisible();
  await killWorker(page);
  await logIn(page, ADA);
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
});

/** A version of the site, which is hex digits. */
const versionOf = (digit: string) => digit.repeat(16);

test("update with two tabs and a popup open: nothing reloads, and taking over keeps all", async ({
  page,
  files,
  context,
}) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await goTo(page, "secondary");
  const popup = await openSecondLogin(page);
  await expect(popup.getByLabel("Email address")).toBeVisible();
  const before = await controllerOf(page);
  for (const one of [page, popup]) await one.evaluate(() => Object.assign(window, { isOld: true }));

  files.release(versionOf("b"));
  const other = await context.newPage();
  await other.goto("/");
  await expect(notice(other)).toContainText("A newer version of the tenant is ready.");
  await expect(notice(page)).toContainText("A newer version of the tenant is ready.");
  await other.reload();
  for (const one of [page, other, popup]) expect(await controllerOf(one)).toBe(before);

  await notice(other).getByRole("button", { name: "Use it now" }).click();
  for (const one of [page, other, popup])
    await expect.poll(() => controllerOf(one)).toContain(versionOf("b"));
  for (const one of [page, other]) await expect(notice(one)).toHaveCount(0);
  for (const one of [page, popup]) expect(await one.evaluate(() => "isOld" in window)).toBe(true);

  await chooseAccount(popup, "Google", ADA.google.email);
  await goTo(page, "link");
  await sendLink(page);
  await expect(page.getByRole("status").getByText("201.")).toBeVisible();
  expect(await page.evaluate(() => "isOld" in window)).toBe(true);
});

test("a new version drops what old ones kept, but one", async ({ page, files }) => {
  const caches = () => page.evaluate(() => window.caches.keys());
  for (const digit of ["a", "b", "c"]) {
    files.release(versionOf(digit));
    await page.goto("/errors");
    if (digit !== "a") await notice(page).getByRole("button", { name: "Use it now" }).click();
    await expect.poll(() => controllerOf(page)).toContain(versionOf(digit));
    await page.reload();
    await expect.poll(caches).toContain(`linklab-files-${versionOf(digit)}`);
  }
  await expect.poll(caches).toEqual(["b", "c"].map((one) => `linklab-files-${versionOf(one)}`));
});

test("another site in the place of this one is shown, and gets what its pages send", async ({
  page,
  files,
}) => {
  await page.goto("/");
  await expect.poll(() => controllerOf(page)).not.toBe(null);
  await page.goto("about:blank"); // what this page still loads is not the other site's
  files.giveAway();
  await page.goto("/learn/tenant");
  await expect(page.getByRole("heading")).toHaveText("GET of another");
  const sent = await page.evaluate(async () =>
    (await fetch("/api/session", { method: "POST", body: "password" })).text(),
  );
  expect(sent).toBe("<h1>POST of another</h1>");
  await page.goto("/login");
  await expect(page.getByRole("heading")).toHaveText("GET of another");
  expect(await controllerOf(page)).toBe(null);
});

test("a breaker for reload loops: a page that comes back says so after one reload", async ({
  page,
  files,
}) => {
  await page.goto("/");
  await expect.poll(() => controllerOf(page)).not.toBe(null);
  await bypassWorker(page);
  // The worst case: all is well until the page is loaded anew.
  await page.addInitScript(() => {
    const ask = window.fetch.bind(window);
    window.fetch = (input, init) =>
      input === "/_linklab/capabilities" ? Promise.resolve(Response.json({})) : ask(input, init);
  });
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.goto(authorizePath(files.origin));
  await expect(notice(page)).toContainText("The tenant of this site is bypassed.");
  expect(loads).toBe(2);
});

test("worker bypassed: each page says so, never loops, and goes on when it is not", async ({
  page,
  files,
  expectConsole,
}) => {
  expectConsole(/404 \(Not Found\)/);
  await page.goto("/");
  await expect.poll(() => controllerOf(page)).not.toBe(null);
  const end = await bypassWorker(page);
  for (const path of ["/learn/tenant", authorizePath(files.origin)]) {
    await page.goto(path);
    await expect(notice(page)).toContainText("The tenant of this site is bypassed.");
  }
  await end();
  await notice(page).getByRole("button", { name: "Try again" }).click();
  await expect(page.getByLabel("Email address")).toBeVisible();
});

test("two tabs: one session, and what one links the other sees", async ({ page, context }) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  const other = await context.newPage();
  await readTenant(other);
  await other.getByRole("button", { name: "Log in as A" }).click();
  await expect(other.getByRole("status").getByText("A is Ada · password")).toBeVisible();
  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await goTo(page, "link");
  await sendLink(page);
  await expect(page.getByRole("status").getByText("201.")).toBeVisible();
  await goTo(other, "link");
  await other.reload();
  await other.getByRole("button", { name: "Log in as A again" }).click();
  await logIn(other, ADA);
  await expect(other.getByText("A has 2 identities already.")).toBeVisible();
});

/** Four faults at once. Gives the statuses. */
const orderFaults = (tab: Page) =>
  tab.evaluate(() =>
    Promise.all(
      [1, 2, 3, 4].map(async () => {
        const body = JSON.stringify({ endpoint: "token", kind: "failure", count: 1 });
        const headers = { "Content-Type": "application/json" };
        return (await fetch("/_linklab/faults", { method: "POST", headers, body })).status;
      }),
    ),
  );

test("two tabs: nothing is lost of what both send at once", async ({ page, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto("/");
    await expect.poll(() => controllerOf(tab)).not.toBe(null);
  }
  const statuses = await Promise.all([orderFaults(page), orderFaults(other)]);
  expect(statuses.flat()).toEqual(Array.from({ length: 8 }, () => 201));
  await killWorker(page);
  const kept = await page.evaluate(async () => (await fetch("/_linklab/faults")).json());
  expect(kept).toHaveLength(8);
});

/** The check, the inspector, the errors, and the use cases as they are told. */
async function useWhatNeedsNoTenant(page: Page): Promise<void> {
  await page.goto(
    "/tokens#token=eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL290aGVyLmV4YW1wbGUvIn0.cw",
  );
  await expect(page.getByRole("list", { name: "Four verdicts" })).toContainText("other.example");
  await page.goto("/check");
  await page.getByRole("button", { name: "fetch with a user ID" }).click();
  await expect(page.getByText("Use case 3").first()).toBeVisible();
  await page.getByRole("link", { name: "Errors" }).click();
  await expect(page.getByRole("searchbox")).toBeVisible();
  await page.goto("/use-cases");
  await expect(page.getByText("Told here, not run")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Run" })).toHaveCount(0);
}

/** What a browser does to a page whose tenant cannot run, and what that says of it. */
const WITHOUT_WORKER = {
  "worker unsupported": {
    take: () => Reflect.defineProperty(navigator, "serviceWorker", { value: undefined }),
    says: "This browser cannot run the tenant of this site.",
  },
  "storage blocked, the worker with it": {
    take: () => {
      navigator.serviceWorker.register = () =>
        Promise.reject(new DOMException("denied", "SecurityError"));
    },
    says: "This browser refuses to run the tenant of this site.",
  },
  "storage blocked, a look at workers with it": {
    take: () => {
      for (const [owner, name] of [
        [navigator, "serviceWorker"],
        [window, "localStorage"],
        [window, "sessionStorage"],
      ] as const)
        Reflect.defineProperty(owner, name, {
          get: () => {
            throw new DOMException("denied", "SecurityError");
          },
        });
    },
    says: "This browser refuses to run the tenant of this site.",
  },
} as const;

for (const [name, { take, says }] of Object.entries(WITHOUT_WORKER))
  test(`${name}: the page says why, and the rest works`, async ({ page, files, expectConsole }) => {
    expectConsole(/404 \(Not Found\) \(.*_linklab/);
    await page.addInitScript(take);
    await page.goto("/");
    await expect(notice(page)).toContainText(says);
    await expect(notice(page)).toContainText("Check, tokens and errors work without it");
    await useWhatNeedsNoTenant(page);
    await page.goto(authorizePath(files.origin));
    await expect(notice(page)).toContainText(says);
  });

test("IndexedDB that throws: the tenant works, and the page says that nothing is kept", async ({
  page,
  files,
}) => {
  files.runFirst('indexedDB.open = () => { throw new DOMException("denied", "SecurityError"); };');
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await expect(notice(page)).toContainText("This browser keeps nothing for this site.");
});

test("IndexedDB deleted while tabs are open: the tenant begins anew, and the page says so", async ({
  page,
  context,
}) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  const other = await context.newPage();
  await other.goto("/");
  await other.evaluate(async () => {
    for (const { name = "" } of await indexedDB.databases())
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.addEventListener("success", resolve);
        request.addEventListener("blocked", reject);
        request.addEventListener("error", reject);
      });
  });
  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  const told = page.getByRole("status").filter({ hasText: "The tenant is a new one." });
  await expect(told).toContainText("as it does when its storage is cleared");
  await told.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await expect(page).toHaveURL(/\/learn\/secondary$/);
});

test("offline after the first visit everything works, from a cold start", async ({
  page,
  files,
  context,
}) => {
  await page.goto("/");
  const isKept = () =>
    page.evaluate(async () => {
      const paths: string[] = await (await fetch("/site-files.json")).json();
      const found = await Promise.all(paths.map((path) => window.caches.match(path)));
      return found.every((one) => one !== undefined);
    });
  await expect.poll(isKept).toBe(true);
  await files.stop();
  await context.setOffline(true);
  await page.close();

  const cold = await context.newPage();
  for (const [path, title] of [
    ["/", "One person, two logins"],
    ["/learn/link", "Link the two accounts"],
    ["/check", "Check"],
    ["/tokens", "Tokens"],
  ] as const) {
    await cold.goto(path);
    await expect(cold.getByRole("heading", { level: 1 })).toContainText(title);
  }
  await reachLink(cold);
  await sendLink(cold);
  await expect(cold.getByRole("status").getByText("201.")).toBeVisible();
  await expect(notice(cold)).toHaveCount(0);
});

test("a POST of the page that meets no worker is told, with what helps", async ({
  page,
  files,
  expectConsole,
}) => {
  expectConsole(/501 \(Not Implemented\)/);
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await goTo(page, "old-way");
  const end = await bypassWorker(page);
  await page.getByRole("button", { name: "Send POST", exact: true }).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The tenant's worker did not answer.");
  await expect(alert).toContainText("Bypass for network");
  expect(files.refused).toContainEqual(expect.stringMatching(/^POST \/api\/v2\//));
  await end();
  await alert.getByRole("button", { name: "Reload the page" }).click();
  await page.getByRole("button", { name: "Log in as A again" }).click();
  await expect(page.getByLabel("Email address")).toBeVisible();
});

test("a login form that meets no worker is the host's, and goes on once it is sent again", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/501 \(Not Implemented\)/);
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await expect(page.getByLabel("Email address")).toBeVisible();
  const end = await bypassWorker(page);
  await logIn(page, ADA);
  await expect(page.getByText("Unsupported method")).toBeVisible();
  await end();
  await page.goBack();
  await logIn(page, ADA);
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
});

test("a login form that a host answers with the page is told, and Try again sends it again", async ({
  page,
  files,
  expectConsole,
}) => {
  files.takeEveryMethod();
  expectConsole(/404 \(Not Found\)/);
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await expect(page.getByLabel("Email address")).toBeVisible();
  const end = await bypassWorker(page);
  await logIn(page, ADA);
  await expect(notice(page)).toContainText("did not reach the tenant");
  await end();
  await notice(page).getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
});
