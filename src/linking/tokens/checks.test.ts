import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#test/support/tokens.ts";
import { decodeToken } from "#protocol/token.ts";
import { checkBeforeLinking, isBlocking, type CheckId } from "./checks.ts";

const ACCESS = {
  iss: TENANT.issuer,
  sub: "auth0|1",
  aud: [TENANT.audience, `${TENANT.origin}/userinfo`],
  azp: TENANT.clientId,
  scope: "openid profile email read:current_user update:current_user_identities",
};

const PRIMARY = { ...ID_TOKEN_CLAIMS, sub: "auth0|1" };

type Change = {
  readonly access?: Record<string, unknown>;
  readonly primary?: Record<string, unknown>;
  readonly secondary?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly isSignatureValid?: boolean;
  readonly pathUserId?: string;
};

function check({ access, primary, secondary, header, ...rest }: Change) {
  return checkBeforeLinking({
    accessToken: decodeToken(forgeToken({ ...ACCESS, ...access })),
    primaryIdToken: decodeToken(forgeToken({ ...PRIMARY, ...primary })),
    secondaryIdToken: decodeToken(
      forgeToken({ ...ID_TOKEN_CLAIMS, ...secondary }, { alg: "RS256", ...header }),
    ),
    isSignatureValid: true,
    pathUserId: "auth0|1",
    audience: TENANT.audience,
    now: NOW,
    ...rest,
  });
}

function failing(change: Change): readonly CheckId[] {
  return check(change).flatMap(({ id, passes }) => (passes ? [] : [id]));
}

test("passes all ten for two logins that fit", () => {
  expect(check({})).toHaveLength(10);
  expect(failing({})).toEqual([]);
  expect(check({}).some(isBlocking)).toBe(false);
});

const FLIPS: readonly [string, CheckId, Change][] = [
  ["B's token is for another application", "same-application", { secondary: { aud: "other" } }],
  ["B's token is for two applications", "same-application", { secondary: { aud: ["x", "y"] } }],
  [
    "B's token is also for others",
    "same-application",
    { secondary: { aud: ["linklab-spa", "x"] } },
  ],
  ["B's aud is a list of one", "same-application", { secondary: { aud: ["linklab-spa"] } }],
  ["B's token has no aud", "same-application", { secondary: { aud: undefined } }],
  ["A's token has no azp", "same-application", { access: { azp: undefined } }],
  ["B's token has another issuer", "same-issuer", { secondary: { iss: "https://other.example/" } }],
  ["no token has an issuer", "same-issuer", { secondary: { iss: 1 }, access: { iss: 1 } }],
  ["B's signature does not hold", "signature", { isSignatureValid: false }],
  ["B's token is signed with HS256", "signature", { header: { alg: "HS256" } }],
  ["B's token expires now", "not-expired", { secondary: { exp: NOW } }],
  ["B's token has no expiry", "not-expired", { secondary: { exp: undefined } }],
  ["B's expiry is text", "not-expired", { secondary: { exp: String(NOW + 9) } }],
  ["B's token was made in the future", "not-expired", { secondary: { iat: NOW + 61 } }],
  ["B's token has no time of its making", "not-expired", { secondary: { iat: undefined } }],
  ["B's token begins later", "not-expired", { secondary: { nbf: NOW + 61 } }],
  ["B's beginning is text", "not-expired", { secondary: { nbf: "now" } }],
  ["B is A", "different-account", { secondary: { sub: "auth0|1" } }],
  ["B has no subject", "different-account", { secondary: { sub: undefined } }],
  ["the path names another user", "own-path", { pathUserId: "auth0|2" }],
  ["A may only read", "scope", { access: { scope: "openid read:current_user" } }],
  ["A has a scope that only looks alike", "scope", { access: { scope: "update:users_app" } }],
  ["A's token has no scope", "scope", { access: { scope: undefined } }],
  ["A's token is for another API", "audience", { access: { aud: "https://api.example/" } }],
  ["A's audience lacks its slash", "audience", { access: { aud: TENANT.audience.slice(0, -1) } }],
  ["A's e-mail is not verified", "verified-emails", { primary: { email_verified: false } }],
  ["B's e-mail is not verified", "verified-emails", { secondary: { email_verified: false } }],
  [
    "B's e-mail says verified as text",
    "verified-emails",
    { secondary: { email_verified: "true" } },
  ],
  ["B logged in too long ago", "fresh-login", { secondary: { auth_time: NOW - 3601 } }],
  ["B's login has no time", "fresh-login", { secondary: { auth_time: undefined } }],
];

test.each(FLIPS)("when %s, %s alone fails", (_, id, change) => {
  expect(failing(change)).toEqual([id]);
});

test("has a case for each of the ten", () => {
  expect(new Set(FLIPS.map(([, id]) => id))).toEqual(new Set(check({}).map(({ id }) => id)));
});

test.each(FLIPS)("when %s, %s blocks unless the API would let it pass", (_, id, change) => {
  const blocking = check(change).filter(isBlocking);
  const isYours = id === "verified-emails" || id === "fresh-login";
  expect(blocking.map((each) => each.id)).toEqual(isYours ? [] : [id]);
});

test.each([
  ["a token that may update all users", { access: { scope: "update:users" } }],
  ["an audience that is one string", { access: { aud: TENANT.audience } }],
  [
    "a path of anybody for a token that may update all",
    {
      access: { scope: "update:users" },
      pathUserId: "auth0|2",
    },
  ],
  ["clocks that differ by a minute", { secondary: { iat: NOW + 60, nbf: NOW + 60 } }],
  ["a login just an hour old", { secondary: { auth_time: NOW - 3600 } }],
  ["a proof with a second to live", { secondary: { exp: NOW + 1 } }],
] satisfies [string, Change][])("passes %s", (_, change) => {
  expect(failing(change)).toEqual([]);
});

test.each([
  [
    "verified-emails",
    { secondary: { email_verified: "true" } },
    "email_verified is text; it should be true or false, without quotes.",
  ],
  ["verified-emails", { secondary: { email_verified: undefined } }, "email_verified is missing."],
  ["verified-emails", { secondary: { email_verified: false } }, null],
  ["scope", { access: { scope: ["update:users"] } }, "scope is a list; it should be text."],
  ["different-account", { secondary: { sub: 1_815_121 } }, "sub is a number; it should be text."],
  [
    "not-expired",
    { secondary: { exp: String(NOW) } },
    "exp is text; it should be a number of seconds since 1970.",
  ],
  [
    "fresh-login",
    { secondary: { auth_time: NOW * 1000 } },
    "auth_time is in milliseconds; it should be in seconds.",
  ],
  ["fresh-login", { secondary: { auth_time: 1 } }, null],
] satisfies [CheckId, Change, string | null][])(
  "of %s tells a missing claim, a wrong type and a wrong value apart",
  (id, change, fault) => {
    const found = check(change).find((each) => each.id === id);
    expect(found).toMatchObject({ passes: false, fault });
  },
);

test("lets a server link to itself no account of its path", () => {
  const access = { scope: "update:users" };
  const ownB = { pathUserId: ID_TOKEN_CLAIMS.sub };
  expect(failing({ access, ...ownB })).toEqual(["different-account"]);
});

test("fails A's own checks when its token has no subject", () => {
  expect(failing({ access: { sub: undefined }, pathUserId: "" })).toEqual(["own-path"]);
});

test("leaves open what it cannot know", () => {
  const unknown = { accessToken: decodeToken(forgeToken(ACCESS)), primaryIdToken: null };
  const base = {
    ...unknown,
    secondaryIdToken: decodeToken(forgeToken(ID_TOKEN_CLAIMS)),
    isSignatureValid: null,
    pathUserId: "auth0|1",
    audience: TENANT.audience,
    now: NOW,
  };
  const open = checkBeforeLinking(base).filter(({ passes }) => passes === null);
  expect(open.map(({ id }) => id)).toEqual(["signature", "verified-emails"]);
  expect(open.some(isBlocking)).toBe(false);
});

test("(S 20) reads claims as own properties only", () => {
  const polluted = '{"__proto__":{"email_verified":true,"scope":"update:users"},"constructor":1}';
  const claims = JSON.parse(polluted) as Record<string, unknown>;
  const checks = checkBeforeLinking({
    accessToken: { header: {}, claims },
    primaryIdToken: { header: {}, claims },
    secondaryIdToken: { header: {}, claims },
    isSignatureValid: true,
    pathUserId: "",
    audience: TENANT.audience,
    now: NOW,
  });
  expect(checks.every(({ passes }) => passes === false)).toBe(true);
});

test("can be copied: it imports nothing", async () => {
  const source = await readFile(new URL("./checks.ts", import.meta.url), "utf8");
  expect(source).not.toMatch(/\b(?:import|require)\b[ (]/);
});
