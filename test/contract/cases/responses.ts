import { compactVerify, decodeJwt, decodeProtectedHeader } from "jose";
import { ADA, APP_ORIGIN, CALLBACK, createBrowser, IMPLICIT, logIn } from "#test/support/tenant.ts";
import { ELSEWHERE_CALLBACK } from "#test/contract/seed.ts";
import { authorize, authorizeAt, signedIn } from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

/** Somebody who is signed in, in a way that every application takes, opens `/authorize`. */
const ask =
  (parameters: Record<string, string | undefined>) =>
  async (world: World): Promise<Response> =>
    authorize(world, parameters, await signedIn(world, ADA.github));

const TOKEN_NAMES = ["access_token", "expires_in", "token_type"];

/** What each response type answers with, in Auth0's order. */
const TYPES: readonly [type: string, names: readonly string[]][] = [
  ["code", ["code", "state"]],
  ["token", [...TOKEN_NAMES, "state"]],
  ["id_token", ["state", "id_token"]],
  ["id_token token", [...TOKEN_NAMES, "state", "id_token"]],
  ["token id_token", [...TOKEN_NAMES, "state", "id_token"]],
];
const isCode = (type: string) => type === "code";

const APPLICATIONS = [
  { client_id: "linklab-spa", redirect_uri: CALLBACK, hasCode: true, hasImplicit: true },
  { client_id: "linklab-web", redirect_uri: CALLBACK, hasCode: true, hasImplicit: true },
  { client_id: "elsewhere", redirect_uri: ELSEWHERE_CALLBACK, hasCode: false, hasImplicit: true },
];

/** It would be asked for consent to a code, before the answer. */
const PARTNER = {
  client_id: "linklab-partner",
  redirect_uri: CALLBACK,
  hasCode: true,
  hasImplicit: false,
};

const responseTypes: ContractCase[] = [...APPLICATIONS, PARTNER].flatMap(
  ({ client_id, redirect_uri, hasCode, hasImplicit }) =>
    TYPES.filter(([type]) => client_id !== PARTNER.client_id || !isCode(type)).map(
      ([type, names]): ContractCase => {
        const separator = isCode(type) ? "?" : "#";
        const act = ask({
          ...(isCode(type) ? {} : IMPLICIT),
          client_id,
          redirect_uri,
          response_type: type,
        });
        const item = {
          items: ["E40", "A1"],
          act,
          status: 302,
          delivery: "redirect",
        } as const;
        const answer = {
          afterwards: async (_: World, __: Given, given: Given) => Object.keys(given),
        };
        return (isCode(type) ? hasCode : hasImplicit)
          ? {
              ...item,
              ...answer,
              title: `${client_id} gets an answer to ${type}`,
              rule: isCode(type) ? "authorization-code" : "authorization-tokens",
              location: new RegExp(`^${redirect_uri}\\${separator}`),
              shows: names,
            }
          : {
              items: ["E40"],
              act,
              title: `${client_id} is refused ${type} by a page, as it is not registered for it`,
              status: 403,
              changes: true,
              rule: "response-type-forbidden",
              text: /unauthorized_client: Grant type &#39;(authorization_code|implicit)&#39; not allowed for the client\./,
              headers: { Location: null },
            };
      },
    ),
);

const secret = new TextEncoder().encode("linklab-hs256-signing-secret-of-32-bytes-or-more");

/** Seconds that the access token lives, and its audiences. */
const measure = async (_: World, __: Given, { access_token = "" }: Given) => {
  const { iat = 0, exp = 0, aud } = decodeJwt(access_token);
  return [exp - iat, Array.isArray(aud) ? aud.length : typeof aud];
};

const TOKENS: ContractCase[] = [
  {
    items: ["A1"],
    title: "the implicit flow tells the account that logged in, when, and what was sent along",
    act: async (world) =>
      logIn(
        createBrowser(world.tenant),
        await authorizeAt(world, { ...IMPLICIT, prompt: "login" }),
        ADA.google,
      ),
    status: 303,
    rule: "authorization-tokens",
    delivery: "redirect-after-form",
    afterwards: async (_, __, { access_token = "", id_token = "", expires_in, state }) => {
      const { sub, nonce, auth_time, at_hash } = decodeJwt(id_token);
      return [
        decodeJwt(access_token).sub,
        [sub, nonce, typeof auth_time, typeof at_hash],
        [expires_in, state],
      ];
    },
    shows: [ADA.google, [ADA.google, "n-1", "number", "string"], ["7200", "st+/="]],
  },
  {
    items: ["A6", "E33"],
    title: "scopes that are not for people are left out of the token, and the response says so",
    act: ask({
      ...IMPLICIT,
      scope: "openid update:users read:users update:current_user_identities offline_access",
    }),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: async (_, __, { access_token = "", scope }) => [
      scope,
      decodeJwt(access_token)["scope"],
    ],
    shows: ["openid update:current_user_identities", "openid update:current_user_identities"],
  },
  {
    items: ["A1"],
    title: "without openid an access token has one audience, as in the migration guide",
    act: ask({ ...IMPLICIT, scope: "update:current_user_identities" }),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: measure,
    shows: [7200, "string"],
  },
  {
    items: ["A2"],
    title: "with openid it has two",
    act: ask({ ...IMPLICIT, scope: "openid update:current_user_identities" }),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: measure,
    shows: [7200, 2],
  },
  {
    items: ["A1", "A6"],
    title: "without an audience the access token is opaque, and APIs' scopes are dropped",
    act: ask({ ...IMPLICIT, audience: undefined, scope: "openid read:current_user" }),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: async (_, __, { access_token = "", scope, expires_in }) => [
      /^[\w-]{32}$/.test(access_token),
      scope,
      expires_in,
    ],
    shows: [true, "openid", "7200"],
  },
  {
    items: ["A6"],
    title: "scope is not told when it is what was asked for",
    act: ask({ ...IMPLICIT, scope: "openid read:current_user" }),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: async (_, __, { access_token = "", scope }) => [
      decodeJwt(access_token)["scope"],
      scope,
    ],
    shows: ["openid read:current_user", undefined],
  },
  {
    items: ["E40"],
    title:
      "the application that has HS256 gets ID tokens under its secret, and RS256 access tokens",
    act: ask({ ...IMPLICIT, client_id: "linklab-hs256" }),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: async (_, __, { access_token = "", id_token = "" }) => [
      (await compactVerify(id_token, secret)).protectedHeader,
      decodeProtectedHeader(access_token).alg,
    ],
    shows: [{ alg: "HS256", typ: "JWT" }, "RS256"],
  },
];

const TO_THE_APP = `postMessage\\(\\{"type":"authorization_response",.*\\}, "${APP_ORIGIN}"\\)`;
const NOWHERE_ELSE = '^(?![\\s\\S]*"\\*")[\\s\\S]*';

const MODES: ContractCase[] = [
  ...[{}, IMPLICIT].map((parameters): ContractCase => ({
    items: ["A3", "E40"],
    title: `silence answers ${JSON.stringify(parameters)} by a message to exactly the app`,
    act: ask({ ...parameters, prompt: "none", response_mode: "web_message" }),
    status: 200,
    rule: parameters === IMPLICIT ? "authorization-tokens" : "authorization-code",
    delivery: "web-message",
    text: new RegExp(`${NOWHERE_ELSE}${TO_THE_APP}`),
    headers: { "Content-Security-Policy": new RegExp(`frame-ancestors ${APP_ORIGIN}$`) },
  })),
  {
    items: ["A3", "E38"],
    title: "a popup's message goes to exactly the app, too, from a page that cannot be framed",
    act: ask({ response_mode: "web_message" }),
    status: 200,
    rule: "authorization-code",
    delivery: "web-message",
    text: new RegExp(`${NOWHERE_ELSE}${TO_THE_APP}`),
    headers: { "Content-Security-Policy": /frame-ancestors 'none'/ },
  },
  {
    items: ["A4", "E40"],
    title: "silence without a session says so by a message to exactly the app",
    act: (world) => authorize(world, { prompt: "none", response_mode: "web_message" }),
    status: 200,
    rule: "login-required",
    delivery: "web-message",
    text: new RegExp(`${NOWHERE_ELSE}"error":"login_required".*\\}, "${APP_ORIGIN}"\\)`),
    changes: false,
  },
  ...[{}, { prompt: "none" }].map((parameters): ContractCase => ({
    items: ["E40"],
    title: `no message goes to an origin that is not registered, ${JSON.stringify(parameters)}`,
    act: ask({
      ...IMPLICIT,
      ...parameters,
      client_id: "elsewhere",
      redirect_uri: ELSEWHERE_CALLBACK,
      response_mode: "web_message",
    }),
    status: 400,
    rule: "web-origin-mismatch",
    text: /^(?![\s\S]*postMessage)[\s\S]*redirect_uri &#39;https:\/\/elsewhere\.example\/callback&#39; does not have a registered origin/,
    changes: true,
  })),
  {
    items: ["E40"],
    title: "a state cannot end the script that it travels in",
    act: ask({ state: "</script><b>", response_mode: "web_message" }),
    status: 200,
    rule: "authorization-code",
    delivery: "web-message",
    text: /"state":"\\u003c\/script\\u003e\\u003cb\\u003e"/,
  },
  {
    items: ["A3"],
    title: "form_post posts the code to the callback",
    act: ask({ response_mode: "form_post" }),
    status: 200,
    rule: "authorization-code",
    delivery: "form-post",
    text: new RegExp(`action="${CALLBACK}"[\\s\\S]*name="code"`),
  },
  {
    items: ["A3"],
    title: "a code comes in the fragment if it is asked to",
    act: ask({ response_mode: "fragment" }),
    status: 302,
    rule: "authorization-code",
    delivery: "redirect",
    location: new RegExp(`^${CALLBACK}#code=`),
  },
];

/** How the authorization endpoint answers: response types, by application, and response modes. */
export const RESPONSE_CASES: readonly ContractCase[] = [...responseTypes, ...TOKENS, ...MODES];
