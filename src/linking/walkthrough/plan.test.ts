import { expect, test } from "vitest";
import { primaryAuthorization, secondaryAuthorization } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import { SCENARIOS } from "#linking/scenarios/scenarios.ts";
import { STEP_IDS, type StepId } from "./journey.ts";
import type { PlanOptions } from "./plan.ts";
import { planOf, requestsOf } from "./step-requests.ts";
import { UNTOUCHED, type Walkthrough } from "./state.ts";

/** What a step sends by itself: the real requests, made of tokens that stand for themselves. */
const SIGNED_IN: Walkthrough = {
  ...UNTOUCHED,
  primary: {
    account: { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true },
    request: primaryAuthorization(TENANT, "code", ""),
    tokens: {
      accessToken: "access-a",
      idToken: "id-a",
      fitness: "fits",
      grantedScope: "openid read:current_user",
    },
  },
  secondary: {
    account: { userId: "oidc|b", name: "Ada", email: null, isEmailVerified: true },
    request: secondaryAuthorization(TENANT, "code", ""),
    idToken: "id-b",
    user: null,
  },
};
const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const LINKED: Walkthrough = {
  ...SIGNED_IN,
  user: { user_id: "auth0|1", identities: [OWN, { ...OWN, provider: "oidc", user_id: "b" }] },
};

const USUAL: Omit<PlanOptions, "requests"> = {
  isBroken: false,
  primary: { grant: "code", place: "redirect", mayRead: true },
  secondary: { grant: "code", mayRead: false },
};

function plan(
  step: StepId,
  change: Partial<PlanOptions> = {},
  { walkthrough = LINKED, id = null }: { walkthrough?: Walkthrough; id?: string | null } = {},
) {
  const scenario = SCENARIOS.find((one) => one.step === step && one.id === id) ?? null;
  const state = { walkthrough, tenant: TENANT, unlinkId: null, made: {} };
  const requests = requestsOf(step, state, scenario);
  return planOf(step, { ...USUAL, requests, isBroken: scenario !== null, ...change });
}

/** A plan in one line an exchange. */
function lines(...parts: Parameters<typeof plan>): string[] {
  return plan(...parts).map(
    ({ from, to, actor, method, path }) => `${actor ?? "-"} ${from}>${to} ${method} ${path}`,
  );
}

test.each([
  [
    "tenant",
    [
      "- app>tokens GET /.well-known/openid-configuration",
      "- app>tokens GET /.well-known/jwks.json",
    ],
  ],
  [
    "primary",
    [
      "A app>login GET /authorize",
      "A app>tokens POST /oauth/token",
      "A app>api GET /api/v2/users/{id}",
    ],
  ],
  ["old-way", ["A app>api POST /api/v2/users/auth0%7C1/identities"]],
  ["secondary", ["B popup>login GET /authorize", "B app>tokens POST /oauth/token"]],
  ["check", []],
  [
    "link",
    [
      "A app>api GET /api/v2/users/auth0%7C1",
      "A app>api POST /api/v2/users/auth0%7C1/identities",
      "A app>api GET /api/v2/users/auth0%7C1",
    ],
  ],
  [
    "changes",
    [
      "A app>api GET /api/v2/users/auth0%7C1",
      "B popup>login GET /authorize",
      "B app>tokens POST /oauth/token",
    ],
  ],
  ["dangerous", ["A app>api POST /api/v2/users/auth0%7C1/identities"]],
  ["unlink", ["A app>api DELETE /api/v2/users/auth0%7C1/identities/oidc/b"]],
] as const)("plans the exchanges of %s", (step, expected) => {
  expect(lines(step)).toEqual(expected);
});

test("plans an implicit login in a popup: auth0.js fetches the keys there", () => {
  expect(
    lines("primary", { primary: { grant: "implicit", place: "popup", mayRead: true } }),
  ).toEqual([
    "A popup>login GET /authorize",
    "A popup>tokens GET /.well-known/jwks.json",
    "A app>api GET /api/v2/users/{id}",
  ]);
});

test("plans that B is read with a token of B's, where the login asks for one", () => {
  expect(lines("secondary", { secondary: { grant: "code", mayRead: true } })).toEqual([
    "B popup>login GET /authorize",
    "B app>tokens POST /oauth/token",
    "B app>api GET /api/v2/users/{id}",
  ]);
});

test("plans no reading where the token may not", () => {
  const { tokens, ...primary } = SIGNED_IN.primary!;
  const narrow = { ...primary, tokens: { ...tokens!, grantedScope: "openid" } };
  const walkthrough = { ...LINKED, primary: narrow };
  const change = { primary: { ...USUAL.primary, mayRead: false } };
  for (const step of STEP_IDS)
    expect(lines(step, change, { walkthrough }).join()).not.toContain("GET /api/v2/users/");
});

test("plans what a scenario really sends, and no answer that nobody can tell", () => {
  const post = "A app>api POST /api/v2/users/auth0%7C1/identities";
  const read = "A app>api GET /api/v2/users/auth0%7C1";
  expect(lines("link", {}, { id: "same-account" })).toEqual([post, read]);
  expect(lines("link", {}, { id: "twice" })).toEqual([post, post, read]);
  expect(lines("link", {}, { id: "other-user" })).toEqual([
    "A app>api POST /api/v2/users/oidc%7Cb/identities",
    read,
  ]);
  expect(plan("link", {}, { id: "failure" }).map(({ answer }) => answer)).toEqual([
    "to be seen",
    "200 · the user",
  ]);
});

test("plans no read of keys after a document that is broken on purpose", () => {
  expect(lines("tenant", {}, { id: "cut" })).toEqual([
    "- app>tokens GET /.well-known/openid-configuration",
  ]);
});

test("plans nothing where the page's own check stops the request", () => {
  expect(lines("link", {}, { id: "stranger-proof" })).toEqual([]);
});

test("names the request that each row will send", () => {
  const [row] = plan("link", {}, { id: "opaque-link-with" });
  expect(row?.request?.linkWith).toMatchObject({ value: "not-a-token", isSecret: false });
});
