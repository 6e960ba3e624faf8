import * as v from "valibot";
import {
  ADA,
  APP_ORIGIN,
  createBrowser,
  hiddenFields,
  IMPLICIT,
  locationOf,
  logIn,
  MALLORY,
} from "#test/support/tenant.ts";
import { ELSEWHERE_CALLBACK } from "#test/contract/seed.ts";
import {
  authorize,
  authorizeAt,
  control,
  countSessions,
  link,
  openLogin,
  ready,
  redirectWithCode,
  send,
  signedIn,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const DATABASE = "Username-Password-Authentication";
const RIGHT = { username: "ada@example.com", password: "Passw0rd!" };

const snapshotSchema = v.object({
  sessions: v.array(v.object({ identity: v.string(), fingerprint: v.string() })),
  logins: v.array(v.unknown()),
});

const snapshotOf = async (world: World) =>
  v.parse(snapshotSchema, await (await control(world, "GET", "snapshot")).json());
const sessionsOf = async (world: World) => (await snapshotOf(world)).sessions;
const countLogins = async (world: World) => (await snapshotOf(world)).logins.length;

const PROMPTS: ContractCase[] = [
  ...[{ prompt: "login" }, { max_age: "0" }, { prompt: "select_account" }].map(
    (parameters): ContractCase => ({
      items: ["A5"],
      title: `${JSON.stringify(parameters)} shows the form in spite of a session`,
      act: async (world) => authorize(world, parameters, await signedIn(world)),
      status: 302,
      rule: "login-page",
      location: /^\/u\/login\?state=/,
    }),
  ),
  {
    items: ["A4"],
    title: "a session is enough for silence",
    act: async (world) => authorize(world, { prompt: "none" }, await signedIn(world)),
    status: 302,
    rule: "authorization-code",
    delivery: "redirect",
    location: /callback\?code=/,
  },
  {
    items: ["A5"],
    title: "a session is enough otherwise",
    act: async (world) => authorize(world, {}, await signedIn(world)),
    status: 302,
    rule: "authorization-code",
    delivery: "redirect",
    location: /callback\?code=/,
  },
  {
    items: ["T"],
    title: "a session of another connection is not enough for the one that is named",
    act: async (world) => authorize(world, { connection: "google-oauth2" }, await signedIn(world)),
    status: 302,
    rule: "login-page",
    location: /^\/u\/accounts\?state=/,
    afterwards: async (world) => [await countSessions(world)],
    shows: [1],
  },
  {
    items: ["T", "A4"],
    title: "nor in silence",
    act: async (world) =>
      authorize(world, { connection: "github", prompt: "none" }, await signedIn(world)),
    status: 302,
    rule: "login-required",
    delivery: "redirect",
    changes: true,
  },
  ...(
    [
      [ADA.password, "login-required"],
      [ADA.google, "login-required"],
      [ADA.github, "authorization-tokens"],
    ] as const
  ).map(([account, rule]): ContractCase => ({
    items: ["T", "A4"],
    title: `a session of ${account} gives ${rule} to an application for accounts of GitHub`,
    act: async (world) => {
      const elsewhere = { client_id: "elsewhere", redirect_uri: ELSEWHERE_CALLBACK, ...IMPLICIT };
      return authorize(world, { ...elsewhere, prompt: "none" }, await signedIn(world, account));
    },
    status: 302,
    rule,
    delivery: "redirect",
    changes: true,
  })),
  ...[
    [ADA.password, DATABASE],
    [ADA.google, "google-oauth2"],
  ].map(([account = "", connection = ""]): ContractCase => ({
    items: ["T", "A4"],
    title: `a session of ${connection} is enough for it`,
    act: async (world) =>
      authorize(world, { connection, prompt: "none" }, await signedIn(world, account)),
    status: 302,
    rule: "authorization-code",
    delivery: "redirect",
  })),
  ...(
    [
      ["google-oauth2", "authorization-code"],
      [DATABASE, "login-required"],
    ] as const
  ).map(([connection, rule]): ContractCase => ({
    items: ["T", "A9"],
    title: `a session of a linked account at Google, asked for ${connection}, gives ${rule}`,
    act: async (world) => {
      const browser = await signedIn(world, ADA.google);
      const { token, idToken: link_with } = await ready(world);
      await link(world, token, { link_with });
      return authorize(world, { connection, prompt: "none" }, browser);
    },
    status: 302,
    rule,
    delivery: "redirect",
    changes: true,
  })),
  ...(
    [
      [168 * 3600 - 1, "authorization-code", "redirect"],
      [168 * 3600, "login-page", undefined],
    ] as const
  ).map(([seconds, rule, delivery]): ContractCase => ({
    items: ["A5"],
    title: `${seconds} seconds after the login, /authorize gives the ${rule}`,
    act: async (world) => {
      const browser = await signedIn(world);
      await control(world, "PUT", "clock", { advance: seconds });
      return authorize(world, {}, browser);
    },
    status: 302,
    rule,
    delivery,
  })),
  {
    items: ["A1"],
    title: "connection leads straight to the provider",
    act: (world) => authorize(world, { connection: "github" }),
    status: 302,
    rule: "login-page",
    location: /^\/u\/accounts\?state=[\w-]+&connection=github$/,
  },
  {
    items: ["A1"],
    title: "a provider's page names its accounts by their addresses",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const asked = await authorize(world, { connection: "google-oauth2" }, browser);
      return browser.get(locationOf(asked));
    },
    status: 200,
    rule: "login-form",
    text: /ada@example\.com · Google/,
  },
  {
    items: ["A1"],
    title: "connection leaves nothing but the database on the login page",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      return browser.get(locationOf(await authorize(world, { connection: DATABASE }, browser)));
    },
    status: 200,
    rule: "login-form",
    text: /^(?![\s\S]*(Google|GitHub))[\s\S]*name="password"/,
  },
  {
    items: ["A1"],
    title: "connection leaves no other way to log in",
    act: async (world) => {
      const { browser, form } = await openLogin(world, { connection: DATABASE });
      return browser.post("/u/accounts", { ...form, connection: "github", account: "1815121" });
    },
    status: 400,
    rule: "account-unknown",
    changes: true,
  },
  {
    items: ["A1"],
    title: "login_hint fills in the address, as text",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const asked = await authorize(world, { login_hint: '"><b>' }, browser);
      return browser.get(locationOf(asked));
    },
    status: 200,
    rule: "login-form",
    text: /value="&quot;&gt;&lt;b&gt;"/,
  },
];

const FORMS: ContractCase[] = [
  {
    items: ["E39"],
    title: "a login answers 303",
    act: (world) => redirectWithCode(world),
    status: 303,
    rule: "authorization-code",
    delivery: "redirect-after-form",
    location: /callback\?code=/,
    headers: {
      "Referrer-Policy": /no-referrer/,
      "Cache-Control": /no-store/,
      "Set-Cookie": /auth0_\d+_login_[\w-]{32}=; Max-Age=0; Path=\//,
    },
  },
  {
    items: ["E39"],
    title: "a wrong password shows the form again, and signs nobody in",
    act: async (world) => {
      const { browser, form } = await openLogin(world);
      return browser.post("/u/login", { ...form, ...RIGHT, password: "wrong" });
    },
    status: 400,
    rule: "login-wrong-password",
    text: /ulp-input-error-message" role="alert" id="error-element-password">Wrong email or password<[^]*value="ada@example\.com"/,
    changes: true,
    afterwards: async (world) => [await countSessions(world)],
    shows: [0],
  },
  {
    items: ["E39"],
    title: "a wrong password does not end the login",
    act: async (world) => {
      const { browser, form } = await openLogin(world);
      await browser.post("/u/login", { ...form, ...RIGHT, password: "wrong" });
      return browser.post("/u/login", { ...form, ...RIGHT });
    },
    status: 303,
    rule: "authorization-code",
    delivery: "redirect-after-form",
  },
  ...[0, 1].map((which): ContractCase => ({
    items: ["E39"],
    title: `of two logins that one browser begins at once, number ${which} can be finished`,
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const begun = await Promise.all([
        authorize(world, {}, browser),
        authorize(world, {}, browser),
      ]);
      const answers: Response[] = [];
      for (const asked of begun) {
        const form = await hiddenFields(await browser.get(locationOf(asked)));
        answers.push(await browser.post("/u/login", { ...form, ...RIGHT }));
      }
      return answers[which] ?? Response.error();
    },
    status: 303,
    rule: "authorization-code",
    delivery: "redirect-after-form",
    location: /callback\?code=/,
  })),
  ...(
    [
      [0, 400, "login-over"],
      [1, 200, "login-form"],
    ] as const
  ).map(([which, status, rule]): ContractCase => ({
    items: ["E39"],
    title: `of eleven logins that one browser begins, number ${which} gives ${status}`,
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const pages: string[] = [];
      for (let begun = 0; begun < 11; begun += 1)
        pages.push(locationOf(await authorize(world, {}, browser)));
      return browser.get(pages[which] ?? "/");
    },
    status,
    rule,
    changes: true,
  })),
  {
    items: ["E39"],
    title: "cookies of others whose names look like a login's hold no login up",
    act: async (world) => {
      const { port } = new URL(world.tenant.issuer);
      const names = Array.from({ length: 10 }, (_, index) => `auth0_${port}_login_(${index}`);
      const Cookie = names.map((name) => `${name}=1`).join("; ");
      return send(world, await authorizeAt(world), { headers: { Cookie } });
    },
    status: 302,
    rule: "login-page",
    changes: true,
  },
  {
    items: ["E39"],
    title: "a login as somebody else replaces the session and its cookie",
    act: async (world) => {
      const browser = await signedIn(world);
      // state carries what the snapshot calls the first session.
      const [first] = await sessionsOf(world);
      const url = await authorizeAt(world, { prompt: "login", state: first?.fingerprint });
      return logIn(browser, url, MALLORY);
    },
    status: 303,
    rule: "authorization-code",
    delivery: "redirect-after-form",
    headers: {
      "Set-Cookie": /auth0_\d+=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=None/,
    },
    afterwards: async (world, _, { state }) =>
      (await sessionsOf(world)).map(({ identity, fingerprint }) => [
        identity,
        fingerprint === state,
      ]),
    shows: [[MALLORY, false]],
  },
  {
    items: ["E39"],
    title: "who does not want to log in goes back with access_denied",
    act: async (world) => {
      const { browser, form } = await openLogin(world);
      return browser.post("/u/cancel", form);
    },
    status: 303,
    rule: "login-cancelled",
    delivery: "redirect-after-form",
    location: /callback\?error=access_denied&.*&state=st\+\/=$/,
    message: "User did not authorize the request",
    afterwards: async (world) => [await countSessions(world), await countLogins(world)],
    shows: [0, 0],
  },
  ...["login", "accounts", "signup", "consent", "cancel"].flatMap((page) =>
    (
      [
        ["of another browser's login", /^the login began in another browser/],
        ["that nobody was given", /^there is no such login/],
        ["that is missing", /^there is no such login/],
      ] as const
    ).map(([title, because]): ContractCase => ({
      items: ["E39"],
      title: `a form at /u/${page} is refused by its state ${title}, whatever is in it`,
      act: async (world) => {
        const { browser } = await openLogin(world);
        const { form: other } = await openLogin(world);
        const form: Record<string, string> = { ...RIGHT, connection: "github", account: "1815121" };
        if (title.startsWith("of")) Object.assign(form, other);
        if (title.startsWith("that nobody")) form["state"] = "x".repeat(32);
        return browser.post(`/u/${page}`, form);
      },
      status: 400,
      rule: "login-over",
      because,
      changes: true,
      afterwards: async (world) => [await countSessions(world), await countLogins(world)],
      shows: [0, 2],
    })),
  ),
  {
    items: ["E39"],
    title: "the state of another browser's login is refused in the address of a form, too",
    act: async (world) => {
      const { browser } = await openLogin(world);
      const { form: other } = await openLogin(world);
      return browser.post(`/u/login?${new URLSearchParams(other)}`, RIGHT);
    },
    status: 400,
    rule: "login-over",
    because: /^the login began in another browser/,
    changes: true,
  },
  {
    items: ["T"],
    title: "a program logs in without the page, by the state of the address that it was led to",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const page = locationOf(await authorize(world, {}, browser));
      return browser.post(page, { ...RIGHT, action: "default" });
    },
    status: 303,
    rule: "authorization-code",
    delivery: "redirect-after-form",
    afterwards: async (world) => [await countSessions(world)],
    shows: [1],
  },
  {
    items: ["T", "E39"],
    title: "the state in a form counts, and not that of its address",
    act: async (world) => {
      const { browser, form } = await openLogin(world);
      return browser.post(`/u/login?state=${"x".repeat(32)}`, { ...form, ...RIGHT });
    },
    status: 303,
    rule: "authorization-code",
    delivery: "redirect-after-form",
  },
  {
    items: ["T"],
    title: "the form has no hidden member but state, as that of Auth0 that programs fill in",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      return browser.get(locationOf(await authorize(world, {}, browser)));
    },
    status: 200,
    rule: "login-form",
    text: /^(?!.*type="hidden" name="(?!state"|connection"))/s,
    changes: true,
  },
  {
    items: ["E39"],
    title: "a login that began in another browser is refused",
    act: async (world) => {
      const { form } = await openLogin(world);
      return createBrowser(world.tenant).post("/u/login", { ...form, ...RIGHT });
    },
    status: 400,
    rule: "login-over",
    changes: true,
  },
  ...(
    [
      [3599, 303, "authorization-code", "redirect-after-form"],
      [3600, 400, "login-over", undefined],
    ] as const
  ).map(([seconds, status, rule, delivery]): ContractCase => ({
    items: ["E39"],
    title: `a login that is finished after ${seconds} seconds gives ${status}`,
    act: async (world) => {
      const { browser, form } = await openLogin(world);
      await control(world, "PUT", "clock", { advance: seconds });
      return browser.post("/u/login", { ...form, ...RIGHT });
    },
    status,
    rule,
    delivery,
    changes: true,
  })),
  {
    items: ["E39"],
    title: "a login that is finished cannot be finished again",
    act: async (world) => {
      const { browser, form } = await openLogin(world);
      await browser.post("/u/login", { ...form, ...RIGHT });
      return browser.post("/u/login", { ...form, ...RIGHT });
    },
    status: 400,
    rule: "login-over",
    changes: true,
  },
  ...[
    { connection: "github", account: "0" },
    { connection: "google-oauth2", account: "1815121" },
    { connection: "facebook", account: "1815121" },
    { connection: DATABASE, account: ADA.password.slice(6) },
  ].map((choice): ContractCase => ({
    items: ["E39"],
    title: `nobody logs in as ${JSON.stringify(choice)}`,
    act: async (world) => {
      const { browser, form } = await openLogin(world);
      return browser.post("/u/accounts", { ...form, ...choice });
    },
    status: 400,
    rule: "account-unknown",
    changes: true,
    afterwards: async (world) => [await countSessions(world)],
    shows: [0],
  })),
  {
    items: ["E38"],
    title: "the login page tells nobody where it came from and cannot be framed",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      return browser.get(locationOf(await authorize(world, {}, browser)));
    },
    status: 200,
    rule: "login-form",
    headers: {
      "Referrer-Policy": /^no-referrer$/,
      "Permissions-Policy": /^accelerometer=\(\), .*, camera=\(\), /,
      "Cache-Control": /^no-store$/,
      "X-Content-Type-Options": /^nosniff$/,
      "Content-Security-Policy": new RegExp(
        `^default-src 'none'; .*; form-action 'self' ${APP_ORIGIN}; frame-ancestors 'none'$`,
      ),
      "Cross-Origin-Opener-Policy": null,
    },
    text: /^(?![^]*<script)[^]*<strong>LinkLab<\/strong>[^]*Continue with Google/,
  },
  {
    items: ["E38"],
    title: "the login page has the hooks by which suites find Auth0's",
    act: async (world) => {
      const { browser, form } = await openLogin(world);
      return browser.post("/u/login", { ...form, ...RIGHT, password: "wrong" });
    },
    status: 400,
    rule: "login-wrong-password",
    text: /^(?=.*id="username"\s+name="username")(?=.*id="password"\s+name="password")(?=.*type="submit"\s+name="action"\s+value="default"\s+data-action-button-primary="true")(?=.*data-provider="google">.*?<button)(?=.*data-provider="github">.*?<button)(?=.*id="error-element-password")/s,
    changes: true,
  },
  {
    items: ["T"],
    title: "the sign-up page has those of Auth0's, where the address is called email",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      return browser.get(locationOf(await authorize(world, { screen_hint: "signup" }, browser)));
    },
    status: 200,
    rule: "sign-up-form",
    text: /^(?!.*username"\s+name=)(?=.*id="email"\s+name="email")(?=.*id="password"\s+name="password")(?=.*name="action"\s+value="default"\s+data-action-button-primary="true")/s,
  },
  {
    items: ["E42"],
    title: "a login that began at another tenant is unknown here",
    given: async ({ other }) => (await openLogin({ tenant: other })).form,
    act: (world, form) => createBrowser(world.tenant).post("/u/login", { ...form, ...RIGHT }),
    status: 400,
    rule: "login-over",
  },
];

const LOGOUTS: ContractCase[] = [
  {
    items: ["E23"],
    title: "logout that is refused leaves the session",
    act: async (world) =>
      (await signedIn(world)).get(
        "/v2/logout?client_id=linklab-spa&returnTo=https%3A%2F%2Fevil.example",
      ),
    status: 400,
    rule: "logout-url-mismatch",
    text: /The &quot;returnTo&quot; querystring parameter &quot;https:\/\/evil\.example&quot; is not defined/,
    changes: true,
    afterwards: async (world) => [await countSessions(world)],
    shows: [1],
  },
  {
    items: ["E23"],
    title: "logout ends the session and goes to an address that is registered, query or not",
    act: async (world) =>
      (await signedIn(world)).get(
        "/v2/logout?client_id=linklab-spa&returnTo=http%3A%2F%2Flocalhost%3A5173%3Fa%3D1",
      ),
    status: 302,
    rule: "logout",
    location: /^http:\/\/localhost:5173\/\?a=1$/,
    afterwards: async (world) => [await countSessions(world)],
    shows: [0],
  },
  {
    items: ["E23"],
    title: "logout for an application that nobody registered is a page",
    act: (world) => send(world, "/v2/logout?client_id=nobody"),
    status: 400,
    rule: "application-unknown",
    headers: { Location: null },
  },
  {
    items: ["E23"],
    title: "an empty returnTo counts as none",
    act: (world) => send(world, "/v2/logout?client_id=linklab-spa&returnTo="),
    status: 302,
    rule: "logout",
    location: new RegExp(`^${APP_ORIGIN}/$`),
  },
  {
    items: ["E23"],
    title: "logout without an application goes where the tenant allows it",
    act: (world) => send(world, `/v2/logout?returnTo=${encodeURIComponent(APP_ORIGIN)}`),
    status: 302,
    rule: "logout",
    location: new RegExp(`^${APP_ORIGIN}/$`),
  },
  {
    items: ["E23"],
    title: "logout for an application that registered no address ends on a page",
    act: async (world) => (await signedIn(world)).get("/v2/logout?client_id=linklab-backend"),
    status: 200,
    rule: "logout-page",
    text: /<h1>Signed out<\/h1>/,
    headers: { Location: null },
    afterwards: async (world) => [await countSessions(world)],
    shows: [0],
  },
  ...["client_id=linklab-spa&", ""].flatMap((query) =>
    ["https://evil.example", "http://localhost:5173.evil.example", "javascript:1", "//x"].map(
      (url): ContractCase => ({
        items: ["E23"],
        title: `logout?${query} does not go to ${url}`,
        act: (world) => send(world, `/v2/logout?${query}returnTo=${encodeURIComponent(url)}`),
        status: 400,
        rule: "logout-url-mismatch",
        headers: { Location: null },
      }),
    ),
  ),
];

/** The login pages: what leads there, their forms, and logout. */
export const LOGIN_CASES: readonly ContractCase[] = [...PROMPTS, ...FORMS, ...LOGOUTS];
