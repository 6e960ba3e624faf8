import { base64url } from "jose";
import { expect, test } from "vitest";
import { forgeToken } from "#test/support/tokens.ts";
import { readToken } from "#protocol/token-reading.ts";
import { claimRows, printClaims } from "./claim-rows.ts";
import { compareTokens } from "./compare-tokens.ts";

function readClaims(payload: string, header = '{"alg":"RS256"}') {
  return readToken([header, payload].map((part) => base64url.encode(part)).join(".") + ".c2ln");
}

function rowOf(payload: string, name: string) {
  return claimRows(readClaims(payload), "id").find((row) => row.name === name);
}

test("prints header, then claims, in the order of the token", () => {
  const rows = claimRows(readClaims('{"sub":"auth0|1","1":2,"aud":["x", "y"]}'), "id");
  expect(rows.map(({ part, name, value }) => [part, name, value])).toEqual([
    ["header", "alg", "RS256"],
    ["payload", "sub", "auth0|1"],
    ["payload", "1", "2"],
    ["payload", "aud", '["x","y"]'],
  ]);
});

test.each([
  ['"1767268800"', "1767268800"],
  ["9007199254740993", "9007199254740993"],
  ["1e400", "1e400"],
  ["null", "null"],
  ["true", "true"],
])("(S 50) shows exp %s as it is, and that it is no time", (source, value) => {
  expect(rowOf(`{"exp":${source}}`, "exp")).toMatchObject({ value, time: "invalid" });
});

test("takes seconds, also a part of one, for a time", () => {
  expect(rowOf('{"iat":1767268800}', "iat")).toMatchObject({ time: 1_767_268_800 });
  expect(rowOf('{"exp":0.5}', "exp")).toMatchObject({ value: "0.5", time: 0.5 });
  expect(rowOf('{"sub":1767268800}', "sub")).toMatchObject({ time: null });
});

test.each([
  ['"sub":1815121', "sub", "sub is a number; it should be text."],
  [
    '"email_verified":"true"',
    "email_verified",
    "email_verified is text; it should be true or false, without quotes.",
  ],
  [
    '"scope":["openid"]',
    "scope",
    "scope is a list; it should be text, with blanks between the scopes.",
  ],
  ['"exp":"1767268800"', "exp", "exp is text; it should be a number of seconds since 1970."],
  ['"auth_time":1767268800000', "auth_time", "in milliseconds; a NumericDate is in seconds"],
  ['"iat":-1', "iat", "1 second ago · 1969-12-31T23:59:59Z"],
  ['"updated_at":7', "updated_at", null],
])("says of %s what its type should be", (member, name, time) => {
  const rows = printClaims(claimRows(readClaims(`{${member}}`), "id"), 0);
  expect(rows.find((row) => row.name === name)?.time).toBe(time);
});

test("shows a number beyond 2^53 digit by digit", () => {
  expect(rowOf('{"sub":18151215018151215018}', "sub")?.value).toBe("18151215018151215018");
});

test("says what a claim is for by the token that it is in", () => {
  const token = readClaims('{"sub":"auth0|1"}');
  const subject = (role: "access" | "id" | "unknown") =>
    claimRows(token, role).find(({ name }) => name === "sub")?.mustBe;
  expect(subject("access")).toContain("path");
  expect(subject("id")).toContain("Not the sub of A");
  expect(subject("unknown")).toBe(subject("id"));
});

function algNoteOf(raw: string): string | null | undefined {
  return claimRows(readToken(raw), "unknown").find(({ name }) => name === "alg")?.says;
}

test("takes alg for a signature in a signed token only", () => {
  expect(algNoteOf("eyJhbGciOiJSUzI1NiJ9.e30.c2ln")).toContain("signed");
  expect(algNoteOf("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y3Q.dGFn")).not.toContain(
    "signed",
  );
});

test.each(["__proto__", "constructor", "toString", "whatever"])(
  "(S 20) shows the unknown claim %s as data, without a note",
  (name) => {
    const row = rowOf(`{"${name}":{"email_verified":true}}`, name);
    expect(row).toMatchObject({ says: null, mustBe: null });
    expect(row?.value).toContain("email_verified");
  },
);

test("breaks what is long into lines", () => {
  const list = JSON.stringify(["https://t.example/api/v2/", "https://t.example/userinfo"]);
  expect(rowOf(`{"aud":${list}}`, "aud")?.value).toBe(JSON.stringify(JSON.parse(list), null, 2));
});

test("knows a custom claim by its address, and goes nowhere", () => {
  expect(rowOf('{"https://x.example/roles":[]}', "https://x.example/roles")?.says).toContain(
    "custom claim",
  );
});

test("compares claim by claim, what decides a link first", () => {
  const left = readToken(forgeToken({ name: "Ada", sub: "a", iss: "t", n: { a: 1 } }));
  const right = readToken(forgeToken({ sub: "b", iss: "t", n: { a: 1 }, nonce: "x" }));
  const claims = compareTokens(left, right).filter(({ part }) => part === "payload");
  expect(claims.map(({ name, relation }) => [name, relation])).toEqual([
    ["iss", "equal"],
    ["sub", "different"],
    ["name", "only-left"],
    ["n", "equal"],
    ["nonce", "only-right"],
  ]);
});

test("sees no difference in blanks and escapes", () => {
  const [left, right] = [
    readClaims('{"a":[1,2],"b":"A"}'),
    readClaims(String.raw`{"b":"\u0041","a":[1, 2]}`),
  ];
  expect(compareTokens(left, right).every(({ relation }) => relation === "equal")).toBe(true);
});
