import { expect, test } from "vitest";
import { SCENARIOS } from "#linking/scenarios/scenarios.ts";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { STEP_IDS, type StepId } from "./journey.ts";
import { UNTOUCHED, withoutTokens, type Walkthrough } from "./state.ts";
import { primaryAuthorization, secondaryAuthorization } from "#protocol/authorization.ts";
import { fillRequest } from "#protocol/named-request.ts";
import { TENANT } from "#test/support/tokens.ts";
import {
  isHeldBack,
  isUnmade,
  ownersOf,
  unlinkedBy,
  type RequestPart,
  type RequestState,
} from "./requests.ts";
import { requestOf, requestsOf } from "./step-requests.ts";

const ACCOUNT = { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true };
const PROVED: Walkthrough = {
  ...UNTOUCHED,
  primary: {
    account: ACCOUNT,
    request: primaryAuthorization(TENANT, "code", ""),
    tokens: {
      accessToken: "h.access.A",
      idToken: "h.id.A",
      fitness: "fits",
      grantedScope: "openid read:current_user",
    },
  },
  secondary: {
    account: { ...ACCOUNT, userId: "google-oauth2|1001" },
    request: secondaryAuthorization(TENANT, "code", ""),
    idToken: "h.id.B",
    user: null,
  },
};
const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };
const GITHUB = { connection: "github", provider: "github", user_id: "7" };
const linkedTo = (...identities: (typeof OWN)[]): Walkthrough => ({
  ...PROVED,
  user: { user_id: "auth0|1", identities: [OWN, ...identities] },
});

const stateOf = (walkthrough: Walkthrough, change: Partial<RequestState> = {}): RequestState => ({
  walkthrough,
  tenant: TENANT,
  unlinkId: null,
  made: {},
  ...change,
});

const scenario = (step: StepId, id: string): Scenario => {
  const found = SCENARIOS.find((one) => one.step === step && one.id === id);
  if (found === undefined) throw new TypeError(`there is no scenario ${id}`);
  return found;
};

test.each([
  ["tenant", "GET", `${TENANT.issuer}.well-known/openid-configuration`, null],
  ["old-way", "POST", `${TENANT.audience}users/auth0%7C1/identities`, "A · ID token"],
  ["link", "POST", `${TENANT.audience}users/auth0%7C1/identities`, "A · access token"],
  ["changes", "GET", `${TENANT.audience}users/auth0%7C1`, "A · access token"],
  ["dangerous", "POST", `${TENANT.audience}users/auth0%7C1/identities`, "A · access token"],
  [
    "unlink",
    "DELETE",
    `${TENANT.audience}users/auth0%7C1/identities/google-oauth2/1001`,
    "A · access token",
  ],
] as const)("%s sends %s %s, with %s as bearer", (step, method, url, bearer) => {
  const request = requestOf(step, stateOf(linkedTo(GOOGLE)), null);
  expect(request).toMatchObject({ method, url, changed: [], times: 1 });
  const token = request?.bearer ?? null;
  expect(token && `${token.owner} · ${token.name}`).toBe(bearer);
});

test.each(["primary", "secondary", "check"] as const)("%s sends nothing by itself", (step) => {
  expect(requestOf(step, stateOf(linkedTo(GOOGLE)), null)).toBeNull();
});

test.each([
  ["after a reload, which drops the tokens", withoutTokens(linkedTo(GOOGLE))],
  [
    "with a token for another API",
    {
      ...linkedTo(GOOGLE),
      primary: {
        ...PROVED.primary!,
        tokens: { ...PROVED.primary!.tokens!, fitness: "other-audience" as const },
      },
    },
  ],
])("sends nothing in A's name %s", (_, walkthrough) => {
  const requests = STEP_IDS.filter((step) => step !== "tenant").map((step) =>
    requestOf(step, stateOf(walkthrough), null),
  );
  expect(requests.every((request) => request === null)).toBe(true);
});

test("unlinks the identity that was chosen, and the first where none was", () => {
  const walkthrough = linkedTo(GOOGLE, GITHUB);
  expect(unlinkedBy({ walkthrough, unlinkId: null })).toEqual(GOOGLE);
  const state = stateOf(walkthrough, { unlinkId: "github|7" });
  expect(requestOf("unlink", state, null)?.url).toMatch(/\/identities\/github\/7$/);
});

const CHANGED: readonly [string, readonly RequestPart[]][] = [
  ["no-bearer", ["Authorization"]],
  ["opaque-bearer", ["Authorization"]],
  ["foreign-bearer", ["Authorization"]],
  ["tampered-bearer", ["Authorization"]],
  ["other-user", ["path"]],
  ["bad-path-id", ["path"]],
  ["unknown-user", ["path", "Authorization"]],
  ["same-account", ["body"]],
  ["other-application", ["body"]],
  ["tampered-link-with", ["body"]],
  ["both-forms", ["body"]],
  ["empty-body", ["body"]],
  ["malformed-body", ["body"]],
  ["large-body", ["body"]],
  ["text-body", ["Content-Type"]],
  ["unknown-user-id", ["Authorization", "body"]],
  ["stranger-proof", ["body"]],
  ["twice", []],
  ["failure", []],
  ["expired-bearer", []],
];

test.each(CHANGED)("says what %s changes in the link: %j", (id, parts) => {
  expect(requestOf("link", stateOf(PROVED), scenario("link", id))?.changed).toEqual(parts);
});

test.each([
  ["not-linked", ["path"]],
  ["main-identity", ["path"]],
  ["lost-unlink-answer", []],
] as const)("says what %s changes in the unlink: %j", (id, parts) => {
  const state = stateOf(linkedTo(GOOGLE));
  expect(requestOf("unlink", state, scenario("unlink", id))?.changed).toEqual(parts);
});

test("names a token that the tenant has to make, and sends it once it is made", () => {
  const one = scenario("link", "other-application");
  const lacking = requestOf("link", stateOf(PROVED), one)!;
  expect(lacking.linkWith).toMatchObject({ owner: "B", name: "token made for a lesson" });
  expect(isUnmade(lacking)).toBe(true);
  expect(() => fillRequest(lacking)).toThrow(TypeError);
  const whole = requestOf("link", stateOf(PROVED, { made: { link_with: "h.made.B" } }), one)!;
  expect(isUnmade(whole)).toBe(false);
  expect(fillRequest(whole).body).toBe('{"link_with":"h.made.B"}');
});

test.each([
  ["tampered-bearer", "bearer", "changed access token", "h.access.B"],
  ["tampered-link-with", "linkWith", "changed ID token", "h.id.A"],
] as const)("%s names what it changed", (id, place, name, value) => {
  const request = requestOf("link", stateOf(PROVED), scenario("link", id));
  expect(request?.[place]).toMatchObject({ name, value, isSecret: true });
});

test.each(["opaque-bearer", "opaque-link-with", "large-body"])(
  "%s sends a text that may be shown",
  (id) => {
    const request = requestOf("link", stateOf(PROVED), scenario("link", id))!;
    expect([request.bearer, request.linkWith].some((token) => token?.isSecret === false)).toBe(
      true,
    );
  },
);

test("verifies what it links, except where that is there to be refused", () => {
  const isVerified = (id: string) =>
    requestOf("link", stateOf(PROVED), scenario("link", id))?.isVerifiedFirst;
  expect(requestOf("link", stateOf(PROVED), null)?.isVerifiedFirst).toBe(true);
  expect(isVerified("failure")).toBe(true);
  expect(isVerified("stranger-proof")).toBe(true);
  expect(isVerified("other-application")).toBe(false);
  expect(isVerified("same-account")).toBe(false);
});

test("holds back only what the page's own check stops", () => {
  const held = SCENARIOS.filter((one) => {
    const request = requestOf(one.step, stateOf(linkedTo(GOOGLE)), one);
    return request !== null && isHeldBack(request, one);
  });
  const proofs = SCENARIOS.filter(({ changes }) =>
    changes.some((one) => "slot" in one && one.slot === "proof"),
  );
  expect(held).toEqual(proofs);
  for (const one of held) expect(requestsOf(one.step, stateOf(PROVED), one)).toEqual([]);
});

const methods = (walkthrough: Walkthrough, one: Scenario | null) =>
  requestsOf("link", stateOf(walkthrough), one).map(({ method }) => method);

test("reads A before a link that should go through, and after every try, where A may be read", () => {
  expect(methods(PROVED, null)).toEqual(["GET", "POST", "GET"]);
  expect(methods(PROVED, scenario("link", "failure"))).toEqual(["POST", "GET"]);
  expect(methods(PROVED, scenario("link", "same-account"))).toEqual(["POST", "GET"]);
  expect(methods(PROVED, scenario("link", "twice"))).toEqual(["POST", "POST", "GET"]);
  const tokens = { ...PROVED.primary!.tokens!, grantedScope: "openid" };
  const narrow = { ...PROVED, primary: { ...PROVED.primary!, tokens } };
  expect(methods(narrow, null)).toEqual(["POST"]);
});

test("asks for an unlink without a link only where the refusal is the lesson", () => {
  const unlinked = { ...PROVED, unlinked: GOOGLE };
  const request = (one: Scenario | null) => requestOf("unlink", stateOf(unlinked), one);
  expect(request(null)).toBeNull();
  expect(request(scenario("unlink", "lost-unlink-answer"))).toBeNull();
  expect(request(scenario("unlink", "not-linked"))?.url).toMatch(/google-oauth2\/0$/);
});

test("knows B by the proof, else by what was linked or unlinked", () => {
  expect(ownersOf(PROVED)).toEqual({ A: "auth0|1", B: "google-oauth2|1001" });
  expect(ownersOf({ ...linkedTo(GITHUB), secondary: null }).B).toBe("github|7");
  expect(ownersOf({ ...UNTOUCHED, unlinked: GITHUB })).toEqual({ A: "", B: "github|7" });
  expect(ownersOf(UNTOUCHED)).toEqual({ A: "", B: "" });
});
