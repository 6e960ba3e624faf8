import { inspect } from "node:util";
import { CALLBACK, IMPLICIT } from "#test/support/tenant.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import type { Item } from "#test/contract/items.ts";
import { authorize, authorizeAt, send } from "#test/contract/world.ts";
import type { ContractCase } from "#test/contract/world.ts";

const URIS = [
  `${CALLBACK}/`,
  "http://LOCALHOST:5173/callback",
  `${CALLBACK}?x`,
  `${CALLBACK}#f`,
  `${CALLBACK}/..`,
  "http://localhost:5174/callback",
  "http://evil@localhost:5173/callback",
  "http://localhost:5173/%63allback",
  "http://evil.localhost:5173/callback",
  "http://app.localhost:5173/callback",
  "https://evil.example/callback",
  "javascript:alert(1)",
];

const REDIRECTS: ContractCase[] = [
  ...URIS.map((redirect_uri): ContractCase => ({
    items: ["E23"],
    title: `the callback ${JSON.stringify(redirect_uri)} is a page, never a redirect`,
    act: (world) => authorize(world, { redirect_uri }),
    status: 400,
    rule: "callback-mismatch",
    headers: { Location: null, "Content-Type": /^text\/html; charset=utf-8$/ },
  })),
  {
    items: ["E23"],
    title: "an application that nobody registered is a page, and its name is text",
    act: (world) => authorize(world, { client_id: "<b>nobody</b>" }),
    status: 400,
    rule: "application-unknown",
    text: /invalid_request: Unknown client: &lt;b&gt;nobody&lt;\/b&gt;/,
    headers: { Location: null },
  },
  ...[{ client_id: "" }, { redirect_uri: "" }, { redirect_uri: undefined }].map(
    (parameters): ContractCase => ({
      items: ["E23"],
      title: `a request with ${inspect(parameters)} is a page that says what is missing`,
      act: (world) => authorize(world, parameters),
      status: 400,
      rule: "page-parameter-missing",
      text: new RegExp(`${Object.keys(parameters).join()} is missing\\.`),
      headers: { Location: null },
    }),
  ),
  {
    items: ["E23"],
    title: "an application without callbacks is a page",
    act: (world) => authorize(world, { client_id: "linklab-backend" }),
    status: 400,
    rule: "callback-mismatch",
    headers: { Location: null },
  },
  {
    items: ["E23"],
    title: "a callback sent twice is a page",
    act: async (world) =>
      send(world, `${await authorizeAt(world)}&redirect_uri=${encodeURIComponent(CALLBACK)}`),
    status: 400,
    rule: "request-repeated",
  },
];

/** What a login would have to remember, and how much of it is too much. */
const LONGEST: [name: string, most: number][] = [
  ["state", 4096],
  ["scope", 2048],
  ["nonce", 1024],
  ["login_hint", 1024],
];

const LENGTHS: ContractCase[] = LONGEST.flatMap(([name, most]): ContractCase[] => [
  {
    items: ["B"],
    title: `a ${name} of ${most} characters is taken`,
    act: (world) => authorize(world, { [name]: "x".repeat(most) }),
    status: 302,
    rule: "login-page",
  },
  {
    items: ["B"],
    title: `a longer ${name} is refused, and nothing remembers it`,
    act: (world) => authorize(world, { [name]: "x".repeat(most + 1) }),
    status: 302,
    rule: "parameter-too-long",
    delivery: "redirect",
    message: `Parameter is longer than ${most} characters: ${name}`,
    changes: false,
  },
]);

type Refusal = [
  item: Item,
  title: string,
  parameters: Record<string, string | undefined>,
  error: string,
  message: string,
  rule: RuleId,
];
const CHALLENGE =
  "code_challenge must be 43 characters of base64url and code_challenge_method S256";
const REFUSALS: Refusal[] = [
  [
    "E25",
    "no code_challenge",
    { code_challenge: undefined, code_challenge_method: undefined },
    "invalid_request",
    "Missing required parameter: code_challenge",
    "challenge-missing",
  ],
  [
    "E25",
    "the plain method",
    { code_challenge_method: "plain" },
    "invalid_request",
    CHALLENGE,
    "challenge-invalid",
  ],
  [
    "E25",
    "a method without a challenge",
    { code_challenge: undefined },
    "invalid_request",
    CHALLENGE,
    "challenge-invalid",
  ],
  [
    "E25",
    "a challenge of 42 characters",
    { code_challenge: "c".repeat(42) },
    "invalid_request",
    CHALLENGE,
    "challenge-invalid",
  ],
  [
    "E40",
    "no response type",
    { response_type: undefined },
    "invalid_request",
    "Missing required parameter: response_type",
    "parameter-missing",
  ],
  [
    "E40",
    "the hybrid flow",
    { response_type: "code id_token" },
    "unsupported_response_type",
    "This emulated tenant does not offer the hybrid flow: code id_token",
    "hybrid-not-offered",
  ],
  [
    "E40",
    "an unknown response type",
    { response_type: "none" },
    "unsupported_response_type",
    "Unsupported response type: none",
    "response-type-unsupported",
  ],
  [
    "E40",
    "an unknown response mode",
    { response_mode: "query.jwt" },
    "invalid_request",
    "Unsupported response mode: query.jwt",
    "response-mode-invalid",
  ],
  [
    "E40",
    "tokens in a query",
    { ...IMPLICIT, response_mode: "query" },
    "invalid_request",
    "Unsupported response mode: query",
    "response-mode-invalid",
  ],
  ...[
    "request",
    "request_uri",
    "organization",
    "invitation",
    "dpop_jkt",
    "authorization_details",
    "requested_connection",
    "requested_connection_scope",
    "requested_connection_prompt",
  ].map((name): Refusal => [
    "E40",
    `the parameter ${name}`,
    { [name]: "x" },
    "invalid_request",
    `This emulated tenant does not offer the parameter: ${name}`,
    "parameter-not-offered",
  ]),
  ...["link_account", "unlink_account"].map((scope): Refusal => [
    "E40",
    `the scope ${scope}, which an Action would have to answer`,
    { scope: `openid ${scope}` },
    "invalid_scope",
    `This emulated tenant does not offer the scope: ${scope}`,
    "scope-not-offered",
  ]),
  ...[{ prompt: "none login" }, { prompt: "now" }, { max_age: "-1" }].map((parameters): Refusal => [
    "E40",
    JSON.stringify(parameters),
    parameters,
    "invalid_request",
    `Invalid value for parameter: ${Object.keys(parameters).join()}`,
    "parameter-invalid",
  ]),
  [
    "E40",
    "an unknown connection",
    { connection: "facebook" },
    "invalid_request",
    "the connection was not found",
    "connection-not-found",
  ],
  [
    "E40",
    "an unknown audience",
    { audience: "https://nobody.example/" },
    "access_denied",
    "Service not found: https://nobody.example/",
    "audience-unknown",
  ],
  [
    "A4",
    "silence without a session, in the query",
    { prompt: "none" },
    "login_required",
    "Login required",
    "login-required",
  ],
  [
    "A4",
    "silence without a session, in the fragment",
    { ...IMPLICIT, prompt: "none" },
    "login_required",
    "Login required",
    "login-required",
  ],
  [
    "A1",
    "an ID token without a nonce",
    { ...IMPLICIT, nonce: undefined },
    "invalid_request",
    "Missing required parameter: nonce",
    "nonce-missing",
  ],
];

const refused: ContractCase[] = REFUSALS.map(([item, title, parameters, error, message, rule]) => ({
  items: [item],
  title: `${title} goes back as an error`,
  act: (world) => authorize(world, parameters),
  status: 302,
  rule,
  delivery: "redirect",
  message,
  location: new RegExp(
    `^${CALLBACK}\\${parameters["response_type"]?.includes("token") ? "#" : "?"}error=`,
  ),
  changes: false,
  afterwards: async (_, __, answer) => [answer],
  shows: [{ error, error_description: message, state: "st+/=" }],
}));

/** Authorization requests that are refused. */
export const REQUEST_CASES: readonly ContractCase[] = [...REDIRECTS, ...LENGTHS, ...refused];
