import { expect, test } from "vitest";
import { asDecodedToken, DEPTH_LIMIT, readToken } from "./token-reading.ts";
import { TOKEN_SIZE_LIMIT } from "./token.ts";

const encode = (text: string | Uint8Array) => Buffer.from(text).toString("base64url");
const HEADER = encode('{"alg":"RS256","kid":"k"}');
const PAYLOAD = encode('{"sub":"auth0|1","n":"??>"}');
const SIGNATURE = "c2ln";
const TOKEN = `${HEADER}.${PAYLOAD}.${SIGNATURE}`;

const withPayload = (payload: string | Uint8Array) => `${HEADER}.${encode(payload)}.${SIGNATURE}`;

test.each([
  ["one part", HEADER, "opaque"],
  ["two parts", `${HEADER}.${PAYLOAD}`, "unsigned"],
  ["three parts", TOKEN, "jwt"],
  ["four parts", `${TOKEN}.${SIGNATURE}`, "wrong-parts"],
  ["five parts", `${HEADER}.a.b.c.d`, "encrypted"],
  ["six parts", `${HEADER}.a.b.c.d.e`, "wrong-parts"],
  ["an empty header", `.${PAYLOAD}.${SIGNATURE}`, "broken-header"],
  ["an empty payload", `${HEADER}..${SIGNATURE}`, "detached"],
  ["an empty signature", `${HEADER}.${PAYLOAD}.`, "unsigned"],
  ["alg none", `${encode('{"alg":"nOnE"}')}.${PAYLOAD}.`, "unsecured"],
  ["a header that is not JSON", `${encode("no")}.${PAYLOAD}.${SIGNATURE}`, "broken-header"],
  ["nothing", "", "opaque"],
])("(S 43) a text of %s is named as what it is", (_, text, kind) => {
  expect(readToken(text).kind).toBe(kind);
});

test.each(["null", "[]", '"text"', "1"])(
  "(S 44) a payload of %s is signed, and no claims set",
  (payload) => {
    const reading = readToken(withPayload(payload));
    expect(reading.kind).toBe("not-claims");
    expect(asDecodedToken(reading)).toBeNull();
  },
);

test.each([
  ["a byte that no character begins with", [0x7b, 0xff, 0x7d]],
  ["a slash that is longer than it need be", [0x22, 0xc0, 0xaf, 0x22]],
  ["a character that is cut off", [0x22, 0xe2, 0x82, 0x22]],
])("(S 45) a payload with %s is an error, and no other text", (_, bytes) => {
  expect(readToken(withPayload(Uint8Array.from(bytes)))).toMatchObject({
    kind: "broken-payload",
    fault: "not-utf8",
    payload: null,
  });
});

test.each([
  ["the other alphabet", TOKEN.replaceAll("_", "/").replaceAll("-", "+"), "standard-alphabet"],
  ["padding that was kept", `${TOKEN}==`, "padding"],
  ["a space inside", TOKEN.replace(".", ". "), "blanks"],
  ["lines that were wrapped", TOKEN.replaceAll(/.{20}/g, "$&\n"), "blanks"],
  ["a zero-width space", TOKEN.replace(".", ".\u200b"), "invisible-characters"],
  ["a byte order mark", TOKEN.replace(".", "\ufeff."), "invisible-characters"],
  ["spare bits in its last character", `${HEADER}.${PAYLOAD}.YR`, "loose-bits"],
])("(S 46) a token with %s is read, and the notice says so", (_, text, notice) => {
  const reading = readToken(text);
  expect(reading).toMatchObject({ kind: "jwt", raw: text, notices: [notice] });
  expect(reading.payload?.value).toEqual({ sub: "auth0|1", n: "??>" });
});

test("(S 47) names that stand twice are told, in the header as in the payload", () => {
  const header = encode('{"alg":"RS256","alg":"none"}');
  const reading = readToken(`${header}.${encode('{"sub":"a","sub":"b"}')}.${SIGNATURE}`);
  expect(reading.notices).toContain("duplicate-names");
  expect(reading.duplicates).toEqual(["alg", "sub"]);
});

test("(S 48) 64 KB are read, and what is above the limit is not even taken apart", () => {
  expect(readToken(withPayload(JSON.stringify({ x: "y".repeat(48_000) }))).kind).toBe("jwt");
  const large = readToken(withPayload(JSON.stringify({ x: "y".repeat(TOKEN_SIZE_LIMIT) })));
  expect(large).toMatchObject({ kind: "too-large", parts: [], header: null, payload: null });
});

test("(S 49) a payload of ten thousand levels is read, and said to be shown in part", () => {
  const deep = '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000);
  const reading = readToken(withPayload(deep));
  expect(reading.payload?.depth).toBeGreaterThan(DEPTH_LIMIT);
  expect(reading.notices).toContain("deep");
});
