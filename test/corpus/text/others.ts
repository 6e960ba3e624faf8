import type { CorpusCase, Expected } from "./case.ts";
import {
  A,
  B,
  base64,
  CLAIMS,
  encode,
  FOR_AN_API,
  HEADER,
  OPAQUE,
  REFRESH,
  SESSION,
  WITHOUT_AUDIENCE,
} from "./material.ts";

const other = (what: string, more: Omit<Expected, "kind"> = {}): Expected => ({
  kind: "other",
  what,
  ...more,
});
const PEM = [
  "-----BEGIN PUBLIC",
  "KEY-----\nTUlJQklqQU5CZ2txaGtpRzl3\n-----END PUBLIC",
  "KEY-----",
].join(" ");
const KEY = { kty: "RSA", n: "AQAB", e: "AQAB", kid: "key-1", use: "sig" };
const NOTHING: Pick<CorpusCase, "expect" | "unread"> = { expect: [], unread: ["nothing-known"] };

/** What is no token of use, told by its kind, and what is nothing of the kind. */
export const CASES: readonly CorpusCase[] = [
  {
    name: "a refresh token",
    input: REFRESH,
    expect: [other("refresh-token", { name: null, text: REFRESH })],
  },
  {
    name: "a refresh token by its name",
    input: '{"refresh_token":"v1.abc"}',
    expect: [other("refresh-token", { name: "refresh_token" })],
  },
  {
    name: "a refresh token by its name alone",
    input: `{"refresh_token":"${OPAQUE}"}`,
    expect: [other("refresh-token")],
  },
  {
    name: "a refresh token of a form",
    input: `grant_type=refresh_token&refresh_token=${OPAQUE}`,
    expect: [other("refresh-token")],
  },
  {
    name: "a token response with all three",
    input: JSON.stringify({ access_token: A, refresh_token: REFRESH, id_token: B }),
    expect: [{ kind: "token" }, other("refresh-token"), { kind: "token" }],
  },
  {
    name: "a refresh token in a sentence",
    input: `It gave ${REFRESH} to me`,
    expect: [other("refresh-token", { text: REFRESH })],
  },

  {
    name: "the session of express-openid-connect",
    input: `Cookie: appSession=${SESSION}`,
    expect: [other("session-cookie", { name: "appSession" })],
  },
  {
    name: "the session of nextjs-auth0",
    input: `__session=${SESSION}; theme=dark`,
    expect: [other("session-cookie", { name: "__session" })],
  },
  {
    name: "an encrypted cookie of another name",
    input: `cookie: web=${SESSION}`,
    expect: [other("session-cookie", { name: "web" })],
  },
  {
    name: "a session as JSON names it",
    input: JSON.stringify({ appSession: SESSION }),
    expect: [other("session-cookie")],
  },
  {
    name: "a session in two pieces",
    input: `cookie: appSession.0=${SESSION.slice(0, 60)}; appSession.1=${SESSION.slice(60)}`,
    expect: [other("session-cookie", { name: "appSession" })],
  },
  {
    name: "the session of a server's store",
    input: "cookie: appSession=5f0c2f1e9a",
    expect: [other("session-cookie")],
  },
  {
    name: "the tenant's own session",
    input:
      "cookie: auth0=s%3Av1.gadzZXNzaW9ugqZoYW5kbGXEQ; auth0_compat=s%3Av1.gadzZXNzaW9u; did=s%3Av0",
    expect: [
      other("session-cookie", { name: "auth0" }),
      other("session-cookie", { name: "auth0_compat" }),
    ],
  },

  {
    name: "an access token without audience",
    input: WITHOUT_AUDIENCE,
    expect: [other("token-without-audience", { text: WITHOUT_AUDIENCE })],
  },
  {
    name: "an access token without audience in a response",
    input: JSON.stringify({ access_token: WITHOUT_AUDIENCE }),
    expect: [other("token-without-audience", { name: "access_token" })],
  },
  {
    name: "an access token without audience as bearer",
    input: `Authorization: Bearer ${WITHOUT_AUDIENCE}`,
    expect: [other("token-without-audience")],
  },
  {
    name: "a token that is encrypted for an API",
    input: `Bearer ${FOR_AN_API}`,
    expect: [{ kind: "token", token: "encrypted" }],
  },
  {
    name: "an encrypted token that nothing tells of",
    input: SESSION,
    expect: [{ kind: "token", token: "encrypted" }],
  },

  { name: "32 characters", input: OPAQUE, expect: [other("opaque-token", { text: OPAQUE })] },
  { name: "32 characters in quotes", input: `"${OPAQUE}"`, expect: [other("opaque-token")] },
  {
    name: "32 characters as bearer",
    input: `Bearer ${OPAQUE}`,
    expect: [other("opaque-token", { name: null })],
  },
  { name: "a short word as bearer", input: "Bearer abc", expect: [other("opaque-token")] },
  {
    name: "an opaque token in a callback",
    input: `http://localhost/callback#access_token=${OPAQUE}&state=s&id_token=${B}`,
    expect: [other("opaque-token"), { kind: "token", name: "id_token" }],
  },
  {
    name: "a token of a provider",
    input: JSON.stringify({ identities: [{ access_token: `ya29.${OPAQUE}` }] }),
    expect: [other("opaque-token")],
  },

  {
    name: "a token with disclosures",
    input: `${B}~${encode('["salt","name","Ada"]')}~`,
    expect: [other("sd-jwt", { text: `${B}~${encode('["salt","name","Ada"]')}~` })],
  },
  {
    name: "a token with disclosures and a key binding",
    input: `${B}~${encode('["s","n",1]')}~${A}`,
    expect: [other("sd-jwt")],
  },
  {
    name: "a local PASETO",
    input: "v2.local.QAxIpVe-ECVNI1z4xQbm_qQYomyT3h8FtV8bxkz8pBJWkT8f7HtlOpbroPDEZ",
    expect: [other("paseto")],
  },
  {
    name: "a public PASETO with a footer",
    input: "token: v4.public.eyJkYXRhIjoidGhpcyBpcyJ9bbbbbbbbbb.eyJraWQiOiJ4In0",
    expect: [other("paseto", { name: "token" })],
  },
  { name: "a public key", input: PEM, expect: [other("pem", { name: "PUBLIC KEY", text: PEM })] },
  {
    name: "a key in a string",
    input: JSON.stringify({ cert: PEM }),
    expect: [other("pem", { layers: "json:cert" })],
  },
  {
    name: "a key and a token",
    input: `${PEM}\n${B}`,
    expect: [other("pem"), { kind: "token", text: B }],
  },
  { name: "a key without its end", input: PEM.slice(0, 40), expect: [other("pem")] },
  { name: "a JWK", input: JSON.stringify(KEY), expect: [other("jwk", { name: "key-1" })] },
  {
    name: "a set of keys",
    input: JSON.stringify({ keys: [KEY, { ...KEY, kid: "key-2" }] }),
    expect: [other("jwk", { name: "key-1", layers: "" }), other("jwk", { name: "key-2" })],
  },

  { name: "a header alone", input: HEADER, expect: [other("one-part", { text: HEADER })] },
  { name: "a payload alone", input: CLAIMS, expect: [other("one-part")] },
  { name: "a header with its dot", input: `${HEADER}.`, expect: [other("one-part")] },
  { name: "the start of a token", input: B.slice(0, 30), expect: [other("one-part")] },
  {
    name: "the payload of a token in base64",
    input: base64('{"sub":"auth0|1","iss":"https://t.example/"}'),
    expect: [other("one-part")],
  },

  {
    name: "the pieces of a session as cookies in JSON",
    input: JSON.stringify([
      { name: "appSession.1", value: SESSION.slice(40) },
      { name: "appSession.0", value: SESSION.slice(0, 40) },
    ]),
    expect: [other("session-cookie", { name: "appSession", layers: "cookie:appSession" })],
  },
  {
    name: "the pieces of a session as members of JSON",
    input: JSON.stringify({ __session__0: SESSION.slice(0, 40), __session__1: SESSION.slice(40) }),
    expect: [other("session-cookie", { name: "__session" })],
  },
  {
    name: "a signature that was taken out",
    input: `${HEADER}.${CLAIMS}.redacted`,
    expect: [{ kind: "token", token: "unsigned" }],
  },
  {
    name: "a signature of asterisks",
    input: `${HEADER}.${CLAIMS}.***`,
    expect: [{ kind: "token", token: "unsigned" }],
  },
  {
    name: "a signature in brackets",
    input: `Bearer ${HEADER}.${CLAIMS}.[REDACTED]`,
    expect: [{ kind: "token", token: "unsigned" }],
  },
  {
    name: "a token with dots for the rest",
    input: "Authorization: Bearer eyJhbGciOiJSUzI1NiIs...",
    expect: [other("redacted-token", { name: "Authorization" })],
  },
  {
    name: "a token with an ellipsis",
    input: '{"id_token":"eyJhbGciOi…"}',
    expect: [other("redacted-token", { name: "id_token" })],
  },
  {
    name: "asterisks for a token",
    input: '{"access_token":"***"}',
    expect: [other("redacted-token")],
  },
  {
    name: "brackets for a token",
    input: '{"access_token":"[REDACTED]"}',
    expect: [other("redacted-token")],
  },
  {
    name: "a header that was taken out",
    input: "authorization: [REDACTED]\naccept: */*",
    expect: [other("redacted-token", { name: "authorization" })],
  },
  {
    name: "a bearer that was taken out",
    input: "Authorization: Bearer <redacted>",
    expect: [other("redacted-token")],
  },

  {
    name: "a callback with a code",
    input: "http://localhost:5173/callback?code=abc&state=s",
    expect: [other("authorization-code", { name: "code", text: "abc", layers: "url:code" })],
  },
  {
    name: "a callback with a long code and no state",
    input: `http://localhost:5173/callback?code=${OPAQUE}`,
    expect: [other("authorization-code")],
  },
  {
    name: "a token request with a code",
    input: "grant_type=authorization_code&client_id=x&code=abc&code_verifier=v",
    expect: [other("authorization-code")],
  },
  {
    name: "a token request with a code in JSON",
    input: '{"grant_type":"authorization_code","code":"abc"}',
    expect: [other("authorization-code", { name: "code" })],
  },
  { name: "a code of a country", input: "https://shop.example/?code=DE", ...NOTHING },

  { name: "nothing", input: "", expect: [], unread: ["empty"] },
  { name: "blanks", input: " \n\t ", expect: [], unread: ["empty"] },
  { name: "only invisible characters", input: "\u200b\ufeff", expect: [], unread: ["empty"] },
  { name: "dots", input: "..", ...NOTHING },
  { name: "a sentence", input: "Where is my token? It was here.", ...NOTHING },
  {
    name: "a sentence about bearers",
    input: "The Bearer token must be an access token.",
    ...NOTHING,
  },
  { name: "markup without a token", input: "<img src=x onerror=alert(1)>", ...NOTHING },
  { name: "an e-mail address", input: "ada@example.com", ...NOTHING },
  { name: "a user ID", input: "auth0|5a620d29a840170a9ef43672", ...NOTHING },
  { name: "a name of a host", input: "linklab-example-tenant-1.eu.auth0.com", ...NOTHING },
  {
    name: "an address",
    input: "https://t.example/api/v2/users/auth0%7C5a620d29a840170a9ef43672",
    ...NOTHING,
  },
  { name: "a UUID", input: "5f0c2f1e-9a3b-4c5d-8e7f-0a1b2c3d4e5f", ...NOTHING },
  { name: "a time", input: "2026-01-01T12:00:00.000Z", ...NOTHING },
  { name: "a version", input: "v1.2.3", ...NOTHING },
  {
    name: "a path of files",
    input: "src/pages/token-inspector/token-inspector.test.tsx",
    ...NOTHING,
  },
  {
    name: "settings",
    input: JSON.stringify({
      domain: "t.example",
      clientId: OPAQUE,
      audience: "https://t.example/api/v2/",
    }),
    ...NOTHING,
  },
  { name: "a placeholder", input: "Authorization: Bearer YOUR_ACCESS_TOKEN", ...NOTHING },
  {
    name: "a variable",
    input: 'curl -H "Authorization: Bearer $TOKEN" https://t.example',
    expect: [{ kind: "request", form: "curl" }],
  },
  { name: "a template", input: "headers: { Authorization: `Bearer ${accessToken}` }", ...NOTHING },
  {
    name: "a discovery document",
    input: JSON.stringify({
      issuer: "https://t.example/",
      token_endpoint: "https://t.example/oauth/token",
      response_types_supported: ["id_token", "token id_token"],
    }),
    ...NOTHING,
  },
  { name: "a scope", input: "openid profile email update:current_user_identities", ...NOTHING },
  {
    name: "a stack",
    input: "    at linkAccount (https://app.example/assets/index-5f0c2f1e.js:12:3400)",
    ...NOTHING,
  },
];
