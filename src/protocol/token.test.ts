import * as fc from "fast-check";
import { base64url } from "jose";
import { expect, test } from "vitest";
import { ProtocolError } from "./errors.ts";
import { forgeToken } from "#test/support/tokens.ts";
import {
  audiences,
  dateClaim,
  decodeToken,
  isTrueClaim,
  stringClaim,
  TOKEN_SIZE_LIMIT,
  tryDecodeToken,
} from "./token.ts";

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}

test("decodes header and claims, and text beyond ASCII", () => {
  const raw = forgeToken({ sub: "auth0|1", name: "Zoë 你好" }, { alg: "RS256", kid: "k1" });
  expect(decodeToken(raw)).toEqual({
    raw,
    header: { alg: "RS256", kid: "k1" },
    claims: { sub: "auth0|1", name: "Zoë 你好" },
  });
});

test.each([
  ["nothing", ""],
  ["an opaque token", "opaque-access-token-of-32-chars-x"],
  ["two parts", "e30.e30"],
  ["four parts", "e30.e30.c2ln.c2ln"],
  ["an empty signature", "e30.e30."],
  ["a space around it", ` ${forgeToken({})}`],
  ["a line break after it", `${forgeToken({})}\n`],
  ["a character outside base64url", "e30.e3+.c2ln"],
  ["a header that is not JSON", `${encode("no")}.e30.c2ln`],
  ["a header that is a list", `${encode("[]")}.e30.c2ln`],
  ["a payload that is not JSON", `e30.${encode("{")}.c2ln`],
  ["a payload that is a list", `e30.${encode("[]")}.c2ln`],
  ["a payload that is null", `e30.${encode("null")}.c2ln`],
  ["a payload that is text", `e30.${encode('"sub"')}.c2ln`],
  ["a payload of broken UTF-8", `e30.${Buffer.from([0x7b, 0xff]).toString("base64url")}.c2ln`],
])("refuses %s", (_, raw) => {
  expect(() => decodeToken(raw)).toThrow(expect.objectContaining({ code: "malformed_token" }));
  expect(tryDecodeToken(raw)).toBeNull();
});

test("(S 48) refuses a token above the size limit before it decodes it", () => {
  const tooLarge = forgeToken({ sub: "x".repeat(TOKEN_SIZE_LIMIT) });
  expect(() => decodeToken(tooLarge)).toThrow(/larger than 256 KB/);
});

test("names no part of the token in the error", () => {
  const secret = encode("not json but secret");
  expect(() => decodeToken(`e30.${secret}.c2ln`)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining(secret) }),
  );
});

const part = fc.oneof(
  fc.json().map(encode),
  fc.string().map(encode),
  fc.string({ unit: "binary" }),
  fc.stringMatching(/^[\w-]{0,20}$/),
);

test("any text is either decoded or refused as malformed", () => {
  const token = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.tuple(part, part, part).map((parts) => parts.join(".")),
  );
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(token, (raw) => {
      try {
        const decoded = decodeToken(raw);
        expect(decoded.raw).toBe(raw);
        for (const value of [decoded.header, decoded.claims]) {
          expect(Object.prototype.toString.call(value)).toBe("[object Object]");
        }
        outcomes.add("decoded");
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
        expect(error).toMatchObject({ code: "malformed_token" });
        outcomes.add("refused");
      }
    }),
    { seed: 1, numRuns: 2000 },
  );
  expect(outcomes).toEqual(new Set(["decoded", "refused"]));
});

test("any claims set comes back as it was", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (claims) => {
      const decoded = decodeToken(forgeToken(claims)).claims;
      expect(JSON.stringify(decoded)).toBe(JSON.stringify(claims));
    }),
    { seed: 2 },
  );
});

test.each([
  ["text", { sub: "auth0|1" }, "auth0|1"],
  ["a number", { sub: 1 }, null],
  ["null", { sub: null }, null],
  ["nothing", {}, null],
])("reads a text claim that holds %s", (_, claims, expected) => {
  expect(stringClaim(claims, "sub")).toBe(expected);
});

test("reads no claim that was inherited", () => {
  expect(stringClaim({}, "constructor")).toBeNull();
  expect(stringClaim(Object.create({ sub: "auth0|1" }), "sub")).toBeNull();
});

test.each([
  [1_767_268_800, 1_767_268_800],
  [1.5, 1.5],
  [0, 0],
  ["1767268800", null],
  [null, null],
  [Number.POSITIVE_INFINITY, null],
])("reads the NumericDate %j as %j", (exp, expected) => {
  expect(dateClaim({ exp }, "exp")).toBe(expected);
});

test.each([
  [true, true],
  [false, false],
  ["true", false],
  [1, false],
])("takes email_verified %j as %j", (value, expected) => {
  expect(isTrueClaim({ email_verified: value }, "email_verified")).toBe(expected);
});

test.each([
  ["one", ["one"]],
  [
    ["one", "two"],
    ["one", "two"],
  ],
  [["one", 2, null], ["one"]],
  [7, []],
])("reads aud %j as %j", (aud, expected) => {
  expect(audiences({ aud })).toEqual(expected);
});

test.each([
  ["bytes that are no UTF-8", base64url.encode(Uint8Array.of(0x7b, 0xff, 0x7d))],
  ["a last character that is not canonical", "eyJhIjoxfR"],
])("decodes nothing of %s", (_, payload) => {
  const [header] = forgeToken({}).split(".");
  expect(() => decodeToken(`${header}.${payload}.c2lnbmF0dXJl`)).toThrow(ProtocolError);
});
