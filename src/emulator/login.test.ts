import { describe, expect, test } from "vitest";
import {
  ada,
  appOrigin,
  authorizeUrl,
  createTestTenant,
  hiddenFields,
  locationOf,
  logIn,
  mallory,
} from "#test/support/tenant.ts";

describe("sessions", () => {
  test("a second request of the same browser needs no login", async () => {
    const { browser } = createTestTenant();
    const one = browser();
    await logIn(one, await authorizeUrl(), ada.password);
    const again = await one.get(await authorizeUrl({ prompt: "none" }));
    expect(again.status).toBe(302);
    expect(new URL(locationOf(again)).searchParams.has("code")).toBe(true);
    expect(locationOf(await browser().get(await authorizeUrl({ prompt: "none" })))).toContain(
      "login_required",
    );
  });

  const forcing: [string, Record<string, string>][] = [
    ["prompt=login", { prompt: "login" }],
    ["max_age=0", { max_age: "0" }],
    ["max_age=60 after a minute", { max_age: "60" }],
    ["prompt=select_account", { prompt: "select_account" }],
  ];
  test.each(forcing)("%s shows the form in spite of a session", async (_, parameters) => {
    const { browser, time } = createTestTenant();
    const one = browser();
    await logIn(one, await authorizeUrl(), ada.password);
    time.now += 61_000;
    expect(locationOf(await one.get(await authorizeUrl(parameters)))).toMatch(
      /^\/u\/login\?state=/,
    );
  });

  test("a login as somebody else replaces the session and its cookie", async () => {
    const { browser, store } = createTestTenant();
    const one = browser();
    await logIn(one, await authorizeUrl(), ada.password);
    const [before] = store.sessions.values();
    const second = await logIn(one, await authorizeUrl({ prompt: "login" }), mallory);
    expect(second.headers.getSetCookie().join()).toMatch(
      /auth0_5180=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax/,
    );
    const [after, ...others] = store.sessions.values();
    expect(others).toEqual([]);
    expect(after).toMatchObject({ identityKey: mallory });
    expect(after?.id).not.toBe(before?.id);
  });

  test("logout ends the session and returns only to an allowed address", async () => {
    const { browser, store } = createTestTenant();
    const one = browser();
    await logIn(one, await authorizeUrl(), ada.password);
    const evil = await one.get(
      "/v2/logout?client_id=linklab-spa&returnTo=https%3A%2F%2Fevil.example",
    );
    expect(evil.status).toBe(400);
    expect(store.sessions.size).toBe(1);
    const response = await one.get(
      `/v2/logout?client_id=linklab-spa&returnTo=${encodeURIComponent(`${appOrigin}/?a=1`)}&auth0Client=x`,
    );
    expect(response.status).toBe(302);
    expect(locationOf(response)).toBe(`${appOrigin}/?a=1`);
    expect(store.sessions.size).toBe(0);
  });
});

describe("login pages", () => {
  test("the form names the application, takes the hint and lets nothing in or out", async () => {
    const { browser } = createTestTenant();
    const one = browser();
    const login_hint = 'ada@example.com"><script>';
    const page = await one.get(locationOf(await one.get(await authorizeUrl({ login_hint }))));
    expect(page.status).toBe(200);
    const policy = page.headers.get("Content-Security-Policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`form-action 'self' ${appOrigin}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers.has("Cross-Origin-Opener-Policy")).toBe(false);
    expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
    const text = await page.text();
    expect(text).toContain("<strong>LinkLab</strong>");
    expect(text).toContain('value="ada@example.com&quot;&gt;&lt;script&gt;"');
    expect(text).toContain("Continue with Google");
    expect(text).not.toContain("<script");
  });

  test("a connection leads straight to its accounts, named by e-mail", async () => {
    const { browser } = createTestTenant();
    const one = browser();
    const first = await one.get(await authorizeUrl({ connection: "google-oauth2" }));
    expect(locationOf(first)).toMatch(/^\/u\/accounts\?state=/);
    expect(await (await one.get(locationOf(first))).text()).toContain("ada@example.com · Google");
  });

  test("a wrong password shows the form again, keeps the e-mail and signs nobody in", async () => {
    const { browser, store } = createTestTenant();
    const one = browser();
    const form = await hiddenFields(await one.get(locationOf(await one.get(await authorizeUrl()))));
    const response = await one.post("/u/login", {
      ...form,
      username: "ada@example.com",
      password: "wrong",
    });
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toContain('role="alert"');
    expect(text).toContain('value="ada@example.com"');
    expect([store.sessions.size, store.codes.size]).toEqual([0, 0]);
    const right = await one.post("/u/login", {
      ...form,
      username: "ada@example.com",
      password: "Passw0rd!",
    });
    expect(right.status).toBe(303);
  });

  test("a login works once, with its own token, in the browser where it began", async () => {
    const { browser, store } = createTestTenant();
    const one = browser();
    const form = await hiddenFields(await one.get(locationOf(await one.get(await authorizeUrl()))));
    const right = { ...form, username: "ada@example.com", password: "Passw0rd!" };
    const stranger = browser();
    await stranger.get(await authorizeUrl());
    expect((await stranger.post("/u/login", right)).status).toBe(400);
    expect((await one.post("/u/login", { ...right, csrf: "guessed" })).status).toBe(400);
    expect(store.sessions.size).toBe(0);
    const both = await Promise.all([one.post("/u/login", right), one.post("/u/login", right)]);
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([303, 400]));
    expect(store.sessions.size).toBe(1);
  });

  test("cancel tells the application and signs nobody in", async () => {
    const { browser, store } = createTestTenant();
    const one = browser();
    const form = await hiddenFields(await one.get(locationOf(await one.get(await authorizeUrl()))));
    const response = await one.post("/u/cancel", form);
    expect(response.status).toBe(303);
    expect(new URL(locationOf(response)).searchParams.get("error")).toBe("access_denied");
    expect([store.sessions.size, store.logins.size]).toEqual([0, 0]);
  });
});

describe("a login and the browser it began in", () => {
  const form = { username: "ada@example.com", password: "Passw0rd!" };

  test("two that a fresh browser begins at the same moment can both be finished", async () => {
    const { browser } = createTestTenant();
    const one = browser();
    const url = await authorizeUrl();
    const begun = await Promise.all([one.get(url), one.get(url)]);
    for (const response of begun) {
      const fields = await hiddenFields(await one.get(locationOf(response)));
      const answer = await one.post("/u/login", { ...fields, ...form });
      expect(new URL(locationOf(answer)).searchParams.has("code")).toBe(true);
    }
  });

  test("its cookie goes with the end of the login", async () => {
    const { browser } = createTestTenant();
    const answer = await logIn(browser(), await authorizeUrl(), ada.password);
    expect(answer.headers.getSetCookie().join()).toMatch(
      /auth0_5180_login_[\w-]{32}=; Max-Age=0; Path=\//,
    );
  });

  test("of many begun and left, the last ten stay open", async () => {
    const { browser } = createTestTenant();
    const one = browser();
    const pages: string[] = [];
    for (let begun = 0; begun < 11; begun += 1)
      pages.push(locationOf(await one.get(await authorizeUrl())));
    const statuses: number[] = [];
    for (const page of pages) statuses.push((await one.get(page)).status);
    expect(statuses).toEqual([400, ...pages.slice(1).map(() => 200)]);
  });
});
