import { CompactSign, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, expect, test } from "vitest";
import { verifyIdToken } from "./id-token.ts";
import { createSigner, forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#test/support/tokens.ts";

let signer: Awaited<ReturnType<typeof createSigner>>;
let stranger: Awaited<ReturnType<typeof createSigner>>;

beforeAll(async () => {
  [signer, stranger] = await Promise.all([createSigner("key-1"), createSigner("key-1")]);
});

function verify(raw: string, now = NOW) {
  return verifyIdToken(raw, {
    issuer: TENANT.issuer,
    clientId: TENANT.clientId,
    keys: signer.keys,
    now: new Date(now * 1000),
  });
}

test("verifies a token that the tenant signed for this application", async () => {
  const raw = await signer.sign(ID_TOKEN_CLAIMS);
  const verified = await verify(raw);
  expect(verified.raw).toBe(raw);
  expect(verified.userId).toBe("google-oauth2|1001");
  expect(verified.claims).toEqual(ID_TOKEN_CLAIMS);
  expect(verified.isVerified).toBe(true);
});

test("refuses a payload that was changed after signing", async () => {
  const [header, , signature] = (await signer.sign(ID_TOKEN_CLAIMS)).split(".");
  const [, payload] = forgeToken({ ...ID_TOKEN_CLAIMS, sub: "auth0|victim" }).split(".");
  const tampered = [header, payload, signature].join(".");
  await expect(verify(tampered)).rejects.toMatchObject({ code: "signature_invalid" });
});

test("refuses a signature of another key with the same kid", async () => {
  const raw = await stranger.sign(ID_TOKEN_CLAIMS);
  await expect(verify(raw)).rejects.toMatchObject({ code: "signature_invalid" });
});

test("refuses HS256 with the public key as the secret", async () => {
  const raw = await new SignJWT(ID_TOKEN_CLAIMS)
    .setProtectedHeader({ alg: "HS256", kid: "key-1" })
    .sign(new TextEncoder().encode(signer.publicKey));
  await expect(verify(raw)).rejects.toMatchObject({ code: "algorithm_refused" });
});

test("refuses alg none without a signature", async () => {
  const raw = new UnsecuredJWT(ID_TOKEN_CLAIMS).encode();
  await expect(verify(raw)).rejects.toMatchObject({ code: "malformed_token" });
});

test("refuses alg none with a made-up signature", async () => {
  const raw = forgeToken(ID_TOKEN_CLAIMS, { alg: "none", kid: "key-1" });
  await expect(verify(raw)).rejects.toMatchObject({ code: "algorithm_refused" });
});

test("refuses a key that the tenant does not publish", async () => {
  const raw = await signer.sign(ID_TOKEN_CLAIMS, { kid: "key-2" });
  await expect(verify(raw)).rejects.toMatchObject({ code: "key_not_found" });
});

test("refuses to guess which of two keys signed a token without kid", async () => {
  const raw = await signer.sign(ID_TOKEN_CLAIMS, {});
  const keys = { keys: [...signer.keys.keys, ...stranger.keys.keys] };
  const { issuer, clientId } = TENANT;
  await expect(
    verifyIdToken(raw, { issuer, clientId, keys, now: new Date(NOW * 1000) }),
  ).rejects.toMatchObject({ code: "key_not_found" });
});

test.each([
  ["without a modulus", { kty: "RSA", kid: "key-1" }],
  ["too short", { kty: "RSA", kid: "key-1", n: "AQAB", e: "AQAB" }],
])("says that no key fits when the tenant's key is %s", async (_, key) => {
  const raw = await signer.sign(ID_TOKEN_CLAIMS);
  const { issuer, clientId } = TENANT;
  await expect(
    verifyIdToken(raw, { issuer, clientId, keys: { keys: [key] }, now: new Date(NOW * 1000) }),
  ).rejects.toMatchObject({ code: "key_not_found" });
});

test.each([
  ["another issuer", { iss: "https://other.example/" }, "iss"],
  ["an issuer without its slash", { iss: TENANT.origin }, "iss"],
  ["no issuer", { iss: undefined }, "iss"],
  ["another application", { aud: "other-spa" }, "aud"],
  ["no audience", { aud: undefined }, "aud"],
  ["no subject", { sub: undefined }, "sub"],
  ["an empty subject", { sub: "" }, "sub"],
  ["a subject that is a number", { sub: 7 }, "sub"],
  ["no expiry", { exp: undefined }, "exp"],
  ["an expiry that is text", { exp: String(NOW + 3600) }, "exp"],
  ["no time of issue", { iat: undefined }, "iat"],
  ["an expiry beyond the leeway", { exp: NOW - 60 }, "exp"],
])("refuses %s and names the claim", async (_, change, claim) => {
  const raw = await signer.sign({ ...ID_TOKEN_CLAIMS, ...change });
  await expect(verify(raw)).rejects.toMatchObject({
    name: "ClaimError",
    code: "claim_invalid",
    claim,
  });
});

test("takes a token that expired within the leeway of 60 seconds", async () => {
  const raw = await signer.sign({ ...ID_TOKEN_CLAIMS, exp: NOW - 59 });
  await expect(verify(raw)).resolves.toMatchObject({ userId: "google-oauth2|1001" });
});

test("judges by the clock it is given", async () => {
  const raw = await signer.sign(ID_TOKEN_CLAIMS);
  const aDayLater = NOW + 86_400;
  await expect(verify(raw, aDayLater)).rejects.toMatchObject({ claim: "exp" });
});

test("refuses what is no JWT before it looks for a key", async () => {
  await expect(verify("opaque")).rejects.toMatchObject({ code: "malformed_token" });
});

test.each([
  ["a header that is not JSON", "bm8.e30.c2ln"],
  ["a header without an algorithm", "e30.e30.c2ln"],
])("calls a token malformed with %s", async (_, raw) => {
  await expect(verify(raw)).rejects.toMatchObject({ code: "malformed_token" });
});

test("calls a signed list malformed, as it is no claims set", async () => {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const raw = await new CompactSign(new TextEncoder().encode("[]"))
    .setProtectedHeader({ alg: "RS256", kid: "key-1" })
    .sign(privateKey);
  const { kty = "", n = "", e = "" } = await exportJWK(publicKey);
  const keys = { keys: [{ kty, n, e, kid: "key-1" }] };
  const { issuer, clientId } = TENANT;
  await expect(
    verifyIdToken(raw, { issuer, clientId, keys, now: new Date(NOW * 1000) }),
  ).rejects.toMatchObject({ code: "malformed_token" });
});

test.each([
  [60, null],
  [61, "iat"],
  [40 * 86_400, "iat"],
])(
  "takes an ID token that was made %d s from now only while clocks may differ so",
  async (ahead, claim) => {
    const raw = await signer.sign({ ...ID_TOKEN_CLAIMS, iat: NOW + ahead, exp: NOW + ahead + 60 });
    const outcome = await verify(raw).then(
      () => null,
      (error: unknown) => error,
    );
    if (claim === null) expect(outcome).toBeNull();
    else expect(outcome).toMatchObject({ code: "claim_invalid", claim });
  },
);
