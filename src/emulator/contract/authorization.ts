import {
  appOrigin,
  callback,
  createBrowser,
  hiddenFields,
  implicit,
  locationOf,
} from "#emulator/testing.ts";
import { authorize, authorizeAt, redirectWithCode, send, signedIn } from "./world.ts";
import type { ContractCase } from "./world.ts";

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
  ...elsewhere,
];
