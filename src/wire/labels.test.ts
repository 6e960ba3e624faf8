import { expect, test } from "vitest";
import type { WireEvent } from "./event.ts";
import { answerOf, askOf, shortPath } from "./labels.ts";
import { LINK_EVENT, POPUP_EVENT, REDIRECT_EVENT } from "#test/support/wire-events.ts";

const HOST = "http://localhost:5180";
const TOKENS = `${HOST}/oauth/token`;

test.each([
  ["/authorize?a=b#c", "/authorize"],
  ["/oauth/token", "/oauth/token"],
  ["/.well-known/jwks.json", "…/jwks.json"],
  ["/api/v2/users/auth0%7C1", "…/users/{id}"],
  ["/api/v2/users/{id}", "…/users/{id}"],
  ["/api/v2/users/auth0%7C1/identities", "…/identities"],
  ["/api/v2/users/auth0%7C1/identities/google-oauth2/1", "…/identities/google-oauth2/…"],
  ["/x/⟦A token⟧", "/x/…"],
])("cuts %s to %s", (path, short) => {
  expect(shortPath(HOST + path)).toBe(short);
  expect(shortPath(path)).toBe(short);
});

test.each<[Partial<WireEvent>, string]>([
  [{}, "POST …/identities · link_with"],
  [
    { requestBody: '{\n  "provider": "auth0",\n  "user_id": "1"\n}' },
    "POST …/identities · user_id",
  ],
  [
    { requestHeaders: { Authorization: "Bearer ⟦A ID token⟧" } },
    "POST …/identities · ID token as bearer · link_with",
  ],
  [{ requestBody: null }, "POST …/identities"],
  [{ ...REDIRECT_EVENT }, "GET /authorize · prompt=login"],
])("asks, with %j", (change, ask) => {
  expect(askOf({ ...LINK_EVENT, ...change })).toBe(ask);
});

const REFUSAL = '{"statusCode":401,"error":"Unauthorized","message":"no"}';

test.each<[Partial<WireEvent>, string | null]>([
  [{ state: "sent", status: null }, null],
  [{ state: "no-answer", status: null }, "no answer"],
  [{ state: "cancelled", status: null }, "stopped waiting"],
  [{ state: "answered", status: null }, "not readable"],
  [{}, "201 · identities"],
  [{ method: "DELETE", url: `${LINK_EVENT.url}/google-oauth2/1`, status: 200 }, "200 · identities"],
  [{ url: `${HOST}/api/v2/users/a`, status: 200 }, "200 · user"],
  [{ url: TOKENS, status: 200 }, "200 · tokens of A"],
  [{ url: TOKENS, status: 200, actor: null }, "200 · tokens"],
  [{ url: `${HOST}/.well-known/jwks.json`, status: 200 }, "200 · keys"],
  [{ url: `${HOST}/.well-known/openid-configuration`, status: 200 }, "200 · configuration"],
  [{ url: `${HOST}/x`, status: 204 }, "204 · answer"],
  [{ state: "refused", status: 401, isExpected: true, responseBody: REFUSAL }, "401 as expected"],
  [{ state: "refused", status: 401, responseBody: REFUSAL }, "401 · Unauthorized"],
  [
    { state: "refused", status: 400, responseBody: '{"error":"Bad","errorCode":"not_supported"}' },
    "400 · not_supported",
  ],
  [{ state: "refused", status: 502, responseBody: "<html>" }, "502"],
  [{ state: "refused", status: 500, responseBody: '{"error":{"x":1}}' }, "500"],
  [{ state: "refused", status: 500, responseBody: "[1]" }, "500"],
])("shows the answer of a request with %j as %j", (change, answer) => {
  expect(answerOf({ ...LINK_EVENT, ...change })).toBe(answer);
});

const DEEP = "[".repeat(30_000) + "]".repeat(30_000);

const back = (query: string) => ({ Location: `http://localhost:5173/callback${query}` });

test.each<[WireEvent, Partial<WireEvent>, string | null]>([
  [REDIRECT_EVENT, {}, "code, state"],
  [
    REDIRECT_EVENT,
    { responseHeaders: back("#access_token=⟦A access token⟧&id_token=⟦A ID token⟧&state=s") },
    "access_token, id_token, state",
  ],
  [
    REDIRECT_EVENT,
    { state: "refused", responseHeaders: back("?error=access_denied&state=s") },
    "error=access_denied",
  ],
  [REDIRECT_EVENT, { responseHeaders: {} }, "code"],
  [
    REDIRECT_EVENT,
    { responseHeaders: {}, url: `${HOST}/authorize?response_type=token%20id_token` },
    "access_token, id_token",
  ],
  [REDIRECT_EVENT, { responseHeaders: {}, url: `${HOST}/v2/logout` }, "redirect"],
  [REDIRECT_EVENT, { state: "sent" }, null],
  [POPUP_EVENT, {}, "code, state"],
  [POPUP_EVENT, { responseBody: null }, "code"],
  [
    POPUP_EVENT,
    { responseBody: '{"response":{"error":"login_required"}}' },
    "error=login_required",
  ],
  [POPUP_EVENT, { state: "cancelled" }, "closed"],
  [POPUP_EVENT, { responseBody: `{"response":{"code":${DEEP},"state":1}}` }, "code, state"],
])("shows the answer of a page, %#", (event, change, answer) => {
  expect(answerOf({ ...event, ...change })).toBe(answer);
});

test("shows no value of an answer, whatever came", () => {
  const code = "secret-code-of-A";
  const answers = [
    answerOf({ ...REDIRECT_EVENT, responseHeaders: back(`?code=${code}&state=${code}`) }),
    answerOf({ ...POPUP_EVENT, responseBody: `{"response":{"code":"${code}"}}` }),
    answerOf({ ...LINK_EVENT, url: TOKENS, responseBody: `{"access_token":"${code}"}` }),
  ];
  expect(answers.join(" ")).not.toContain(code);
});
