import { launch, type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasPython } from "../../e2e/static-host.ts";
import { FLOWS, type Flow, type Place } from "./flows.ts";
import {
  ADA,
  choose,
  chooseGoogle,
  goTo,
  logIn,
  openPopup,
  prepare,
  press,
  pressFirst,
  readTenant,
  see,
  type,
} from "./person.ts";
import { serve, type Served } from "./served.ts";
import { watch } from "./watch.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launch({
    browser: "firefox",
    executablePath: process.env["FIREFOX_PATH"] ?? "firefox",
    timeout: 120_000,
    protocolTimeout: 120_000,
  });
});

afterAll(() => browser.close());

const isControlled = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? "");

/** What the site lists for when there is no network, and the worker has not kept yet. */
const readMissing = (page: Page) =>
  page.evaluate(async () => {
    const files: unknown = await (await fetch("/site-files.json")).json();
    if (!Array.isArray(files)) throw new TypeError("no list of files");
    const kept = await Promise.all(files.map((file) => caches.match(String(file))));
    return files.filter((_, index) => kept[index] === undefined).map(String);
  });

const PLAY: Record<Flow, (page: Page, served: Served) => Promise<void>> = {
  "the first visit, to any address, starts the tenant in the worker": async (page, { origin }) => {
    await page.goto(`${origin}/authorize?client_id=linklab-spa`);
    await see(page, "redirect_uri is missing");
    await page.goto(origin);
    await see(page, "One person, two logins, one user");
    expect(await isControlled(page)).toMatch(/\/tenant-worker\.js/);
  },

  "A logs in by redirect with Code + PKCE and is renewed silently": async (page, { origin }) => {
    await readTenant(page, origin);
    await press(page, "Log in as A");
    await logIn(page);
    await see(page, "A is Ada · password");
    expect(page.url()).toBe(`${origin}/learn/primary`);
    await press(page, "Renew A’s tokens silently");
    await see(page, "Renewed, still A (1).");
  },

  "A logs in by the implicit flow of auth0.js, in a popup": async (page, { origin }) => {
    await readTenant(page, origin);
    await choose(page, "Implicit");
    await choose(page, "A popup");
    await logIn(await openPopup(page, "Log in as A"));
    await see(page, "A is Ada · password");
  },

  "A and B are prepared, up to the link": async (page, { origin }) => {
    await prepare(page, origin);
    await press(page, "Send POST");
    await press(page, "Link them");
    await see(page, "201. A has 2 identities now.");
  },

  "B logs in by popup, is linked, seen in A, and unlinked": async (page, { origin }) => {
    await readTenant(page, origin);
    await press(page, "Log in as A");
    await logIn(page);
    await see(page, "A is Ada · password");
    await goTo(page, "secondary");
    await chooseGoogle(await openPopup(page, "Log in as B"));
    await see(page, "B is Ada · Google");
    await press(page, "Next: Check before you link", "link");
    await see(page, "10 of 10 fit.");
    await press(page, "Next: Link", "link");
    await press(page, "Send POST");
    await press(page, "Link them");
    await see(page, "201. A has 2 identities now.");
    await press(page, "Next: See what changed", "link");
    await see(page, "Google · in A");
    await goTo(page, "unlink");
    await press(page, "Send DELETE");
    await press(page, "Unlink");
    await see(page, "They are two users again.");
  },

  "a refused link is explained": async (page, { origin }) => {
    await prepare(page, origin);
    await pressFirst(page, "#break-it summary");
    await choose(page, "A's own ID token as link_with");
    await press(page, "Send POST");
    await see(page, "Both tokens belong to the same user.");
    await press(page, "More on this", "link");
    await expect.poll(() => page.url()).toContain(`${origin}/errors/`);
  },

  "pasted code is checked": async (page, { origin }) => {
    await page.goto(`${origin}/check`);
    await press(page, "fetch with a user ID");
    await see(page, "Use case 3");
    await press(page, "auth0.js");
    await see(page, "Use case 5");
  },

  "the inspector verifies the tokens of the walkthrough": async (page, { origin }) => {
    await prepare(page, origin);
    await press(page, "Tokens", "link");
    await see(page, "Fits in the header of the identities request");
    await see(page, "Valid");
  },

  "a reload in the middle drops the tokens, and A comes back to the same step": async (
    page,
    { origin },
  ) => {
    await readTenant(page, origin);
    await press(page, "Log in as A");
    await logIn(page);
    await see(page, "A is Ada · password");
    await goTo(page, "link");
    await page.reload();
    await see(page, "You were A: Ada · password. Now nobody is signed in here.");
    await press(page, "Log in as A again");
    await type(page, "password", ADA.password);
    await press(page, "Continue");
    await see(page, "Needs B’s ID token from step 4.");
    expect(page.url()).toBe(`${origin}/learn/link`);
  },

  "after the first visit everything works without the host": async (page, { origin, stop }) => {
    await page.goto(origin);
    await see(page, "One person, two logins, one user");
    await expect.poll(() => readMissing(page), { timeout: 60_000 }).toEqual([]);
    await stop();
    await prepare(page, origin);
    await page.goto(`${origin}/check`);
    await press(page, "fetch with a user ID");
    await see(page, "Use case 3");
  },
};

const titlesAt = (place: Place) =>
  Object.entries(FLOWS).flatMap(([title, places]: [string, readonly Place[]]) =>
    places.includes(place) ? [title as Flow] : [],
  );

describe.each(["files", "node"] as const)("served by %s", (place) => {
  test.skipIf(place === "files" && !hasPython).each(titlesAt(place))("%s", async (title) => {
    const served = await serve(place);
    const context = await browser.createBrowserContext();
    try {
      const page = await context.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      const problems = await watch(context, page);
      await PLAY[title](page, served);
      expect(problems, "errors, warnings or requests").toEqual([]);
    } finally {
      await context.close();
      await served.stop();
    }
  });
});
