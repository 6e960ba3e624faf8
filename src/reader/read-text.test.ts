import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readText } from "./read-text.ts";
import { forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";

const TOKEN = forgeToken(ID_TOKEN_CLAIMS);
const LEVELS = 100_000;

const reasons = (text: string) => readText(text).unread.map(({ reason }) => reason);
const tokensOf = (text: string) =>
  readText(text).found.flatMap((found) => (found.kind === "token" ? [found.token.raw] : []));

test.each([
  ["objects", '{"a":', `{"id_token":"${TOKEN}"}`, "}"],
  ["lists", "[", `"${TOKEN}"`, "]"],
])("reads a token in 100,000 levels of %s", (_, open, inside, close) => {
  expect(tokensOf(open.repeat(LEVELS) + inside + close.repeat(LEVELS))).toEqual([TOKEN]);
});

test.each([
  ["objects", '{"a":'],
  ["lists", "["],
  ["lists of objects", '[{"a":'],
])("survives 100,000 levels of %s that nobody closes", (_, open) => {
  expect(tokensOf(`${open.repeat(LEVELS)}"${TOKEN}"`)).toEqual([TOKEN]);
});

test("prints only the end of a path of 100,000 steps", () => {
  const [found] = readText(`${'{"a":'.repeat(LEVELS)}"${TOKEN}"${"}".repeat(LEVELS)}`).found;
  expect(found?.place.layers[0]?.at).toBe(`…${".a".repeat(32)}`);
});

test("stops where too much was wrapped in something else, and says so", () => {
  let text = `http://a/?b=${TOKEN}`;
  for (let level = 0; level < 40; level += 1) text = `http://a/?b=${text}`;
  expect(reasons(text)).toContain("too-deep");
});

// Nothing here asserts a time: work that grew with the square would outlast the runner's patience.
test.each([
  ["one word without dots", "x", 1_000_000],
  ["base64url that is no token", "eyJh", 1_000_000],
  ["starts of tokens", "eyJhbGciOiJ ", 200_000],
  ["headers on lines", "eyJhbGciOiJSUzI1NiJ9.\n", 200_000],
  ["starts of JSON", '{"a":', 200_000],
  ["quotes", '{"', 200_000],
  ["backslashes", "\\", 500_000],
  ["parameters", "a=;", 500_000],
  ["parameters of one form", "a=b&", 200_000],
  ["addresses in addresses", "http://a/?b=", 500_000],
  ["percent signs", "%2525", 500_000],
  ["names", "name: ", 500_000],
  ["cookies", "appSession.0=a; ", 200_000],
  ["errors", "Error: ", 500_000],
  ["line feeds", "\n", 1_000_000],
])("comes to an end with a long text: %s", (_, piece, size) => {
  const { found, unread } = readText(piece.repeat(size / piece.length) + TOKEN.slice(0, 3));
  expect(found.length + unread.length).toBeGreaterThan(0);
});

const MANY = 300_000;
test.each([
  ["a word among cookies", `Cookie: ${"a".repeat(MANY)}`],
  ["the name of a cookie", `auth0${"_".repeat(MANY)}`],
  ["signs behind a word", `ey${"!".repeat(MANY)}x`],
  ["marks of a quoted mail, without line feeds", `token ${">\r".repeat(MANY / 2)}`],
])("comes to an end with %s", (_, text) => {
  const { found, unread } = readText(text);
  expect(found.length + unread.length).toBeGreaterThan(0);
});

test.each([
  ["NULs around a token", `\0\0${TOKEN}\0`],
  ["lone surrogates", `\ud800${TOKEN}\udfff`],
  ["a direction from right to left", `\u202e${TOKEN}\u202c \u200f`],
  ["zero-width characters", `\u200b\u2060${TOKEN}\ufeff`],
  ["markup", `<p><script>"${TOKEN}"</script></p>`],
])("finds a token among %s", (_, text) => {
  expect(tokensOf(text)).toEqual([TOKEN]);
});

test.each([
  ["HTML", "<!DOCTYPE html><html><body>Sign in</body></html>", "html"],
  ["bytes", "\u0000\u0001\u0002PNG\u0003\ufffd\ufffd", "binary"],
  ["JSON without its end", '{"a":{"b":"c"', "truncated"],
  ["nothing of the kind", "hello", "nothing-known"],
])("says why it read nothing: %s", (_, text, reason) => {
  expect(readText(text).found).toEqual([]);
  expect(reasons(text)).toEqual([reason]);
});

test("tells the place of a token through escapes and percent-encoding", () => {
  const inner = `x?redirect=${encodeURIComponent(`http://a/#id_token=${TOKEN}&b=ö`)}`;
  const text = JSON.stringify({ note: `"${inner}` });
  const place = readText(text).found[0]?.place;
  expect(text.slice(place?.start, place?.end)).toBe(TOKEN);
});

test("tells where the parts of a request stand", () => {
  const text = JSON.stringify(
    {
      method: "POST",
      url: "https://t.example/",
      headers: { authorization: "Bearer x" },
      body: { link_with: TOKEN },
    },
    null,
    2,
  );
  const [request] = readText(text).found;
  const parts = request?.kind === "request" ? request.parts : [];
  expect(parts.map(({ part, name, start, end }) => [part, name, text.slice(start, end)])).toEqual([
    ["method", null, "POST"],
    ["url", null, "https://t.example/"],
    ["header", "authorization", "Bearer x"],
    ["body", null, expect.stringContaining("{")],
    ["body", "link_with", TOKEN],
  ]);
});

const WORDS =
  `. .. " ' { } [ ] : , = # ? & ; ~ \\ \\n \\" ^ ^" % %zz %20 %22 *** … id_token __proto__ curl code= error= http://a/ ZXlK appSession.0= @@auth0spajs@@::a`.split(
    " ",
  );
const PIECES = fc.constantFrom(
  TOKEN,
  TOKEN.slice(0, 50),
  "kX9fQ2vLr7TzMb1NcW8sYd3HgJ5pAe0u",
  " ",
  "\n",
  "\u200b",
  "\ud800",
  "\0",
  "Bearer ",
  "Authorization: ",
  "cookie: ",
  "Error: ",
  "-----BEGIN A KEY-----",
  ...WORDS,
);

test.each([
  ["any string", fc.string({ unit: "binary", maxLength: 300 })],
  ["pieces of what people paste", fc.array(PIECES, { maxLength: 16 }).map((all) => all.join(""))],
  ["any JSON", fc.json()],
  ["any URL", fc.webUrl({ withFragments: true, withQueryParameters: true })],
])("has an answer for %s, with places inside the text", (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const { found, unread } = readText(text);
      expect(found.length + unread.length).toBeGreaterThan(0);
      for (const { place } of [...found, ...unread]) {
        expect(place.start).toBeGreaterThanOrEqual(0);
        expect(place.end).toBeGreaterThanOrEqual(place.start);
        expect(place.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { seed: 43, numRuns: 500 },
  );
});

test("tells where the parts of a command in a string of JSON stand", () => {
  const text = JSON.stringify({ run: `curl "http://a/" -H "Authorization: Bearer ${TOKEN}"` });
  const [request] = readText(text).found;
  const parts = request?.kind === "request" ? request.parts : [];
  expect(parts.map(({ part, start, end }) => [part, text.slice(start, end)])).toEqual([
    ["url", "http://a/"],
    ["header", `Bearer ${TOKEN}`],
  ]);
});
