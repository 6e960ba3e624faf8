import { expect, test } from "vitest";
import { nameToken } from "#protocol/named-request.ts";
import { buildLinkIdentityRequest } from "#protocol/management.ts";
import { TENANT } from "#test/support/tokens.ts";
import { showRequest } from "./named-request.ts";
import { asCurl } from "./request.ts";

const LINK = buildLinkIdentityRequest(TENANT, {
  userId: "auth0|1",
  bearer: nameToken("A", "access token", "secret-a"),
  linkWith: nameToken("B", "ID token", "secret-b"),
});

test("shows every secret by its name", () => {
  const shown = showRequest(LINK);
  expect(JSON.stringify(shown)).not.toContain("secret-");
  expect(shown.headers[0]).toEqual([
    "Authorization",
    ["Bearer ", { owner: "A", name: "access token" }],
  ]);
  expect(shown.body).toEqual(['{"link_with":"', { owner: "B", name: "ID token" }, '"}']);
});

test("shows a token that is still to be made as one", () => {
  const bearer = nameToken("A", "token made for a lesson", null);
  const shown = showRequest({ ...LINK, headers: [["Authorization", ["Bearer ", bearer]]] });
  expect(asCurl(shown)).toContain('"$A_TOKEN_MADE_FOR_A_LESSON"');
});

test("shows a made-up text as it is sent, also as curl", () => {
  const text = { ...nameToken(null, "no token", "not-a-token"), isSecret: false };
  const shown = showRequest({ ...LINK, body: ['{"link_with":"', text, '"}'] });
  expect(shown.body).toEqual(['{"link_with":"', "not-a-token", '"}']);
  expect(asCurl(shown)).toContain(`-d '{"link_with":"not-a-token"}'`);
});

test("has no body where the request has none", () => {
  expect(showRequest({ ...LINK, body: null }).body).toBeNull();
});
