import { base64url, SignJWT, UnsecuredJWT } from "jose";
import { beforeAll, expect, test } from "vitest";
import { createSigner, forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";
import { holdsAsGiven, verifySignature } from "./verify-signature.ts";

let signer: Awaited<ReturnType<typeof createSigner>>;
let token: string;

beforeAll(async () => {
  signer = await createSigner("key-1");
  token = await signer.sign(ID_TOKEN_CLAIMS);
});

const VALID = { state: "valid", kid: "key-1", text: "as-given" };

const verify = (raw: string, keys = signer.keys) => verifySignature(raw, keys);

test("a token that the tenant signed is valid", async () => {
  expect(await verify(token)).toEqual(VALID);
  expect(await verify(`${token}\n`)).toEqual(VALID);
});

test("a changed payload is invalid", async () => {
  const [header, , signature] = token.split(".");
  const payload = base64url.encode(JSON.stringify({ ...ID_TOKEN_CLAIMS, sub: "auth0|9" }));
  expect(await verify([header, payload, signature].join("."))).toEqual({
    state: "invalid",
    reason: "mismatch",
  });
});

test("(S 46) says of a text that is no strict base64url for which reading its signature holds", async () => {
  const variants = [
    token.replace(".", ". "),
    `${token}==`,
    `${token.slice(0, 30)}\u200b${token.slice(30)}`,
    token.replace(/^e/, "\ufeffe").replace(".", ".\n"),
    token.replaceAll(/.{64}/g, "$&\n"),
    token.replace(/.{9}$/, "\n$&"),
    withSpareBits(token),
    token.replaceAll("-", "+").replaceAll("_", "/").concat("=="),
  ];
  for (const variant of variants) {
    const verdict = await verify(variant);
    expect(verdict).toEqual({ ...VALID, text: "cleaned" });
    expect(holdsAsGiven(verdict)).toBe(false);
  }
  expect(holdsAsGiven(await verify(token))).toBe(true);
});

/** The last character of a signature of 256 bytes has four bits that belong to no byte. */
function withSpareBits(text: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return text.slice(0, -1) + alphabet.charAt(alphabet.indexOf(text.at(-1) ?? "A") + 9);
}

test("says of a wrapped text that it holds in neither reading", async () => {
  const other = await signer.sign({ ...ID_TOKEN_CLAIMS, sub: "auth0|9" });
  const mixed = [token.split(".")[0], other.split(".")[1], token.split(".")[2]].join(".\n");
  expect(await verify(mixed)).toEqual({ state: "invalid", reason: "loose-encoding" });
});

test("(S 51) finds no key of another tenant", async () => {
  expect(await verify(token, (await createSigner("key-2")).keys)).toEqual({
    state: "key-not-found",
    kid: "key-1",
    alg: "RS256",
  });
  expect(await verify(token, { keys: [] })).toMatchObject({ state: "key-not-found" });
  expect(await verify(token, { keys: [{ kty: "RSA", kid: "key-1" }] })).toMatchObject({
    state: "key-not-found",
  });
});

test.each(["HS256", "none", "nOnE", "ES256", "RS512", 256, undefined])(
  "(S 51) refuses the algorithm %s whatever the keys",
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
      alg: "RS256",
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

test("checks nothing where the signature is missing, or a word stands in its place", async () => {
  const unsigned = token.slice(0, token.lastIndexOf("."));
  expect(await verify(unsigned)).toEqual({ state: "not-checked", reason: "no-signature" });
  for (const rest of ["", "redacted", "[REDACTED]", "***", "xxxxxx"])
    expect(await verify(`${unsigned}.${rest}`)).toEqual({
      state: "not-checked",
      reason: "no-signature",
    });
});
