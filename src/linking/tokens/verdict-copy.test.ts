import { expect, test } from "vitest";
import { forgeToken, TENANT } from "#test/support/tokens.ts";
import { readToken } from "#protocol/token-reading.ts";
import { judgeWithoutKeys, type SignatureVerdict } from "#protocol/verify-signature.ts";
import { describeFormat, describeSignature } from "./verdict-copy.ts";

function say(verdict: SignatureVerdict) {
  return describeSignature(verdict, readToken(forgeToken({})), TENANT);
}

const ALGORITHMS = ["ES256", "HS256", "EdDSA", "none", "RS512", "XX1", undefined];

test("refuses each algorithm for a reason of its own", () => {
  const reasons = ALGORITHMS.map((alg) => {
    const verdict = judgeWithoutKeys(readToken(forgeToken({}, { alg })));
    return say(verdict ?? { state: "not-checked", reason: "not-asked" }).details[0];
  });
  expect(new Set(reasons).size).toBe(ALGORITHMS.length);
  expect(reasons[0]).toContain("elliptic curve");
  expect(reasons[0]).not.toContain("secret");
});

test("says of PS256 that the tenant has no key for it", () => {
  expect(say({ state: "key-not-found", kid: "k", alg: "PS256" }).details[0]).toContain(
    "no usable key named k for PS256",
  );
});

test("says which reading of a wrapped token holds", () => {
  expect(say({ state: "valid", kid: "k", text: "as-given" })).toMatchObject({
    tone: "ok",
    title: "Valid",
  });
  expect(say({ state: "valid", kid: "k", text: "cleaned" })).toMatchObject({
    tone: "warn",
    title: "Valid without the blanks",
  });
});

test("says of an encrypted token what it may mean", () => {
  const header = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString("base64url");
  expect(describeFormat(readToken(`${header}..aXY.Y3Q.dGFn`)).details[0]).toContain(
    "when audience is missing",
  );
});

test("warns of numbers that parsing does not keep", () => {
  const [header] = forgeToken({}).split(".");
  const payload = Buffer.from('{"id":18151215018151215018}').toString("base64url");
  const { details } = describeFormat(readToken(`${header}.${payload}.c2ln`));
  expect(details.some((detail) => detail.includes("2^53"))).toBe(true);
});
