import { expect, test } from "vitest";
import { accessToken, control, idToken, tampered } from "#test/contract/world.ts";
import { ADA, createTestTenant, ISSUER, LINK_SCOPE, MALLORY } from "#test/support/tenant.ts";
import type { CheckId } from "#linking/tokens/checks.ts";
import { checksOf } from "#linking/walkthrough/request-checks.ts";
import { discover } from "#protocol/discovery.ts";
import { buildLinkIdentityRequest } from "#protocol/management.ts";
import { fillRequest, nameToken } from "#protocol/named-request.ts";
import { describeTenant } from "#protocol/tenant.ts";
import { verifySignature } from "#protocol/verify-signature.ts";

const TENANT = describeTenant(ISSUER.slice(0, -1), "linklab-spa");
const ELSEWHERE = { claims: { iss: "https://other.example/" } };

/** What is wrong with the two tokens or the path, as the tenant's control API makes it. */
type Change = {
  readonly access?: object;
  readonly proof?: object;
  readonly isTampered?: true;
  readonly pathUserId?: string;
  /** Seconds by which the tenant and the checks are later than the tokens. */
  readonly later?: number;
};

/** Sends a pair of tokens to the tenant, and has the ten checks judge the same pair. */
async function sendAndCheck(change: Change) {
  const world = createTestTenant();
  const fetch = (input: string, sent?: RequestInit) => world.tenant.fetch(new Request(input, sent));
  const access = await accessToken(world, change.access);
  const made = await idToken(world, change.proof);
  const proof = change.isTampered ? tampered(made) : made;
  const later = change.later ?? 0;
  await control(world, "PUT", "clock", { offset: later });
  const pathUserId = change.pathUserId ?? ADA.password;
  const request = buildLinkIdentityRequest(TENANT, {
    userId: pathUserId,
    bearer: nameToken("A", "access token", access),
    linkWith: nameToken("B", "ID token", proof),
  });
  const { url, ...init } = fillRequest(request);
  const response = await world.tenant.fetch(new Request(url, init));
  const body: unknown = await response.json();
  const message =
    typeof body === "object" && body !== null && "message" in body ? body.message : "";
  const signature = await verifySignature(proof, (await discover(fetch, TENANT)).keys);
  const checks = checksOf(request, {
    primaryIdToken: null,
    isSignatureValid: signature.state === "valid",
    audience: TENANT.audience,
    now: world.time.now / 1000 + later,
  });
  if (checks === null) throw new Error("the request carries no two tokens");
  return { status: response.status, answer: `${response.status} ${String(message)}`, checks };
}

const WRONG: readonly [string, CheckId, Change][] = [
  ["another application", "same-application", { proof: { client_id: "linklab-other" } }],
  ["another issuer", "same-issuer", { proof: ELSEWHERE }],
  ["a signature that does not hold", "signature", { isTampered: true }],
  ["a shared secret", "signature", { proof: { algorithm: "HS256" } }],
  ["an expired proof", "not-expired", { proof: { lifetime: 60 }, later: 60 }],
  ["A as B", "different-account", { proof: { user_id: ADA.password } }],
  ["somebody else's path", "own-path", { pathUserId: MALLORY }],
  ["no scope to link", "scope", { access: { scope: "openid read:current_user" } }],
  ["another API", "audience", { access: { claims: { aud: "https://api.example/" } } }],
];

test.each(WRONG)("the answer to %s is the one that %s names", async (_, id, change) => {
  const { answer, checks } = await sendAndCheck(change);
  const failed = checks.filter(({ passes, prevents }) => passes === false && prevents !== null);
  expect(failed.map((check) => check.id)).toEqual([id]);
  expect(answer.startsWith(failed[0]?.prevents ?? "nothing")).toBe(true);
});

test("has a pair for every check that names an answer", async () => {
  const { checks } = await sendAndCheck({});
  const named = checks.filter(({ prevents }) => prevents !== null).map(({ id }) => id);
  expect(named.toSorted()).toEqual([...new Set(WRONG.map(([, id]) => id))].toSorted());
});

test.each([
  ["an e-mail that is not verified", "verified-emails", { claims: { email_verified: false } }],
  ["an old login", "fresh-login", { claims: { email_verified: true, auth_time: 1 } }],
] as const)("the API takes %s: %s is the app's duty", async (_, id, proof) => {
  const { status, checks } = await sendAndCheck({ proof });
  expect(status).toBe(201);
  expect(checks.filter(({ passes }) => passes === false).map((check) => check.id)).toContain(id);
  expect(checks.find((check) => check.id === id)?.prevents).toBeNull();
});

test("the tenant links what the checks let pass", async () => {
  const { status } = await sendAndCheck({ access: { scope: LINK_SCOPE } });
  expect(status).toBe(201);
});
