import {
  ada,
  appOrigin,
  callback,
  createBrowser,
  hiddenFields,
  implicit,
  locationOf,
  logIn,
  mallory,
} from "#emulator/testing.ts";
import { authorize, authorizeAt, control, redirectWithCode, send } from "./world.ts";
import type { ContractCase, World } from "./world.ts";

const uris = [
  `${callback}/`,
  "http://LOCALHOST:5173/callback",
  `${callback}?x`,
  `${callback}#f`,
  `${callback}/..`,
  "http://localhost:5174/callback",
  "http://evil@localhost:5173/callback",
  "http://localhost:5173/%63allback",
  "http://evil.localhost:5173/callback",
  "https://evil.example/callback",
];

const redirects: ContractCase[] = [
  ...uris.map((redirect_uri): ContractCase => ({
    items: ["E23"],
    title: `the callback ${redirect_uri} is a page, never a redirect`,
    act: (world) => authorize(world, { redirect_uri }),
    status: 400,
    rule: "callback-mismatch",
    headers: { Location: null, "Content-Type": /^text\/html; charset=utf-8$/ },
  })),
  {
    items: ["E23"],
    title: "a callback sent twice is a page",
    act: async (world) =>
      send(world, `${await authorizeAt(world)}&redirect_uri=${encodeURIComponent(callback)}`),
    status: 400,
    rule: "request-repeated",
  },
];

const back = (error: string, description: string) =>
  new RegExp(`^${callback}[?#]error=${error}&error_description=${description}`);

const refusals: [string, string, Record<string, string | undefined>, RegExp][] = [
  [
    "E25",
    "no code_challenge",
    { code_challenge: undefined, code_challenge_method: undefined },
    back("invalid_request", "Missing required parameter: code_challenge"),
  ],
  [
    "E25",
    "the plain method",
    { code_challenge_method: "plain" },
    back("invalid_request", "code_challenge must"),
  ],
  [
    "E40",
    "the hybrid flow",
    { response_type: "code id_token" },
    back("unsupported_response_type", "This emulated tenant does not offer the hybrid flow"),
  ],
  [
    "E40",
    "an unknown response type",
    { response_type: "none" },
    back("unsupported_response_type", "Unsupported response type: none"),
  ],
  [
    "E40",
    "an unknown response mode",
    { response_mode: "query.jwt" },
    back("invalid_request", "Unsupported response mode: query.jwt"),
  ],
  [
    "E40",
    "tokens in a query",
    { ...implicit, response_mode: "query" },
    /callback#error=invalid_request/,
  ],
  [
    "E40",
    "an application without the implicit grant",
    { ...implicit, client_id: "linklab-web" },
    /#error=unauthorized_client/,
  ],
  [
    "E40",
    "an organization",
    { organization: "org_1" },
    back("invalid_request", "This emulated tenant does not offer the parameter: organization"),
  ],
  [
    "E40",
    "DPoP",
    { dpop_jkt: "x" },
    back("invalid_request", "This emulated tenant does not offer the parameter: dpop_jkt"),
  ],
  [
    "E40",
    "an unknown audience",
    { audience: "https://nobody.example/" },
    back("access_denied", "Service not found: https://nobody.example/"),
  ],
  [
    "A4",
    "silence without a session, in the query",
    { prompt: "none" },
    back("login_required", "Login required"),
  ],
  [
    "A4",
    "silence without a session, in the fragment",
    { ...implicit, prompt: "none" },
    /#error=login_required/,
  ],
  [
    "A1",
    "an ID token without a nonce",
    { ...implicit, nonce: undefined },
    /#error=invalid_request&error_description=Missing required parameter: nonce/,
  ],
];

const refused: ContractCase[] = refusals.map(([item, title, parameters, location]) => ({
  items: [item],
  title: `${title} goes back as an error`,
  act: (world) => authorize(world, parameters),
  status: 302,
  location,
  changes: false,
}));

/** A browser in which Ada is signed in. */
async function signedIn(world: World, account: string = ada.password) {
  const browser = createBrowser(world.tenant);
  await logIn(browser, await authorizeAt(world), account);
  return browser;
}

const sessions: ContractCase[] = [
  {
    items: ["A3", "E40"],
    title: "silence with a session answers by a message to exactly the app",
    act: async (world) =>
      authorize(world, { prompt: "none", response_mode: "web_message" }, await signedIn(world)),
    status: 200,
    text: new RegExp(`"code":"[\\w-]+".*\\}, "${appOrigin}"\\)`),
    headers: { "Content-Security-Policy": new RegExp(`frame-ancestors ${appOrigin}$`) },
  },
  {
    items: ["A4", "E40"],
    title: "silence without a session says so by a message",
    act: (world) => authorize(world, { prompt: "none", response_mode: "web_message" }),
    status: 200,
    text: /"error":"login_required"/,
    changes: false,
  },
  {
    items: ["A3"],
    title: "form_post posts the code to the callback",
    act: async (world) => authorize(world, { response_mode: "form_post" }, await signedIn(world)),
    status: 200,
    text: new RegExp(`action="${callback}"[\\s\\S]*name="code"`),
  },
  ...[{ prompt: "login" }, { max_age: "0" }, { prompt: "select_account" }].map(
    (parameters): ContractCase => ({
      items: ["A5"],
      title: `${JSON.stringify(parameters)} shows the form in spite of a session`,
      act: async (world) => authorize(world, parameters, await signedIn(world)),
      status: 302,
      location: /^\/u\/login\?state=/,
    }),
  ),
];

const forms: ContractCase[] = [
  {
    items: ["E39"],
    title: "a login answers 303",
    act: (world) => redirectWithCode(world),
    status: 303,
    location: /callback\?code=/,
    headers: { "Referrer-Policy": /no-referrer/, "Cache-Control": /no-store/ },
  },
  {
    items: ["E39"],
    title: "a login with another login's CSRF token is refused",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const form = await hiddenFields(
        await browser.get(locationOf(await authorize(world, {}, browser))),
      );
      return browser.post("/u/login", {
        ...form,
        csrf: "guessed",
        username: "ada@example.com",
        password: "Passw0rd!",
      });
    },
    status: 400,
    rule: "login-over",
    changes: true,
  },
  {
    items: ["E39"],
    title: "a login that is finished cannot be finished again",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const form = await hiddenFields(
        await browser.get(locationOf(await authorize(world, {}, browser))),
      );
      const right = { ...form, username: "ada@example.com", password: "Passw0rd!" };
      await browser.post("/u/login", right);
      return browser.post("/u/login", right);
    },
    status: 400,
    rule: "login-over",
    changes: true,
  },
  {
    items: ["E38"],
    title: "the login page tells nobody where it came from and cannot be framed",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      return browser.get(locationOf(await authorize(world, {}, browser)));
    },
    status: 200,
    headers: {
      "Referrer-Policy": /^no-referrer$/,
      "Cache-Control": /^no-store$/,
      "X-Content-Type-Options": /^nosniff$/,
      "Content-Security-Policy": /frame-ancestors 'none'/,
      "Cross-Origin-Opener-Policy": null,
    },
  },
];

/** Opens the sign-up page and posts an address and a password. */
async function signUp(world: World, username: string, password = "Passw0rd!") {
  const browser = createBrowser(world.tenant);
  const first = await authorize(
    world,
    { screen_hint: "signup", prompt: "login", ...implicit },
    browser,
  );
  const form = await hiddenFields(await browser.get(locationOf(first)));
  return browser.post("/u/signup", { ...form, username, password });
}

const people: ContractCase[] = [
  {
    items: ["A1"],
    title: "screen_hint=signup leads to the sign-up page",
    act: (world) => authorize(world, { screen_hint: "signup" }),
    status: 302,
    location: /^\/u\/signup\?state=/,
  },
  {
    items: ["E41"],
    title: "who signs up is logged in, unverified",
    act: (world) => signUp(world, "Grace@Example.com"),
    status: 303,
    location: /#access_token=/,
    afterwards: async (world) => {
      const users = await (await control(world, "GET", "users")).text();
      return [
        Number(
          users.includes('"email_verified":false,"email":"grace@example.com"') ||
            /"email":"grace@example.com","email_verified":false/.test(users),
        ),
      ];
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
    location: /callback\?code=/,
    afterwards: async (world) => {
      const users = await (await control(world, "GET", "users")).text();
      return [users.split('"email":"victim@example.com"').length - 1];
    },
    shows: [2],
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

const partner = { client_id: "linklab-partner", scope: "openid email" };

/** Logs in at the partner's application, up to the consent page's form. */
async function reachConsent(
  world: World,
  parameters: Record<string, string | undefined> = partner,
) {
  const browser = createBrowser(world.tenant);
  const asked = await logIn(browser, await authorizeAt(world, parameters), ada.password);
  return { browser, asked, form: await hiddenFields(await browser.get(locationOf(asked))) };
}

const consent: ContractCase[] = [
  {
    items: ["E33"],
    title: "an application of somebody else has to wait for consent",
    act: async (world) => (await reachConsent(world)).asked,
    status: 303,
    location: /^\/u\/consent\?state=/,
  },
  {
    items: ["E33"],
    title: "silence does not stand for consent",
    act: async (world) => {
      const { browser } = await reachConsent(world);
      return authorize(world, { ...partner, prompt: "none" }, browser);
    },
    status: 302,
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
  },
  {
    items: ["E33"],
    title: "consent is remembered, and only for what was asked",
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      await browser.post("/u/consent", { ...form, decision: "accept" });
      return authorize(world, { ...partner, prompt: "none" }, browser);
    },
    status: 302,
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
        { ...partner, scope: "openid email profile", prompt: "none" },
        browser,
      );
    },
    status: 302,
    location: /error=consent_required/,
  },
  {
    items: ["E33"],
    title: "prompt=consent asks for an application of one's own, too",
    act: async (world) => authorize(world, { prompt: "consent" }, await signedIn(world)),
    status: 302,
    location: /^\/u\/consent\?state=/,
  },
  {
    items: ["E39"],
    title: "consent of one person is not taken from another who is signed in by now",
    act: async (world) => {
      const { browser, form } = await reachConsent(world);
      await logIn(browser, await authorizeAt(world, { prompt: "login" }), mallory);
      return browser.post("/u/consent", { ...form, decision: "accept" });
    },
    status: 400,
    rule: "login-over",
    changes: true,
  },
];

const elsewhere: ContractCase[] = [
  ...["/oidc/logout", "/dbconnections/signup", "/mfa/challenge", "/me/v1/x"].map(
    (path): ContractCase => ({
      items: ["E40"],
      title: `${path} says that it is not offered`,
      act: (world) => send(world, path),
      status: 404,
      rule: "endpoint-not-offered",
    }),
  ),
  {
    items: ["E37"],
    title: "the authorization endpoint has no CORS",
    act: async (world) => send(world, await authorizeAt(world), { headers: { Origin: appOrigin } }),
    status: 302,
    headers: { "Access-Control-Allow-Origin": null },
  },
  {
    items: ["E42"],
    title: "a login that began at another tenant is unknown here",
    given: async ({ other }) => {
      const browser = createBrowser(other);
      const first = await authorize({ tenant: other }, {}, browser);
      return hiddenFields(await browser.get(locationOf(first)));
    },
    act: (world, form) =>
      createBrowser(world.tenant).post("/u/login", {
        ...form,
        username: "ada@example.com",
        password: "Passw0rd!",
      }),
    status: 400,
    rule: "login-over",
  },
];

/** The authorization endpoint and its pages. */
export const authorizationCases: readonly ContractCase[] = [
  ...redirects,
  ...refused,
  ...sessions,
  ...forms,
  ...people,
  ...consent,
  ...elsewhere,
];
