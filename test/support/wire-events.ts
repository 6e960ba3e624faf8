import type { WireEvent } from "#wire/event.ts";

/** A link that was made, for tests that change what they look at. */
export const LINK_EVENT: WireEvent = {
  id: 1,
  run: 1,
  step: "link",
  isExpected: false,
  at: 0,
  actor: "A",
  kind: "http",
  from: "app",
  to: "api",
  state: "answered",
  method: "POST",
  url: "http://localhost:5180/api/v2/users/auth0%7C1/identities",
  requestHeaders: { Authorization: "Bearer ⟦A access token⟧" },
  requestBody: '{"link_with":"⟦B ID token⟧"}',
  status: 201,
  responseHeaders: { "Content-Type": "application/json" },
  responseBody: "[]",
  durationMs: 12,
  finding: null,
  tenant: null,
};

/** A login that left the page and came back with a code. */
export const REDIRECT_EVENT: WireEvent = {
  ...LINK_EVENT,
  step: "primary",
  kind: "page",
  to: "login",
  method: "GET",
  url: "http://localhost:5180/authorize?response_type=code&prompt=login",
  requestHeaders: {},
  requestBody: null,
  status: 302,
  responseHeaders: { Location: "http://localhost:5173/callback?code=⟦A code⟧&state=s" },
  responseBody: null,
  durationMs: 2400,
};

/** The same in a popup, with a web message for an answer. */
export const POPUP_EVENT: WireEvent = {
  ...REDIRECT_EVENT,
  actor: "B",
  from: "popup",
  url: `${REDIRECT_EVENT.url}&response_mode=web_message`,
  status: null,
  responseHeaders: {},
  responseBody: '{"type":"authorization_response","response":{"code":"⟦B code⟧","state":"s"}}',
};
