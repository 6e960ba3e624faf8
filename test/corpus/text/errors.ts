import type { CorpusCase, Expected } from "./case.ts";
import { A, B } from "./material.ts";

const body = (more: Omit<Expected, "kind">): Expected => ({ kind: "error", form: "body", ...more });
const callback = (more: Omit<Expected, "kind">): Expected => ({
  kind: "error",
  form: "callback",
  ...more,
});
const message = (more: Omit<Expected, "kind">): Expected => ({
  kind: "error",
  form: "message",
  ...more,
});
const SCOPE = {
  statusCode: 403,
  error: "Forbidden",
  message: "Insufficient scope, expected any of: update:users,update:current_user_identities",
  errorCode: "insufficient_scope",
};
const LOG = {
  date: "2026-01-01T12:00:00.000Z",
  type: "depnote",
  description: "Using an ID token as a credential is deprecated",
  client_id: "linklab-spa",
  log_id: "9002",
};
const REQUEST = {
  method: "POST",
  url: "https://t.example/api/v2/users/auth0%7C1/identities",
  headers: { authorization: `Bearer ${A}`, "content-type": "application/json" },
  body: { link_with: B },
};

/** What a server, an SDK or a redirect said, lines of a tenant's log, and requests as JSON. */
export const CASES: readonly CorpusCase[] = [
  {
    name: "a body of the Management API",
    input: JSON.stringify(SCOPE),
    expect: [
      body({
        status: 403,
        error: "Forbidden",
        message: SCOPE.message,
        errorCode: "insufficient_scope",
        text: JSON.stringify(SCOPE),
      }),
    ],
  },
  {
    name: "a body of the Management API, printed",
    input: JSON.stringify(SCOPE, null, 2),
    expect: [body({ status: 403, errorCode: "insufficient_scope" })],
  },
  {
    name: "a body behind its status line",
    input: `HTTP/1.1 403 Forbidden\r\n\r\n${JSON.stringify(SCOPE)}`,
    expect: [body({ status: 403 })],
  },
  {
    name: "a body without errorCode",
    input: '{"statusCode":401,"error":"Unauthorized","message":"Invalid token"}',
    expect: [
      body({ status: 401, error: "Unauthorized", message: "Invalid token", errorCode: null }),
    ],
  },
  {
    name: "a body without error",
    input: '{"statusCode":400,"message":"Payload validation error"}',
    expect: [body({ status: 400, error: null, message: "Payload validation error" })],
  },
  {
    name: "a body of OAuth",
    input: '{"error":"invalid_grant","error_description":"Unknown or invalid refresh token."}',
    expect: [
      body({ status: null, error: "invalid_grant", message: "Unknown or invalid refresh token." }),
    ],
  },
  {
    name: "a body of OAuth without description",
    input: '{"error":"login_required"}',
    expect: [body({ error: "login_required", message: null })],
  },
  {
    name: "an error of auth0.js",
    input: '{"code":"invalid_token","description":"State mismatch."}',
    expect: [body({ error: "invalid_token", message: "State mismatch." })],
  },
  {
    name: "an error of auth0.js with its other names",
    input: '{"error":"invalid_token","errorDescription":"Nonce does not match."}',
    expect: [body({ error: "invalid_token", message: "Nonce does not match." })],
  },
  {
    name: "an error inside an answer",
    input: JSON.stringify({ response: { status: 403, data: SCOPE } }),
    expect: [body({ status: 403, errorCode: "insufficient_scope" })],
  },
  {
    name: "an error as a string of JSON",
    input: JSON.stringify({ body: JSON.stringify(SCOPE) }),
    expect: [body({ layers: "json:body" })],
  },
  {
    name: "an error behind words",
    input: `Request failed: ${JSON.stringify(SCOPE)}`,
    expect: [body({ status: 403 })],
  },
  {
    name: "an error with a token beside it",
    input: JSON.stringify({ ...SCOPE, token: B }),
    expect: [body({ status: 403 }), { kind: "token", name: "token" }],
  },
  {
    name: "an error in escaped JSON",
    input: JSON.stringify(JSON.stringify(SCOPE)).slice(1, -1),
    expect: [body({ status: 403, layers: "escapes" })],
  },

  {
    name: "an error whose message is an error",
    input: '{"statusCode":500,"error":"x","message":"Error: Invalid state"}',
    expect: [body({ status: 500, message: "Error: Invalid state" })],
  },
  {
    name: "an error behind a line of JSON that was cut",
    input: `{"a":{"b":"c\n${JSON.stringify(SCOPE)}`,
    expect: [body({ status: 403, line: 2 })],
  },
  {
    name: "a callback with an error",
    input:
      "http://localhost:5173/callback?error=access_denied&error_description=User%20did%20not%20authorize&state=s",
    expect: [callback({ error: "access_denied", message: "User did not authorize" })],
  },
  {
    name: "a callback with an error in its fragment",
    input:
      "http://localhost:5173/callback#error=login_required&error_description=Login+required&state=s",
    expect: [callback({ error: "login_required", message: "Login required" })],
  },
  {
    name: "a callback with an error and no more",
    input: "http://localhost:5173/callback?error=access_denied&state=s",
    expect: [callback({ error: "access_denied", message: null })],
  },
  {
    name: "parameters of an error alone",
    input: "error=unauthorized&error_description=Callback%20URL%20mismatch",
    expect: [callback({ error: "unauthorized", message: "Callback URL mismatch" })],
  },
  {
    name: "a callback with an error in a sentence",
    input: "I land on http://localhost/cb?error=server_error&state=s and that is it",
    expect: [callback({ error: "server_error" })],
  },
  {
    name: "a callback with an error in JSON",
    input: JSON.stringify({ url: "http://localhost/cb?error=consent_required" }),
    expect: [callback({ error: "consent_required", layers: "json:url" })],
  },

  {
    name: "a missing refresh token",
    input: "Error: Missing Refresh Token (audience: 'https://t.example/api/v2/', scope: 'openid')",
    expect: [
      message({
        error: null,
        message: "Missing Refresh Token (audience: 'https://t.example/api/v2/', scope: 'openid')",
      }),
    ],
  },
  {
    name: "an error that nobody caught",
    input: "Uncaught (in promise) Error: Invalid state\n    at index.js:12",
    expect: [message({ message: "Invalid state", line: 1 })],
  },
  {
    name: "an error of a class",
    input: "OAuthError: login_required",
    expect: [message({ error: "login_required" })],
  },
  {
    name: "a code alone",
    input: "login_required",
    expect: [message({ error: "login_required", message: null })],
  },
  {
    name: "a code and its text",
    input: "invalid_grant: Unknown or invalid refresh token.",
    expect: [message({ error: "invalid_grant", message: "Unknown or invalid refresh token." })],
  },
  {
    name: "a text of the API",
    input: "Insufficient scope, expected any of: update:users",
    expect: [message({ message: "Insufficient scope, expected any of: update:users" })],
  },
  {
    name: "a text of the API in a sentence",
    input: "It says Bad audience: https://t.example/userinfo",
    expect: [message({ message: "Bad audience: https://t.example/userinfo" })],
  },
  {
    name: "two errors on two lines",
    input: "Error: Timeout\nError: Invalid state",
    expect: [
      message({ message: "Timeout", line: 1 }),
      message({ message: "Invalid state", line: 2 }),
    ],
  },
  {
    name: "an error and a token",
    input: `Error: invalid_token for ${B}`,
    expect: [message({ error: "invalid_token" }), { kind: "token", text: B }],
  },
  {
    name: "a sentence about errors",
    input: "There was an error when I logged in.",
    expect: [],
    unread: ["nothing-known"],
  },
  {
    name: "an answer that has error false",
    input: '{"error":false,"message":"all well"}',
    expect: [],
    unread: ["nothing-known"],
  },

  {
    name: "a line of a tenant's log",
    input: JSON.stringify(LOG),
    expect: [{ kind: "log", type: "depnote", description: LOG.description }],
  },
  {
    name: "a log of several lines",
    input: JSON.stringify([LOG, { ...LOG, type: "slo", description: "" }]),
    expect: [
      { kind: "log", type: "depnote" },
      { kind: "log", type: "slo", description: null },
    ],
  },
  {
    name: "a log stream",
    input: [LOG, LOG].map((data) => JSON.stringify({ log_id: "1", data })).join("\n"),
    expect: [
      { kind: "log", line: 1 },
      { kind: "log", line: 2 },
    ],
  },
  {
    name: "a log with a message of an error",
    input: JSON.stringify({ ...LOG, type: "fapi", description: "Insufficient scope" }),
    expect: [{ kind: "log", type: "fapi", description: "Insufficient scope" }],
  },
  {
    name: "an event that is no log",
    input: '{"type":"click","date":"2026-01-01"}',
    expect: [],
    unread: ["nothing-known"],
  },

  {
    name: "a request as JSON",
    input: JSON.stringify(REQUEST),
    expect: [
      { kind: "request", form: "json" },
      { kind: "token", says: "bearer" },
      { kind: "token", says: "link-with" },
    ],
  },
  {
    name: "a request with its body as text",
    input: JSON.stringify({ ...REQUEST, body: JSON.stringify(REQUEST.body) }),
    expect: [
      { kind: "request", form: "json" },
      { kind: "token", says: "bearer" },
      { kind: "token", name: "link_with", layers: "json:body json:link_with" },
    ],
  },
  {
    name: "an entry of a HAR",
    input: JSON.stringify({
      request: {
        ...REQUEST,
        body: undefined,
        httpVersion: "h2",
        headers: [{ name: "authorization", value: `Bearer ${A}` }],
        postData: { mimeType: "application/json", text: JSON.stringify(REQUEST.body) },
      },
    }),
    expect: [
      { kind: "request", form: "har" },
      { kind: "token", says: "bearer", name: "authorization" },
      { kind: "token", says: "link-with" },
    ],
  },
  {
    name: "an object with a method that is none",
    input: '{"method":"redirect","url":"https://t.example"}',
    expect: [],
    unread: ["nothing-known"],
  },
];
