import type { ControlRefusal } from "#emulator/control/errors.ts";
import { ADA, APP_ORIGIN, MALLORY } from "#test/support/tenant.ts";
import { ELSEWHERE_ORIGIN } from "#test/contract/seed.ts";
import { authorizeAt, control, countSessions, link, ready, send } from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const open = (world: World, body: unknown, headers: Record<string, string> = {}) =>
  control(world, "POST", "sessions", body, headers);

/** The cookies that an answer sets, as the browser sends them back. */
const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

/** Asks for a code without showing anything, with these cookies. */
const askSilently = async (world: World, cookies: string) =>
  send(world, await authorizeAt(world, { prompt: "none" }), { headers: { Cookie: cookies } });

const refusals: [
  title: string,
  body: unknown,
  headers: Record<string, string>,
  status: number,
  error: ControlRefusal,
][] = [
  ["of nobody", { user_id: "auth0|nobody" }, {}, 404, "user-unknown"],
  ["of a user without a name", {}, {}, 400, "body-invalid"],
  ["with more than a user", { user_id: ADA.password, password: "x" }, {}, 400, "body-invalid"],
  [
    "to a page of another origin",
    { user_id: ADA.password },
    { Origin: ELSEWHERE_ORIGIN },
    403,
    "origin-refused",
  ],
  [
    "to a page without an origin",
    { user_id: ADA.password },
    { Origin: "null" },
    403,
    "origin-refused",
  ],
  [
    "to a form, which any page could send",
    { user_id: ADA.password },
    { "Content-Type": "text/plain" },
    415,
    "not-json",
  ],
];

/** Signing a browser in by a call, and reading which applications there are. */
export const SESSION_CASES: readonly ContractCase[] = [
  {
    items: ["E39"],
    title: "a session by call sets the cookie that a login sets, and tells its value to nobody",
    act: (world) => open(world, { user_id: ADA.password }),
    status: 201,
    rule: null,
    body: { user_id: ADA.password, identity: ADA.password },
    text: /^\{"user_id":"[^"]+","identity":"[^"]+","auth_time":\d+,"expires_at":\d+\}$/,
    headers: {
      "Set-Cookie":
        /^auth0_\d+=([\w-]{43}); Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=None, auth0_\d+_compat=\1; Max-Age=\d+; Path=\/; HttpOnly$/,
      "Access-Control-Allow-Origin": new RegExp(`^${APP_ORIGIN}$`),
      "Access-Control-Allow-Credentials": /^true$/,
    },
    afterwards: async (world) => [await countSessions(world)],
    shows: [1],
  },
  {
    items: ["A4"],
    title: "a session by call is enough for silence",
    act: async (world) => askSilently(world, cookiesOf(await open(world, { user_id: ADA.google }))),
    status: 302,
    rule: "authorization-code",
    delivery: "redirect",
    location: /callback\?code=/,
  },
  {
    items: ["T", "A4"],
    title: "a browser that takes no Secure cookie from http is known by the twin",
    act: async (world) => {
      const cookies = cookiesOf(await open(world, { user_id: ADA.google }));
      return askSilently(world, cookies.split("; ").at(-1) ?? "");
    },
    status: 302,
    rule: "authorization-code",
    delivery: "redirect",
    location: /callback\?code=/,
  },
  {
    items: ["T"],
    title: "logout takes both cookies, and ends the session that the twin alone names",
    act: async (world) => {
      const cookies = cookiesOf(await open(world, { user_id: ADA.google }));
      return send(world, "/v2/logout", { headers: { Cookie: cookies.split("; ").at(-1) ?? "" } });
    },
    status: 302,
    rule: "logout",
    headers: {
      "Set-Cookie": /^auth0_\d+=; Max-Age=0; .*, auth0_\d+_compat=; Max-Age=0; Path=\/; HttpOnly$/,
    },
    afterwards: async (world) => [await countSessions(world)],
    shows: [0],
  },
  {
    items: ["E39"],
    title: "a session by call ends the one that was there",
    act: async (world) => {
      const first = cookiesOf(await open(world, { user_id: ADA.password }));
      await open(world, { user_id: MALLORY }, { Cookie: first });
      return askSilently(world, first);
    },
    status: 302,
    rule: "login-required",
    delivery: "redirect",
    changes: true,
    afterwards: async (world) => [await countSessions(world)],
    shows: [1],
  },
  {
    items: ["A9"],
    title: "a session by call of a linked account is its primary's",
    act: async (world) => {
      const { token, idToken } = await ready(world);
      await link(world, token, { link_with: idToken });
      return open(world, { user_id: ADA.google });
    },
    status: 201,
    rule: null,
    body: { user_id: ADA.password, identity: ADA.google },
  },
  {
    items: ["B"],
    title: "a blocked user gets no session by call",
    given: async (world) => {
      await control(world, "PATCH", `users/${encodeURIComponent(MALLORY)}`, { blocked: true });
      return {};
    },
    act: (world) => open(world, { user_id: MALLORY }),
    status: 403,
    rule: null,
    body: { error: "user-blocked" },
    headers: { "Set-Cookie": null },
  },
  ...refusals.map(([title, body, headers, status, error]): ContractCase => ({
    items: ["E37"],
    title: `no session by call ${title}`,
    act: (world) => open(world, body, headers),
    status,
    rule: null,
    body: { error },
    headers: {
      "Set-Cookie": null,
      // Without this member a browser shows no page the answer, nor keeps a cookie of it.
      ...(headers["Origin"] === undefined ? {} : { "Access-Control-Allow-Credentials": null }),
    },
  })),
  {
    items: ["E37"],
    title: "a page of the app may ask first whether a session may set a cookie",
    act: (world) =>
      send(world, "/_linklab/sessions", {
        method: "OPTIONS",
        headers: { Origin: APP_ORIGIN, "Access-Control-Request-Method": "POST" },
      }),
    status: 204,
    rule: null,
    headers: {
      "Access-Control-Allow-Origin": new RegExp(`^${APP_ORIGIN}$`),
      "Access-Control-Allow-Credentials": /^true$/,
    },
  },
  {
    items: ["E37"],
    title: "another origin may not even ask",
    act: (world) =>
      send(world, "/_linklab/sessions", {
        method: "OPTIONS",
        headers: { Origin: ELSEWHERE_ORIGIN, "Access-Control-Request-Method": "POST" },
      }),
    status: 403,
    rule: null,
    headers: { "Access-Control-Allow-Origin": null, "Access-Control-Allow-Credentials": null },
  },
  {
    items: ["E37"],
    title: "no other address of the control API takes cookies",
    act: (world) => control(world, "GET", "users"),
    status: 200,
    rule: null,
    headers: { "Access-Control-Allow-Credentials": null },
  },
  {
    items: ["B"],
    title: "applications are told with what they may do, and without their secrets",
    act: (world) => control(world, "GET", "applications"),
    status: 200,
    rule: null,
    text: /^(?!.*secret).*"name":"LinkLab","client_id":"linklab-spa","app_type":"spa","is_first_party":true,"callbacks":\["http:\/\/localhost:5173",.*"jwt_configuration":\{"alg":"RS256"\}/,
  },
];
