import { expect, test } from "vitest";
import { SCENARIOS } from "#linking/scenarios/scenarios.ts";
import { nameToken, type NamedToken } from "#protocol/named-request.ts";
import { buildLinkIdentityRequest } from "#protocol/management.ts";
import { forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#test/support/tokens.ts";
import { checksOf } from "./request-checks.ts";
import type { StepRequest } from "./requests.ts";
import { tokenCards } from "./token-cards.ts";

const ACCESS = {
  iss: TENANT.issuer,
  sub: "auth0|1",
  aud: TENANT.audience,
  azp: TENANT.clientId,
  scope: "openid update:current_user_identities",
};
const bearer = (claims: object = {}, name = "access token") =>
  nameToken("A", name, forgeToken({ ...ACCESS, ...claims }));
const proof = (claims: object = {}, name = "ID token") =>
  nameToken("B", name, forgeToken({ ...ID_TOKEN_CLAIMS, ...claims }));

function requestWith(change: Partial<Record<"bearer" | "linkWith", NamedToken>>): StepRequest {
  const tokens = { bearer: bearer(), linkWith: proof(), ...change };
  const request = buildLinkIdentityRequest(TENANT, { userId: "auth0|1", ...tokens });
  return { ...request, changed: [], times: 1, isVerifiedFirst: true };
}

function cardsOf(request: StepRequest, id: string | null = null) {
  const scenario = SCENARIOS.find((one) => one.step === "link" && one.id === id) ?? null;
  const known = {
    primaryIdToken: null,
    isSignatureValid: true,
    audience: TENANT.audience,
    now: NOW,
  };
  return tokenCards(request, { scenario, checks: checksOf(request, known), now: NOW });
}

const marked = (claims: readonly { name: string; mark: string | null }[], mark: string) =>
  claims.filter((claim) => claim.mark === mark).map(({ name }) => name);

test("joins the application of both tokens where it is one", () => {
  const { header, body, joins } = cardsOf(requestWith({}));
  expect(joins).toBe(true);
  expect([header.title, body.title]).toEqual(["A’s access token", "B’s ID token"]);
  expect(header.claims.map(({ name }) => name)).toEqual(["sub", "scope", "azp"]);
  expect(header.claims[1]?.value).toBe("update:current_user_identities openid");
  expect(marked(header.claims, "fits")).toEqual(["azp"]);
  expect(marked(body.claims, "fits")).toEqual(["aud"]);
});

test("shows the token that is sent, not the one that was held, and marks what is broken in it", () => {
  const made = proof({ aud: "linklab-other" }, "token made for a lesson");
  const { body, joins } = cardsOf(requestWith({ linkWith: made }), "other-application");
  expect(joins).toBe(false);
  expect(body.title).toBe("B’s token made for a lesson");
  expect(body.claims.find(({ name }) => name === "aud")?.value).toBe("linklab-other");
  expect(marked(body.claims, "misfits")).toEqual(["aud"]);
});

test.each([
  ["expired-proof", ["exp"]],
  ["other-issuer", ["iss"]],
  ["no-subject", ["sub"]],
  ["hs256-proof", ["alg"]],
  ["stranger-proof", ["kid"]],
  ["tampered-link-with", ["signature"]],
  ["same-account", ["sub"]],
])("marks in B's token what %s changes: %j", (id, names) => {
  expect(marked(cardsOf(requestWith({}), id).body.claims, "misfits")).toEqual(names);
  expect(marked(cardsOf(requestWith({}), id).header.claims, "misfits")).toEqual([]);
});

test.each([
  ["no-scope", ["scope"]],
  ["foreign-bearer", ["iss"]],
  ["tampered-bearer", ["signature"]],
])("marks in A's token what %s changes: %j", (id, names) => {
  expect(marked(cardsOf(requestWith({}), id).header.claims, "misfits")).toEqual(names);
  expect(marked(cardsOf(requestWith({}), id).body.claims, "misfits")).toEqual([]);
});

test("says of a claim that is not there that it is absent", () => {
  const { header } = cardsOf(requestWith({ bearer: bearer({ scope: undefined }) }));
  expect(header.claims).toContainEqual(
    expect.objectContaining({ name: "scope", value: "absent", mark: null }),
  );
});

test("shows a text in a token's place as it is, cut where it is long", () => {
  const text: NamedToken = { ...nameToken(null, "no token", "x".repeat(500)), isSecret: false };
  const { body } = cardsOf(requestWith({ linkWith: text }));
  expect(body).toMatchObject({ owner: null, title: "No token" });
  expect(body.claims[0]?.value).toBe(`${"x".repeat(40)}… 500 characters`);
});

test("shows nothing of a secret that is no JWT", () => {
  const opaque = nameToken("A", "access token", "opaque-secret");
  expect(JSON.stringify(cardsOf(requestWith({ bearer: opaque })))).not.toContain("opaque-secret");
});

test("says that a token is being made, and that none is sent", () => {
  const unmade = nameToken("B", "token made for a lesson", null);
  expect(cardsOf(requestWith({ linkWith: unmade })).body.claims[0]?.value).toBe("is being made");
  const none = { ...requestWith({}), bearer: null, linkWith: null };
  const { header, body } = cardsOf(none);
  expect([header.purpose, body.purpose]).toEqual([
    "no Authorization header",
    "the body proves nothing",
  ]);
});

test("reads a token that has no signature, and says so by its alg", () => {
  const [, payload] = proof().value!.split(".");
  const header = Buffer.from('{"alg":"none"}').toString("base64url");
  const unsigned = nameToken("B", "token made for a lesson", `${header}.${payload}.`);
  const { body, joins } = cardsOf(requestWith({ linkWith: unsigned }), "unsigned-proof");
  expect(body.claims).toContainEqual(
    expect.objectContaining({ name: "alg", value: "none", mark: "misfits" }),
  );
  expect(joins).toBe(true);
});
