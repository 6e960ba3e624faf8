import { base64url, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, expect, test } from "vitest";
import { createSigner, forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";
import { verifySignature } from "./verify-signature.ts";

let signer: Awaited<ReturnType<typeof createSigner>>;
let token: string;

beforeAll(async () => {
  signer = await createSigner("key-1");
  token = await signer.sign(ID_TOKEN_CLAIMS);
});

const verify = (raw: string, keys = signer.keys) => verifySignature(raw, keys);

test("a token that the tenant signed is valid", async () => {
  expect(await verify(token)).toEqual({ state: "valid", kid: "key-1" });
  expect(await verify(`${token}\n`)).toEqual({ state: "valid", kid: "key-1" });
});

test("a changed payload is invalid", async () => {
  const [header, , signature] = token.split(".");
  const payload = base64url.encode(JSON.stringify({ ...ID_TOKEN_CLAIMS, sub: "auth0|9" }));
  expect(await verify([header, payload, signature].join("."))).toEqual({
    state: "invalid",
    reason: "mismatch",
  });
});

test("covers the exact text: what decodes to the same bytes is invalid", async () => {
  const variants = [
    token.replace(".", ". "),
    `${token}==`,
    `${token.slice(0, 30)}\u200b${token.slice(30)}`,
    token.replace(/^e/, "\ufeffe").replace(".", ".\n"),
  ];
  for (const variant of variants)
    expect(await verify(variant)).toEqual({ state: "invalid", reason: "loose-encoding" });
});

test("finds no key of another tenant", async () => {
  expect(await verify(token, (await createSigner("key-2")).keys)).toEqual({
    state: "key-not-found",
    kid: "key-1",
  });
  expect(await verify(token, { keys: [] })).toMatchObject({ state: "key-not-found" });
  expect(await verify(token, { keys: [{ kty: "RSA", kid: "key-1" }] })).toMatchObject({
    state: "key-not-found",
  });
});

test.each(["HS256", "none", "nOnE", "ES256", "RS512", 256, undefined])(
  "refuses the algorithm %s whatever the keys",
  async (alg) => {
    expect(await verify(forgeToken(ID_TOKEN_CLAIMS, { alg }))).toEqual({
      state: "algorithm-refused",
      alg: typeof alg === "string" ? alg : null,
    });
  },
);

test("refuses HS256 keyed with the public key", async () => {
  const secret = new TextEncoder().encode(signer.publicKey);
  const forged = await new SignJWT(ID_TOKEN_CLAIMS)
    .setProtectedHeader({ alg: "HS256", kid: "key-1" })
    .sign(secret);
  expect(await verify(forged)).toMatchObject({ state: "algorithm-refused" });
  expect(await verify(new UnsecuredJWT(ID_TOKEN_CLAIMS).encode())).toMatchObject({
    state: "algorithm-refused",
  });
});

test.each(["__proto__", "../../dev/null", "' OR 1=1", "x".repeat(100_000)])(
  "finds no key named %.20s",
  async (kid) => {
    expect(await verify(forgeToken(ID_TOKEN_CLAIMS, { alg: "RS256", kid }))).toEqual({
      state: "key-not-found",
      kid,
    });
  },
);

test("ignores a key in the header, and refuses an extension that it does not know", async () => {
  const own = { alg: "RS256", kid: "key-1", jwk: signer.keys.keys[0], jku: "https://x.example/" };
  expect(await verify(forgeToken(ID_TOKEN_CLAIMS, own))).toMatchObject({ state: "invalid" });
  const critical = { alg: "RS256", kid: "key-1", crit: ["b65"], b65: true };
  expect(await verify(forgeToken(ID_TOKEN_CLAIMS, critical))).toEqual({
    state: "invalid",
    reason: "extension",
  });
});

test.each(["", "opaque-token-of-some-length", "a.b", "a..b", "a.b.c.d.e"])(
  "checks nothing in %s",
  async (text) => {
    expect(await verify(text)).toEqual({ state: "not-checked", reason: "no-signature" });
  },
);

test("checks nothing where the signature is missing", async () => {
  const unsigned = token.slice(0, token.lastIndexOf("."));
  expect(await verify(unsigned)).toEqual({ state: "not-checked", reason: "no-signature" });
  expect(await verify(`${unsigned}.`)).toEqual({ state: "not-checked", reason: "no-signature" });
});
