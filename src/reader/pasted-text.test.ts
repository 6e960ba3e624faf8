import * as fc from "fast-check";
import { base64url } from "jose";
import { expect, test } from "vitest";
import { readPastedText, type PastedText } from "./pasted-text.ts";
import { forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";
import type { Notice } from "#protocol/token-reading.ts";
import { TOKEN_SIZE_LIMIT } from "#protocol/token.ts";

const encode = (text: string | Uint8Array) => base64url.encode(text);
const HEADER = encode('{"alg":"RS256","kid":"k"}');
const CLAIMS = encode('{"sub":"auth0|1"}');
const SIGNATURE = "c2lnbmF0dXJl";
const TOKEN = forgeToken(ID_TOKEN_CLAIMS);
const OTHER = forgeToken({ sub: "auth0|1", scope: "openid" });
const JWE = `${encode('{"alg":"RSA-OAEP","enc":"A256GCM"}')}.a2V5.aXY.Y2lwaGVy.dGFn`;
/** `>>>` and `???` make `+` and `/` in base64. */
const PLUS = encode('{"sub":"auth0|1","name":">>>???~~~ß÷"}');
const OPAQUE = "kX9fQ2vLr7TzMb1NcW8sYd3HgJ5pAe0u";
/** The end of `{"a":1}` is `fQ`; `fR` is the same byte, with a bit that encodes nothing. */
const LOOSE = encode('{"a":1}').replace(/Q$/, "R");
const LARGE = `${HEADER}.${"A".repeat(TOKEN_SIZE_LIMIT)}.${SIGNATURE}`;

/** What a text is said to be: `wrapping: kinds`, with names where the text has them. */
function verdictOf(pasted: PastedText): string {
  if (pasted.kind !== "tokens") return pasted.kind;
  const found = pasted.found.map(({ name, token }) =>
    name === null ? token.kind : `${name}=${token.kind}`,
  );
  return `${pasted.wrapping}: ${found.join(", ")}`;
}

/** Everything that people paste, and its verdict. */
const CORPUS: readonly [string, string, string, ...Notice[]][] = [
  ["nothing", "", "empty"],
  ["blanks", " \n\t ", "empty"],
  ["only invisible characters", "\u200b\ufeff", "empty"],
  ["a token", TOKEN, "bare: jwt"],
  ["a token and a line feed", `${TOKEN}\n`, "bare: jwt"],
  ["double quotes", `"${TOKEN}"`, "quoted: jwt"],
  ["single quotes and a semicolon", `'${TOKEN}';`, "quoted: jwt"],
  ["quotes of a text editor", `“${TOKEN}”`, "quoted: jwt"],
  ["Bearer", `Bearer ${TOKEN}`, "bearer: jwt"],
  ["bearer in quotes", `"Bearer ${TOKEN}"`, "bearer: jwt"],
  ["a header line", `Authorization: Bearer ${TOKEN}`, "header: Authorization=jwt"],
  ["a header of HTTP/2", `authorization: bearer ${TOKEN}`, "header: authorization=jwt"],
  ["a header in quotes", `'Authorization: Bearer ${TOKEN}'`, "header: Authorization=jwt"],
  ["a header in code", `"Authorization": "Bearer ${TOKEN}",`, "header: Authorization=jwt"],
  ["an assignment", `const token = "${TOKEN}";`, "text: token=jwt"],
  ["an environment variable", `ACCESS_TOKEN=${TOKEN}`, "header: ACCESS_TOKEN=jwt"],
  [
    "a token response",
    JSON.stringify({ access_token: OPAQUE, id_token: TOKEN, expires_in: 1 }),
    "json: access_token=opaque, id_token=jwt",
  ],
  ["the body of a link", `{"link_with":"${TOKEN}"}`, "json: link_with=jwt"],
  ["JSON in JSON", JSON.stringify({ a: [{ b: { id_token: TOKEN } }] }), "json: id_token=jwt"],
  ["JSON without a token", '{"sub":"auth0|1"}', "no-token"],
  ["JSON cut off", `{"id_token":"${TOKEN}"`, "text: id_token=jwt"],
  [
    "a callback with two tokens",
    `http://localhost:5173/callback#access_token=${OTHER}&scope=openid&expires_in=7200&token_type=Bearer&state=s&id_token=${TOKEN}`,
    "fragment: access_token=jwt, id_token=jwt",
  ],
  ["a fragment alone", `#id_token=${TOKEN}&state=s`, "fragment: id_token=jwt"],
  ["parameters alone", `id_token=${TOKEN}&state=s`, "query: id_token=jwt"],
  ["a token in a query", `https://example.com/?id_token_hint=${TOKEN}`, "query: id_token_hint=jwt"],
  ["a callback with a code", "http://localhost:5173/callback?code=abc&state=s", "code"],
  [
    "a callback with an error",
    "http://localhost:5173/callback?error=access_denied&state=s",
    "oauth-error",
  ],
  [
    "curl",
    `curl -X POST 'https://t.example/api/v2/users/auth0%7C1/identities' \\\n -H 'Authorization: Bearer ${OTHER}' \\\n -d '{"link_with":"${TOKEN}"}'`,
    "curl: Authorization=jwt, link_with=jwt",
  ],
  [
    "curl with an opaque token",
    `curl https://t.example/userinfo -H "Authorization: Bearer ${OPAQUE}"`,
    "curl: Authorization=opaque",
  ],
  ["curl without a token", "curl https://example.com", "no-token"],
  [
    "fetch",
    `fetch(url, { headers: { Authorization: \`Bearer ${TOKEN}\` } })`,
    "text: Authorization=jwt",
  ],
  ["a line of a log", `12:00:01 INFO got ${TOKEN} from /oauth/token`, "text: jwt"],
  ["an opaque token", OPAQUE, "bare: opaque"],
  ["an opaque bearer", `Bearer ${OPAQUE}`, "bearer: opaque"],
  ["a short word as bearer", "Bearer abc", "bearer: opaque"],
  ["two parts", `${HEADER}.${CLAIMS}`, "bare: unsigned"],
  ["an empty signature", `${HEADER}.${CLAIMS}.`, "bare: unsigned"],
  ["alg none", `${encode('{"alg":"none"}')}.${CLAIMS}.`, "bare: unsecured"],
  [
    "alg nOnE with a signature",
    `${encode('{"alg":"nOnE"}')}.${CLAIMS}.${SIGNATURE}`,
    "bare: unsecured",
  ],
  ["a detached payload", `${HEADER}..${SIGNATURE}`, "bare: detached"],
  ["four parts", `${HEADER}.${CLAIMS}.${SIGNATURE}.x`, "bare: wrong-parts"],
  ["five parts", JWE, "bare: encrypted"],
  ["six parts", `${JWE}.x`, "bare: wrong-parts"],
  ["a header and two dots", `${HEADER}..`, "bare: wrong-parts"],
  ["dots", "..", "no-token"],
  ["the payload null", `${HEADER}.${encode("null")}.${SIGNATURE}`, "bare: not-claims"],
  ["an array as payload", `${HEADER}.${encode("[1]")}.${SIGNATURE}`, "bare: not-claims"],
  ["a string as payload", `${HEADER}.${encode('"x"')}.${SIGNATURE}`, "bare: not-claims"],
  ["a number as payload", `${HEADER}.${encode("1")}.${SIGNATURE}`, "bare: not-claims"],
  ["a payload that is text", `${HEADER}.${encode("hello")}.${SIGNATURE}`, "bare: not-json"],
  ["an empty JSON payload", `${HEADER}.${encode("{}")}.${SIGNATURE}`, "bare: jwt"],
  ["a header that is an array", `${encode("[]")}.${CLAIMS}.${SIGNATURE}`, "bare: broken-header"],
  ["a header that is no JSON", `${encode("{alg}")}.${CLAIMS}.${SIGNATURE}`, "bare: broken-header"],
  [
    "invalid UTF-8",
    `${HEADER}.${encode(Uint8Array.of(0x22, 0xff, 0xfe, 0x22))}.${SIGNATURE}`,
    "bare: broken-payload",
  ],
  [
    "overlong UTF-8",
    `${HEADER}.${encode(Uint8Array.of(0x22, 0xc0, 0xaf, 0x22))}.${SIGNATURE}`,
    "bare: broken-payload",
  ],
  [
    "a character that is not base64url",
    `${HEADER}.${CLAIMS}!.${SIGNATURE}`,
    "bare: broken-payload",
  ],
  ["a length that no bytes have", `${HEADER}.${CLAIMS}AA.${SIGNATURE}`, "bare: broken-payload"],
  ["a cut signature", `${HEADER}.${CLAIMS}.c2lnb`, "bare: unsigned"],
  [
    "the alphabet of base64",
    `${HEADER}.${PLUS.replaceAll("-", "+").replaceAll("_", "/")}.${SIGNATURE}`,
    "bare: jwt",
    "standard-alphabet",
  ],
  ["padding", `${HEADER}.${encode('{"a":1}')}==.${SIGNATURE}`, "bare: jwt", "padding"],
  [
    "a last character that is not canonical",
    `${HEADER}.${LOOSE}.${SIGNATURE}`,
    "bare: jwt",
    "loose-bits",
  ],
  ["a blank inside", `${HEADER}. ${CLAIMS}.${SIGNATURE}`, "bare: jwt", "blanks"],
  ["wrapped lines", TOKEN.replaceAll(/.{40}/g, "$&\n  "), "bare: jwt", "blanks"],
  [
    "a zero-width space",
    `${HEADER}.\u200b${CLAIMS}.${SIGNATURE}`,
    "bare: jwt",
    "invisible-characters",
  ],
  ["a byte order mark", `\ufeff${TOKEN}`, "bare: jwt"],
  [
    "a name that stands twice",
    `${HEADER}.${encode('{"sub":"a","sub":"b"}')}.${SIGNATURE}`,
    "bare: jwt",
    "duplicate-names",
  ],
  [
    "claims a hundred levels deep",
    `${HEADER}.${encode(`{"a":${"[".repeat(100)}${"]".repeat(100)}}`)}.${SIGNATURE}`,
    "bare: jwt",
    "deep",
  ],
  [
    "a header with its own key",
    `${encode('{"alg":"RS256","jku":"https://evil.example/"}')}.${CLAIMS}.${SIGNATURE}`,
    "bare: jwt",
    "embedded-key",
  ],
  ["a token over the cap", LARGE, "bare: too-large"],
  ["a text over twice the cap", "x".repeat(2 * TOKEN_SIZE_LIMIT + 1), "too-large"],
  ["a sentence", "Where is my token? It was here.", "no-token"],
  ["markup", "<img src=x onerror=alert(1)>", "no-token"],
  ["an e-mail address", "ada@example.com", "no-token"],
  ["a user ID", "auth0|5a620d29a840170a9ef43672", "no-token"],
];

test.each(CORPUS)("names %s", (_, text, verdict, ...notices) => {
  const pasted = readPastedText(text);
  expect(verdictOf(pasted)).toBe(verdict);
  if (pasted.kind === "tokens") expect(pasted.found[0]?.token.notices).toEqual(notices);
});

test("decodes nothing of a token over the cap", () => {
  const pasted = readPastedText(LARGE);
  expect(pasted).toMatchObject({ found: [{ token: { header: null, payload: null, parts: [] } }] });
});

test("takes a token of just the cap", () => {
  const room = TOKEN_SIZE_LIMIT - HEADER.length - SIGNATURE.length - 2;
  const payload = encode(`{"a":"${"x".repeat(Math.floor((room * 3) / 4) - 8)}"}`);
  expect(verdictOf(readPastedText(`${HEADER}.${payload}.${SIGNATURE}`))).toBe("bare: jwt");
});

test("keeps a token exactly as it was found", () => {
  const text = `${HEADER}.\u200b ${CLAIMS}.${SIGNATURE}`;
  expect(readPastedText(text)).toMatchObject({ found: [{ token: { raw: text } }] });
});

const PIECES = fc.constantFrom(
  TOKEN,
  OTHER,
  JWE,
  OPAQUE,
  HEADER,
  ".",
  "..",
  " ",
  '"',
  "{",
  "}",
  "[",
  "=",
  "#",
  "?",
  "&",
  "Bearer ",
  "Authorization: ",
  "curl ",
  "id_token",
  "\\",
  "\u200b",
  "\ud800",
  "%",
  "%zz",
);

test.each([
  ["any string", fc.string({ unit: "binary", maxLength: 300 })],
  ["pieces of tokens", fc.array(PIECES, { maxLength: 12 }).map((pieces) => pieces.join(""))],
  [
    "three parts of anything",
    fc
      .array(
        fc.string().map((part) => encode(part)),
        { minLength: 1, maxLength: 6 },
      )
      .map((parts) => parts.join(".")),
  ],
  ["any JSON", fc.json()],
  ["any URL", fc.webUrl({ withFragments: true, withQueryParameters: true })],
])("has a verdict for %s", (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const pasted = readPastedText(text);
      if (pasted.kind === "tokens") expect(pasted.found.length).toBeGreaterThan(0);
      expect(verdictOf(pasted)).not.toBe("");
    }),
    { seed: 43, numRuns: 500 },
  );
});
