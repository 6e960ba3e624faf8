import { expect, test } from "vitest";
import { primaryAuthorization, secondaryAuthorization } from "#protocol/authorization.ts";
import { forEachStep, type StepId } from "#linking/walkthrough/journey.ts";
import { requestsOf } from "#linking/walkthrough/step-requests.ts";
import { UNTOUCHED, withoutTokens, type Walkthrough } from "#linking/walkthrough/state.ts";
import { forgeToken, ID_TOKEN_CLAIMS, TENANT } from "#test/support/tokens.ts";
import { NO_CHOICES } from "./choices.ts";
import { findingOfStep, heldTokens, litClaims, plannedIn } from "./derived.ts";

const ACCOUNT = { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true };
const ACCESS_TOKEN = forgeToken({
  iss: TENANT.issuer,
  sub: "auth0|1",
  aud: TENANT.audience,
  azp: TENANT.clientId,
  scope: "update:current_user_identities",
});
const ID_TOKEN_A = forgeToken({ ...ID_TOKEN_CLAIMS, sub: "auth0|1" });
const ID_TOKEN_B = forgeToken(ID_TOKEN_CLAIMS);
const REQUEST = primaryAuthorization(TENANT, "code", "");
const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };

const PROVED: Walkthrough = {
  ...UNTOUCHED,
  primary: {
    account: ACCOUNT,
    request: REQUEST,
    tokens: {
      accessToken: ACCESS_TOKEN,
      idToken: ID_TOKEN_A,
      fitness: "fits",
      grantedScope: "openid email",
    },
  },
  secondary: {
    account: { ...ACCOUNT, userId: "google-oauth2|1001" },
    request: REQUEST,
    idToken: ID_TOKEN_B,
    user: null,
  },
};

test("explains the refusals that two steps are there for", () => {
  const refused = { status: 401, message: "Invalid token", login: 1 } as const;
  const walkthrough: Walkthrough = {
    ...PROVED,
    oldWay: { ...refused, finding: "id-token-as-bearer" },
    dangerous: { ...refused, finding: "user-id-refused" },
  };
  expect(findingOfStep("old-way", walkthrough)).toBe("id-token-as-bearer");
  expect(findingOfStep("dangerous", walkthrough)).toBe("user-id-refused");
  expect(findingOfStep("link", walkthrough)).toBeNull();
  expect(findingOfStep("old-way", PROVED)).toBeNull();
});

test("lights the claims of a finding, and none of what is no finding", () => {
  expect(litClaims("id-token-as-bearer")).toContainEqual({
    owner: "A",
    token: "ID token",
    claim: "aud",
  });
  expect(litClaims("nothing")).toEqual([]);
});

test("holds three tokens, and none after a reload", () => {
  expect(heldTokens(PROVED).map(({ owner, name }) => `${owner} ${name}`)).toEqual([
    "A access token",
    "A ID token",
    "B ID token",
  ]);
  expect(heldTokens(withoutTokens(PROVED))).toEqual([]);
});

function railDetails(walkthrough: Walkthrough) {
  return forEachStep((step) => step.detail(walkthrough, TENANT));
}

test("says under each step what is known of it", () => {
  expect(railDetails(UNTOUCHED)).toMatchObject({
    tenant: "localhost:5180",
    primary: "two tokens",
    secondary: "an ID token",
    link: "POST …/identities",
    unlink: "DELETE …/identities",
  });
  const user = { user_id: "auth0|1", identities: [OWN, GOOGLE] };
  expect(railDetails({ ...PROVED, user })).toMatchObject({
    primary: "Ada · password · 2 scopes",
    secondary: "Ada · Google",
    link: "201",
    changes: "2 identities",
  });
});

function requestsIn(walkthrough: Walkthrough) {
  const state = { walkthrough, tenant: TENANT, unlinkId: null, made: {} };
  return (step: StepId) => requestsOf(step, state, null);
}

const LINKED: Walkthrough = {
  ...PROVED,
  primary: {
    ...PROVED.primary!,
    tokens: { ...PROVED.primary!.tokens!, grantedScope: "openid read:current_user" },
  },
  user: { user_id: "auth0|1", identities: [OWN, GOOGLE] },
};

test.each([
  ["is open", "tenant", "open", PROVED, ["GET", "GET"]],
  ["is done", "tenant", "done", PROVED, []],
  ["can be looked at again", "changes", "done", LINKED, ["GET", "GET", "POST"]],
  ["can be looked at by B only", "changes", "done", withoutTokens(LINKED), ["GET", "POST"]],
  ["has nothing to look at after an unlink", "changes", "done", PROVED, []],
] as const)(
  "plans what can be sent in a step that %s: %s",
  (_, step, state, walkthrough, methods) => {
    const planned = plannedIn(step, {
      status: { state },
      walkthrough,
      choices: NO_CHOICES,
      session: { loginRequest: () => REQUEST, requests: requestsIn(walkthrough) },
      tenant: TENANT,
    });
    expect(planned.map(({ method }) => method)).toEqual(methods);
  },
);

test.each([
  ["reads A", {}, true],
  ["may not read A", { scope: "openid update:current_user_identities" }, false],
  ["is for no API", { audience: "" }, false],
])("plans a read of A where the login that will be sent %s", (_, change, isPlanned) => {
  const requests = {
    primary: { ...REQUEST, ...change },
    secondary: secondaryAuthorization(TENANT, "code", ""),
  };
  const planned = plannedIn("primary", {
    status: { state: "open" },
    walkthrough: UNTOUCHED,
    choices: NO_CHOICES,
    session: { loginRequest: (step) => requests[step], requests: requestsIn(UNTOUCHED) },
    tenant: TENANT,
  });
  expect(planned.some(({ path }) => path === "/api/v2/users/{id}")).toBe(isPlanned);
});
