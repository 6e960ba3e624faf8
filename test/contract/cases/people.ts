import { decodeJwt } from "jose";
import {
  ADA,
  createBrowser,
  hiddenFields,
  IMPLICIT,
  LINK_SCOPE,
  locationOf,
  logIn,
  MALLORY,
} from "#test/support/tenant.ts";
import { ELSEWHERE_CALLBACK, PARTNER } from "#test/contract/seed.ts";
import {
  authorize,
  authorizeAt,
  codeOf,
  control,
  exchangeCode,
  link,
  openLogin,
  redirectWithCode,
  signedIn,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

/** Opens the sign-up page and posts an address and a password. */
async function signUp(world: World, email: string, password = "Passw0rd!") {
  const { browser, form } = await openLogin(world, {
    screen_hint: "signup",
    prompt: "login",
    ...IMPLICIT,
  });
  return browser.post("/u/signup", { ...form, email, password });
}

const AT_ELSEWHERE = {
  client_id: "elsewhere",
  redirect_uri: ELSEWHERE_CALLBACK,
  ...IMPLICIT,
};
const AT_SHOP = { client_id: "shop", redirect_uri: "http://localhost:4000/callback" };

/** An application whose one database is closed. */
const closeShop = async (world: World) => {
  const { client_id, redirect_uri } = AT_SHOP;
  const application = { name: "Shop", client_id, app_type: "spa", callbacks: [redirect_uri] };
  await control(world, "POST", "applications", { ...application, connections: [] });
  const connection = { name: "closed", strategy: "auth0", enabled_clients: [client_id] };
  await control(world, "POST", "connections", { ...connection, options: { disable_signup: true } });
  return {};
};

const PEOPLE: ContractCase[] = [
  {
    items: ["A1"],
    title: "screen_hint=signup leads to the sign-up page",
    act: (world) => authorize(world, { screen_hint: "signup" }),
    status: 302,
    rule: "login-page",
    location: /^\/u\/signup\?state=/,
  },
  {
    items: ["A1"],
    title: "the sign-up page is shown even to somebody who is signed in, if a login is asked for",
    act: async (world) => {
      const browser = await signedIn(world);
      const asked = await authorize(world, { screen_hint: "signup", prompt: "login" }, browser);
      return browser.get(locationOf(asked));
    },
    status: 200,
    rule: "sign-up-form",
    text: /autocomplete="new-password"/,
    headers: { "Content-Security-Policy": /frame-ancestors 'none'/ },
  },
  {
    items: ["E41"],
    title: "an application without a database connection goes back with screen_hint=signup",
    act: (world) => authorize(world, { ...AT_ELSEWHERE, screen_hint: "signup" }),
    status: 302,
    rule: "signup-disabled",
    delivery: "redirect",
    message: "signup is disabled",
    location: new RegExp(`^${ELSEWHERE_CALLBACK}#error=invalid_request&`),
    changes: false,
  },
  {
    items: ["E41"],
    title: "a database that takes nobody goes back with screen_hint=signup",
    given: closeShop,
    act: (world) => authorize(world, { ...AT_SHOP, screen_hint: "signup" }),
    status: 302,
    rule: "signup-disabled",
    delivery: "redirect",
    location: /^http:\/\/localhost:4000\/callback\?error=invalid_request&/,
    changes: false,
  },
  {
    items: ["E41"],
    title: "nothing is shown to somebody who must not see it, whatever screen_hint says",
    given: closeShop,
    act: (world) => authorize(world, { ...AT_SHOP, screen_hint: "signup", prompt: "none" }),
    status: 302,
    rule: "login-required",
    delivery: "redirect",
    changes: false,
  },
  {
    items: ["E41"],
    title: "screen_hint=signup with a provider's name leads to its accounts",
    act: (world) => authorize(world, { screen_hint: "signup", connection: "github" }),
    status: 302,
    rule: "login-page",
    location: /^\/u\/accounts\?/,
  },
  {
    items: ["E41"],
    title: "there is no sign-up page for an application without a database",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const asked = await authorize(world, AT_ELSEWHERE, browser);
      return browser.get(locationOf(asked).replace("/u/login", "/u/signup"));
    },
    status: 404,
    rule: "page-not-found",
    changes: true,
  },
  {
    items: ["E41"],
    title: "who signs up is logged in, unverified",
    act: (world) => signUp(world, "Grace@Example.com"),
    status: 303,
    rule: "authorization-tokens",
    delivery: "redirect-after-form",
    location: /#access_token=/,
    afterwards: async (world) => {
      const users = await (await control(world, "GET", "users")).text();
      return [Number(users.includes('"email":"grace@example.com","email_verified":false'))];
    },
    shows: [1],
  },
  {
    items: ["E41"],
    title:
      "an attacker's sign-up with a victim's address stays apart from the victim's provider login",
    given: async (world) => {
      await signUp(world, "victim@example.com");
      const body = { connection: "google-oauth2", user_id: "77", email: "victim@example.com" };
      await control(world, "POST", "users", body);
      return {};
    },
    act: (world) => redirectWithCode(world, {}, "google-oauth2|77"),
    status: 303,
    rule: "authorization-code",
    delivery: "redirect-after-form",
    location: /callback\?code=/,
    afterwards: async (world) => {
      const users = await (await control(world, "GET", "users")).text();
      return [users.split('"email":"victim@example.com"').length - 1];
    },
    shows: [2],
  },
  {
    items: ["E41"],
    title: "the attacker cannot draw the victim's provider account in by naming it",
    given: async (world) => {
      const signedUp = await signUp(world, "victim@example.com");
      const fragment = new URL(locationOf(signedUp)).hash.slice(1);
      return { token: new URLSearchParams(fragment).get("access_token") ?? "" };
    },
    act: (world, { token = "" }) => {
      const [provider = "", user_id = ""] = ADA.google.split("|");
      const id = encodeURIComponent(decodeJwt(token).sub ?? "");
      return link(world, token, { provider, user_id }, id);
    },
    status: 403,
    rule: "scope-user-id-body",
  },
  ...[
    ["an address that is taken", "ada@example.com", "Passw0rd!"],
    ["no address", "ada", "Passw0rd!"],
    ["a short password", "new@example.com", "short"],
  ].map(([title, username = "", password = ""]): ContractCase => ({
    items: ["E41"],
    title: `${title} signs nobody up`,
    act: (world) => signUp(world, username, password),
    status: 400,
    rule: "sign-up-refused",
    text: /role="alert"/,
    changes: true,
    afterwards: async (world) => [
      (await (await control(world, "GET", "users")).text()).split('"user_id":"auth0|').length - 1,
    ],
    shows: [2],
  })),
];

/** Logs in at the partner's application, up to the consent page's form. */
async function reachConsent(
  world: World,
  parameters: Record<string, string | undefined> = PARTNER,
) {
  const browser = createBrowser(world.tenant);
  const asked = await logIn(browser, await authorizeAt(world, parameters), ADA.password);
  return { browser, form: await hiddenFields(await browser.get(locationOf(asked))) };
}

const button = (text: string) => `<button[^>]*>${text}</button>(?:(?!<button)[^])*`;

const WAYS_OUT: ContractCase[] = [
  {
    items: ["E33"],
    title: "the consent page has two buttons, and no Cancel beside them",
    act: async (world) => {
      const browser = await signedIn(world);
      const asked = await authorize(world, { prompt: "consent" }, browser);
      return browser.get(locationOf(asked));
    },
    status: 200,
    rule: "consent-form",
    text: new RegExp(`^(?:(?!<button)[^])*${button("Accept")}${button("Decline")}$`),
  },
  ...(
    [
      [{}, "login-form"],
      [{ screen_hint: "signup" }, "sign-up-form"],
      [{ connection: "github" }, "login-form"],
    ] as const
  ).map(([parameters, rule]): ContractCase => ({
    items: ["A1"],
    title: `the page for ${JSON.stringify(parameters)} can be cancelled`,
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      return browser.get(locationOf(await authorize(world, parameters, browser)));
    },
    status: 200,
    rule,
    text: />Cancel<\/button>/,
  })),
];

const CONSENT: ContractCase[] = [
  {
    items: ["E31", "E33"],
    title: "an application of somebody else gets no token that links who consents to a login there",
    act: (world) => authorize(world, { client_id: "linklab-partner", scope: LINK_SCOPE }),
    status: 302,
    rule: "audience-forbidden",
    delivery: "redirect",
    location:
      /error=invalid_request&error_description=Client "linklab-partner" is not authorized to access resource server "http:\/\/localhost:\d+\/api\/v2\/"\./,
    changes: false,
  },
  {
    items: ["E33"],
    title: "an application of somebody else has to wait for consent",
    act: (world) => redirectWithCode(world, PARTNER),
    status: 303,
    rule: "consent-page-after-login",
    location: /^\/u\/consent\?state=/,
  },
  {
    items: ["E33", "E38"],
    title: "the consent page says who asks for what, and cannot be framed",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const asked = await logIn(browser, await authorizeAt(world, PARTNER), ADA.password);
      return browser.get(locationOf(asked));
    },
    status: 200,
    rule: "consent-form",
    text: /A partner&#39;s application[\s\S]*<code>openid<\/code>[\s\S]*<code>email<\/code>/,
    headers: { "Content-Security-Policy": /frame-ancestors 'none'/ },
  },
  {
    items: ["E33"],
    title: "silence does not stand for consent",
    act: async (world) => {
      const { browser } = await reachConsent(world);
      return authorize(world, { ...PARTNER, prompt: "none" }, browser);
    },
    status: 302,
    rule: "consent-required",
    delivery: "redirect",
    location: /error=consent_required/,
  },
  {
    items: ["E33"],
    title: "who declines sends the application away with access_denied",
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      return browser.post("/u/consent", { ...form, decision: "decline" });
    },
    status: 303,
    location: /error=access_denied/,
    rule: "consent-declined",
    delivery: "redirect-after-form",
  },
  {
    items: ["T", "E33"],
    title: "consent is given by the name that Auth0's buttons have, too",
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      return browser.post("/u/consent", { ...form, action: "accept" });
    },
    status: 303,
    location: /callback\?code=/,
    rule: "authorization-code",
    delivery: "redirect-after-form",
  },
  {
    items: ["B"],
    title: "a consent that says neither yes nor no is no answer",
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      return browser.post("/u/consent", form);
    },
    status: 400,
    rule: "form-unreadable",
    changes: true,
  },
  {
    items: ["E33"],
    title: "consent is remembered, and only for what was asked",
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      await browser.post("/u/consent", { ...form, decision: "accept" });
      return authorize(world, { ...PARTNER, prompt: "none" }, browser);
    },
    status: 302,
    rule: "authorization-code",
    delivery: "redirect",
    location: /callback\?code=/,
  },
  {
    items: ["E33"],
    title: "more than was consented to is asked again",
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      await browser.post("/u/consent", { ...form, decision: "accept" });
      return authorize(
        world,
        { ...PARTNER, scope: "openid email profile", prompt: "none" },
        browser,
      );
    },
    status: 302,
    rule: "consent-required",
    delivery: "redirect",
    location: /error=consent_required/,
  },
  {
    items: ["E33"],
    title: "what was consented to step by step is consented to",
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      await browser.post("/u/consent", { ...form, decision: "accept" });
      const more = await authorize(world, { ...PARTNER, scope: "openid profile" }, browser);
      const second = await hiddenFields(await browser.get(locationOf(more)));
      await browser.post("/u/consent", { ...second, decision: "accept" });
      const all = { ...PARTNER, scope: "openid email profile", prompt: "none" };
      return authorize(world, all, browser);
    },
    status: 302,
    rule: "authorization-code",
    delivery: "redirect",
    location: /callback\?code=/,
  },
  ...(
    [
      ["another application", { client_id: "vendor" }],
      ["another API", { audience: undefined }],
    ] as const
  ).map(([title, parameters]): ContractCase => ({
    items: ["E33"],
    title: `consent is for one application and one API: not ${title}`,
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      await browser.post("/u/consent", { ...form, decision: "accept" });
      return authorize(world, { ...PARTNER, ...parameters, prompt: "none" }, browser);
    },
    status: 302,
    rule: "consent-required",
    delivery: "redirect",
    location: /error=consent_required/,
  })),
  {
    items: ["E33"],
    title: "consent is one person's",
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      await browser.post("/u/consent", { ...form, decision: "accept" });
      return authorize(world, { ...PARTNER, prompt: "none" }, await signedIn(world, MALLORY));
    },
    status: 302,
    rule: "consent-required",
    delivery: "redirect",
    location: /error=consent_required/,
  },
  {
    items: ["E33", "A6"],
    title: "an application that is not registered for refresh tokens gets none",
    given: async (world) => {
      const browser = await signedIn(world);
      const asked = await authorize(
        world,
        { ...PARTNER, client_id: "vendor", scope: "openid offline_access" },
        browser,
      );
      const form = await hiddenFields(await browser.get(locationOf(asked)));
      return {
        code: await codeOf(browser.post("/u/consent", { ...form, decision: "accept" })),
      };
    },
    act: (world, { code = "" }) => exchangeCode(world, code, { client_id: "vendor" }),
    status: 200,
    rule: "token-code",
    body: { scope: "openid" },
    text: /^(?!.*refresh_token)/,
  },
  {
    items: ["E33"],
    title: "prompt=consent asks for an application of one's own, too",
    act: async (world) => authorize(world, { prompt: "consent" }, await signedIn(world)),
    status: 302,
    rule: "consent-page",
    location: /^\/u\/consent\?state=/,
  },
  {
    items: ["E39"],
    title: "consent of one person is not taken from another who is signed in by now",
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      await logIn(browser, await authorizeAt(world, { prompt: "login" }), MALLORY);
      return browser.post("/u/consent", { ...form, decision: "accept" });
    },
    status: 400,
    rule: "login-over",
    changes: true,
  },
];

/** People who sign up, and people who are asked for consent. */
export const PEOPLE_CASES: readonly ContractCase[] = [...PEOPLE, ...WAYS_OUT, ...CONSENT];
