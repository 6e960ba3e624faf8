import { expect, test } from "vitest";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import { journey, STEP_IDS } from "./journey.ts";
import { UNTOUCHED, type Walkthrough } from "./state.ts";

const ACCOUNT = { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true };
const TOKENS = {
  accessToken: "a",
  idToken: "i",
  fitness: "fits",
  grantedScope: "openid",
} as const;
const REQUEST = primaryAuthorization(TENANT, "code", "https://app.example/callback");
const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };

const read: Partial<Walkthrough> = { keys: { keys: [] } };
const signedIn: Partial<Walkthrough> = {
  ...read,
  primary: { account: ACCOUNT, request: REQUEST, tokens: TOKENS },
  user: { user_id: "auth0|1", identities: [OWN] },
};
const proved: Partial<Walkthrough> = {
  ...signedIn,
  secondary: { account: ACCOUNT, request: REQUEST, idToken: "b", user: null },
};
const linked: Partial<Walkthrough> = {
  ...proved,
  user: { user_id: "auth0|1", identities: [OWN, GOOGLE] },
};
const reloaded: Partial<Walkthrough> = {
  primary: { account: ACCOUNT, request: REQUEST, tokens: null },
  secondary: { account: ACCOUNT, request: REQUEST, idToken: null, user: null },
};

/** One word a step: `done`, `open`, or what a locked step needs. */
const TABLE: readonly [string, Partial<Walkthrough>, string][] = [
  ["nothing happened", {}, "open tenant tenant tenant tenant tenant link link link"],
  ["the tenant was read", read, "done open primary primary primary primary link link link"],
  ["A signed in", signedIn, "done done open open secondary secondary link link link"],
  ...(["absent", "opaque", "other-audience"] as const).map(
    (fitness): [string, Partial<Walkthrough>, string] => [
      `A's access token does not serve: ${fitness}`,
      {
        ...proved,
        primary: { account: ACCOUNT, request: REQUEST, tokens: { ...TOKENS, fitness } },
      },
      "done open primary done primary primary link link link",
    ],
  ),
  ["B proved itself", proved, "done done open done open open link link link"],
  [
    "the checks were seen",
    { ...proved, hasSeenChecks: true },
    "done done open done done open link link link",
  ],
  [
    "the checks were seen, but B's token is gone",
    {
      ...signedIn,
      secondary: { account: ACCOUNT, request: REQUEST, idToken: null, user: null },
      hasSeenChecks: true,
    },
    "done done open open secondary secondary link link link",
  ],
  [
    "the accounts are linked, and nobody looked at the checks",
    linked,
    "done done open done open done open open open",
  ],
  [
    "the change was seen",
    { ...linked, hasSeenChecks: true, hasSeenChange: true },
    "done done open done done done done open open",
  ],
  [
    "the link was taken off",
    { ...proved, hasSeenChecks: true, hasSeenChange: true, unlinked: GOOGLE },
    "done done open done done done done open done",
  ],
  [
    "B proved itself again after an unlink",
    { ...proved, hasSeenChange: true },
    "done done open done open open link link link",
  ],
  [
    "the old way and the dangerous way were refused",
    {
      ...linked,
      hasSeenChecks: true,
      hasSeenChange: true,
      oldWay: { status: 401, message: "", finding: null, login: 0 },
      dangerous: { status: 403, message: "", finding: null, login: 0 },
    },
    "done done done done done done done done open",
  ],
  [
    "a reload dropped the tokens before the link",
    { ...proved, ...reloaded },
    "done open primary primary primary primary link link link",
  ],
  [
    "a reload dropped the tokens after the link",
    { ...linked, ...reloaded },
    "done open primary done done done open primary open",
  ],
  [
    "A signed in and is linked from before",
    { ...linked, secondary: null },
    "done done open done done done open open open",
  ],
  [
    "A signed in without the tenant's keys",
    { ...signedIn, keys: null },
    "open done tenant tenant tenant tenant link link link",
  ],
];

test.each(TABLE)("when %s", (_, change, expected) => {
  const statuses = journey({ ...UNTOUCHED, ...change });
  const words = STEP_IDS.map((id) => {
    const status = statuses[id];
    return status.state === "locked" ? status.needs : status.state;
  });
  expect(words.join(" ")).toBe(expected);
});
