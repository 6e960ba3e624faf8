import { base64url } from "jose";
import { expect, test } from "vitest";
import { forgeToken, NOW } from "#test/support/tokens.ts";
import { asDecodedToken, readToken } from "#protocol/token-reading.ts";
import { judgeTime, type TimeVerdict } from "./judge-time.ts";
import { describeTime } from "./verdict-copy.ts";

function judge(claims: object): TimeVerdict {
  return judgeText(JSON.stringify({ iat: NOW - 10, ...claims }));
}

function judgeText(payload: string): TimeVerdict {
  const [header] = forgeToken({}).split(".");
  const token = asDecodedToken(readToken(`${header}.${base64url.encode(payload)}.c2ln`));
  if (token === null) throw new TypeError("no claims set");
  return judgeTime(token, NOW);
}

test.each([
  ["a lifetime ahead", { exp: NOW + 7080 }, "good", 7080, false, null],
  ["the second after", { exp: NOW }, "expired", 0, true, "expired"],
  ["a minute ago", { exp: NOW - 60 }, "expired", -60, true, "expired"],
  ["longer ago than clocks differ", { exp: NOW - 61 }, "expired", -61, false, "expired"],
  ["before 1970", { exp: -1 }, "expired", -1 - NOW, false, "expired"],
  ["a start in an hour", { exp: NOW + 9000, nbf: NOW + 3600 }, "not-yet", 3600, false, "not-yet"],
  ["a start in a moment", { exp: NOW + 9000, nbf: NOW + 5 }, "not-yet", 5, true, null],
  ["a birth in the future", { exp: NOW + 9000, iat: NOW + 300 }, "from-future", 300, false, "odd"],
  ["a birth in two seconds", { exp: NOW + 9000, iat: NOW + 2 }, "from-future", 2, true, null],
  ["a birth in the next second", { exp: NOW + 9000, iat: NOW + 1 }, "good", 9000, false, null],
  ["a birth just now", { exp: NOW + 9000, iat: NOW + 1.9 }, "good", 9000, false, null],
  ["an expiry with a fraction", { exp: NOW + 1.5 }, "good", 1.5, false, null],
])("judges %s", (_, claims, state, seconds, isSkew, refusal) => {
  expect(judge(claims)).toEqual({ state, seconds, isSkew, faults: [], refusal });
});

test("knows of no end without exp", () => {
  expect(judge({})).toMatchObject({ state: "no-expiry", refusal: "odd" });
  expect(describeTime(judge({})).details).toEqual([
    "exp is missing; it should be a number of seconds since 1970.",
  ]);
});

test.each([
  ['"1767268800"', "exp is text; it should be a number of seconds since 1970."],
  ["null", "exp is null; it should be a number of seconds since 1970."],
  ["[1]", "exp is a list; it should be a number of seconds since 1970."],
  ["1e400", "exp is larger than any number; it should be a number of seconds since 1970."],
])("(S 50) does not take %s for a time, and says what it is", (source, says) => {
  const verdict = judgeText(`{"iat":1,"exp":${source}}`);
  expect(verdict).toMatchObject({ state: "not-a-date", refusal: "odd" });
  expect(describeTime(verdict).details).toEqual([says]);
});

test.each([
  ["exp", { exp: (NOW + 60) * 1000 }, null, "warn"],
  ["iat", { iat: NOW * 1000, exp: NOW + 60 }, "odd", "bad"],
])("says that %s is in milliseconds", (name, claims, refusal, tone) => {
  const verdict = judge(claims);
  expect(verdict).toMatchObject({ state: "milliseconds", refusal });
  expect(describeTime(verdict)).toEqual({
    tone,
    title: "In milliseconds, not in seconds",
    details: [`${name} is in milliseconds; it should be a number of seconds since 1970.`],
  });
});

test.each([2 ** 53, 1e20])("takes %d for a time that never comes", (exp) => {
  expect(judge({ exp })).toMatchObject({ state: "good", refusal: null });
});
