import { decodeJwt } from "jose";
import {
  ADA,
  APP_ORIGIN,
  createBrowser,
  exchange,
  hiddenFields,
  logIn,
  MALLORY,
} from "#test/support/tenant.ts";
import type { Browser } from "#test/support/tenant.ts";
import {
  authorizeAt,
  control,
  countSessions,
  idToken,
  readTokens,
  send,
  tampered,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const SLASH = `${APP_ORIGIN}/`;
const EVIL = "https://evil.example";

/** A browser in which somebody is signed in, with the ID token that their application got. */
async function signedInWithToken(world: World, account: string = ADA.password) {
  const browser = createBrowser(world.tenant);
  const redirect = await logIn(browser, await authorizeAt(world, { scope: "openid" }), account);
  const { id } = await readTokens(await exchange(world.tenant, redirect));
  return { browser, id, sid: String(decodeJwt(id)["sid"]) };
}

const ask = (browser: Browser, parameters: Record<string, string>): Promise<Response> =>
  browser.get(`/oidc/logout?${new URLSearchParams(parameters)}`);

const sessions = async (world: World) => [await countSessions(world)];

const LOGOUTS: ContractCase[] = [
  {
    items: ["T"],
    title: "the ID token of the session ends it, and state goes back",
    act: async (world) => {
      const { browser, id } = await signedInWithToken(world);
      const state = "a b&c";
      return ask(browser, { id_token_hint: id, post_logout_redirect_uri: SLASH, state });
    },
    status: 302,
    rule: "logout-oidc",
    location: /^http:\/\/localhost:5173\/\?state=a\+b&c$/,
    headers: { "Set-Cookie": /auth0_\d+=; Max-Age=0/ },
    afterwards: sessions,
    shows: [0],
  },
  {
    items: ["T"],
    title: "an ID token that is over does it, too",
    act: async (world) => {
      const { browser, id } = await signedInWithToken(world);
      await control(world, "PUT", "clock", { advance: 36_001 });
      return ask(browser, { id_token_hint: id, post_logout_redirect_uri: APP_ORIGIN });
    },
    status: 302,
    rule: "logout-oidc",
    location: new RegExp(`^${SLASH}$`),
    afterwards: sessions,
    shows: [0],
  },
  {
    items: ["T"],
    title: "an ID token that is signed with the application's secret does it, too",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const url = await authorizeAt(world, { client_id: "linklab-hs256", scope: "openid" });
      const redirect = await logIn(browser, url, ADA.password);
      const client_id = "linklab-hs256";
      const { id } = await readTokens(await exchange(world.tenant, redirect, { client_id }));
      return ask(browser, { id_token_hint: id, post_logout_redirect_uri: SLASH });
    },
    status: 302,
    rule: "logout-oidc",
    afterwards: sessions,
    shows: [0],
  },
  {
    items: ["T"],
    title: "logout_hint and client_id do as the ID token does, in a form, too",
    act: async (world) => {
      const { browser, sid } = await signedInWithToken(world);
      const parameters = { logout_hint: sid, client_id: "linklab-spa" };
      return browser.post("/oidc/logout", { ...parameters, post_logout_redirect_uri: SLASH });
    },
    status: 302,
    rule: "logout-oidc",
    afterwards: sessions,
    shows: [0],
  },
  {
    items: ["T"],
    title: "without an address it goes to the application's first",
    act: async (world) => {
      const { browser, id } = await signedInWithToken(world);
      return ask(browser, { id_token_hint: id, client_id: "linklab-spa" });
    },
    status: 302,
    rule: "logout-oidc",
    location: new RegExp(`^${SLASH}$`),
  },
  {
    items: ["T"],
    title: "a browser without a session is sent back, and not asked",
    act: (world) => send(world, "/oidc/logout?client_id=linklab-spa"),
    status: 302,
    rule: "logout-oidc",
  },
  {
    items: ["T"],
    title: "an application without a registered address ends on a page",
    act: (world) => send(world, "/oidc/logout?client_id=linklab-backend"),
    status: 200,
    rule: "logout-page",
    headers: { Location: null },
  },
];

const QUESTIONS: ContractCase[] = [
  ...(
    [
      ["no hint at all", () => ({})],
      ["a logout_hint of no session", () => ({ logout_hint: "x".repeat(32) })],
      ["the ID token of another session", (other: string) => ({ id_token_hint: other })],
    ] as const
  ).map(([title, parametersOf]): ContractCase => ({
    items: ["T", "E38"],
    title: `${title} asks, and keeps the session`,
    act: async (world) => {
      const { browser } = await signedInWithToken(world);
      const { id } = await signedInWithToken(world, MALLORY);
      return ask(browser, { client_id: "linklab-spa", ...parametersOf(id) });
    },
    status: 200,
    rule: "logout-consent",
    text: /<h1>Log out\?<\/h1>[^]*<strong>LinkLab<\/strong> wants to log you out/,
    headers: { "Content-Security-Policy": /frame-ancestors 'none'/, "Set-Cookie": null },
    afterwards: sessions,
    shows: [2],
  })),
  {
    items: ["T"],
    title: "who says yes is logged out and sent back with state",
    act: async (world) => {
      const { browser } = await signedInWithToken(world);
      const form = await hiddenFields(
        await ask(browser, { post_logout_redirect_uri: SLASH, state: "s" }),
      );
      return browser.post("/oidc/logout", form);
    },
    status: 302,
    rule: "logout-oidc",
    location: /^http:\/\/localhost:5173\/\?state=s$/,
    afterwards: sessions,
    shows: [0],
  },
  {
    items: ["T"],
    title: "the session of a user who was blocked can be ended",
    act: async (world) => {
      const { browser, id } = await signedInWithToken(world);
      const path = `users/${encodeURIComponent(ADA.password)}`;
      await control(world, "PATCH", path, { blocked: true });
      return ask(browser, { id_token_hint: id });
    },
    status: 302,
    rule: "logout-oidc",
    afterwards: sessions,
    shows: [0],
  },
];

type Wrong = [
  title: string,
  parametersOf: (session: { id: string; sid: string; other: string }) => Record<string, string>,
  rule: "logout-hint-invalid" | "logout-hint-mismatch" | "application-unknown",
  because: RegExp,
];
const WRONG: Wrong[] = [
  ["nonsense", () => ({ id_token_hint: "nonsense" }), "logout-hint-invalid", /three parts/],
  [
    "a changed ID token",
    ({ id }) => ({ id_token_hint: tampered(id) }),
    "logout-hint-invalid",
    /signature/,
  ],
  [
    "an ID token of another tenant",
    ({ other }) => ({ id_token_hint: other }),
    "logout-hint-invalid",
    /^iss/,
  ],
  [
    "an ID token of no application",
    ({ id }) => ({ id_token_hint: unsigned(id) }),
    "logout-hint-invalid",
    /signed neither/,
  ],
  [
    "a logout_hint that is not its sid",
    ({ id }) => ({ id_token_hint: id, logout_hint: "x" }),
    "logout-hint-mismatch",
    /id_token_hint/,
  ],
  [
    "a client_id that is not its aud",
    ({ id }) => ({ id_token_hint: id, client_id: "linklab-other" }),
    "logout-hint-mismatch",
    /id_token_hint/,
  ],
  [
    "a client_id of nobody",
    () => ({ client_id: "nobody" }),
    "application-unknown",
    /Unknown client/,
  ],
];

/** The same claims, and a header that says HS256. */
function unsigned(token: string): string {
  const header = btoa(JSON.stringify({ alg: "HS256", typ: "JWT" })).replaceAll("=", "");
  return [header, ...token.split(".").slice(1)].join(".");
}

const REFUSALS: ContractCase[] = [
  ...WRONG.map(([title, parametersOf, rule, because]): ContractCase => ({
    items: ["T", "E27"],
    title: `${title} logs nobody out`,
    act: async (world) => {
      const { browser, ...session } = await signedInWithToken(world);
      const other = await idToken({ tenant: world.other });
      return ask(browser, parametersOf({ ...session, other }));
    },
    status: 400,
    rule,
    because,
    changes: true,
    afterwards: sessions,
    shows: [1],
  })),
  ...[EVIL, `${APP_ORIGIN}?a=1`, `${APP_ORIGIN}.evil.example`, "javascript:1", "//x"].map(
    (url): ContractCase => ({
      items: ["T", "E23"],
      title: `no logout goes to ${url}`,
      act: async (world) => {
        const { browser, id } = await signedInWithToken(world);
        return ask(browser, { id_token_hint: id, post_logout_redirect_uri: url });
      },
      status: 400,
      rule: "logout-url-mismatch",
      headers: { Location: null },
      changes: true,
      afterwards: sessions,
      shows: [1],
    }),
  ),
  {
    items: ["T", "B"],
    title: "a parameter that is there twice is a page",
    act: (world) => send(world, "/oidc/logout?state=1&state=2"),
    status: 400,
    rule: "request-repeated",
  },
  {
    items: ["T", "B"],
    title: "a body that is no form is a page",
    act: (world) => send(world, "/oidc/logout", { method: "POST", body: "x" }),
    status: 400,
    rule: "form-unreadable",
  },
];

/** RP-initiated logout, which says whose session it means. */
export const OIDC_LOGOUT_CASES: readonly ContractCase[] = [...LOGOUTS, ...QUESTIONS, ...REFUSALS];
