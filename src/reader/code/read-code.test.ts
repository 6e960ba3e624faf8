import { expect, test } from "vitest";
import { CODE_SIZE_LIMIT, readCode } from "./read-code.ts";
import type { FoundCall, RequestPart } from "#reader/found.ts";

const CALL =
  'fetch("https://t.auth0.com/api/v2/users/1/identities/github/7", { method: "DELETE", headers: { Authorization: `Bearer ${idToken}` } });';

async function readOne(text: string): Promise<FoundCall> {
  const [call, ...others] = (await readCode(text)).calls;
  expect(others).toEqual([]);
  if (call === undefined) throw new Error("no call was found");
  return call;
}

function textsOf(text: string, parts: readonly RequestPart[]): readonly string[] {
  return parts.map(({ part, name, start, end }) => {
    const of = name === null ? part : `${part} ${name}`;
    return `${of}: ${text.slice(start, end)}`;
  });
}

test("says where each part of a call stands", async () => {
  const text = [
    "const url = `https://${domain}/api/v2/users/${id}/identities`;",
    'axios.post(url, { link_with: proof }, { headers: { "Authorization": `Bearer ${idToken}` } });',
  ].join("\n");
  const { parts, place } = await readOne(text);
  expect(textsOf(text, parts)).toEqual([
    "library: axios",
    "method: post",
    "url: `https://${domain}/api/v2/users/${id}/identities`",
    "header Authorization: `Bearer ${idToken}`",
    "body: { link_with: proof }",
    "body link_with: link_with: proof",
  ]);
  expect(text.slice(place.start, place.end)).toBe(text.split("\n")[1]?.slice(0, -1));
});

test("says where the login of the same file asks for what", async () => {
  const text = [
    'const webAuth = new auth0.WebAuth({ responseType: "token id_token", scope: "openid" });',
    "new auth0.Management({ domain, token }).linkUser(id, other, done);",
  ].join("\n");
  const { exchange, parts } = await readOne(text);
  expect(exchange.hints).toEqual({ responseType: "token id_token", scope: "openid" });
  expect(textsOf(text, parts)).toEqual(
    expect.arrayContaining([
      'hint response_type: responseType: "token id_token"',
      'hint scope: scope: "openid"',
    ]),
  );
});

test("tells nothing of a login where two of a file differ", async () => {
  const { exchange } = await readOne(
    [
      'const one = new auth0.WebAuth({ responseType: "id_token", scope: "openid" });',
      'const two = new auth0.WebAuth({ responseType: "code", scope: "openid" });',
      CALL,
    ].join("\n"),
  );
  expect(exchange.hints).toBeUndefined();
});

test("takes the login that names the Management API, if others do not", async () => {
  const { exchange } = await readOne(
    [
      'const two = new auth0.WebAuth({ responseType: "id_token" });',
      "const one = new auth0.WebAuth({ responseType: 'token', audience: `https://${domain}/api/v2/` });",
      CALL,
    ].join("\n"),
  );
  expect(exchange.hints).toEqual({
    responseType: "token",
    audience: "https://{domain}/api/v2/",
  });
});

test("keeps what a login asks for by a name from being read as nothing", async () => {
  const { exchange } = await readOne(
    `createAuth0Client({ domain, clientId, authorizationParams: { audience } });\n${CALL}`,
  );
  expect(exchange.hints).toMatchObject({ audience: "{audience}" });
});

test("refuses by name what is too large to be code, and reads what is just not", async () => {
  const blanks = " ".repeat(CODE_SIZE_LIMIT - CALL.length);
  const { calls, unread } = await readCode(blanks + CALL);
  expect(calls).toHaveLength(1);
  expect(unread).toEqual([]);
  const line = "a".repeat(CODE_SIZE_LIMIT + 1);
  const place = { start: 0, end: line.length, line: 1, layers: [] };
  expect(await readCode(line)).toEqual({ calls: [], unread: [{ reason: "too-large", place }] });
});

/** More than any stack holds. */
const DEEP = 20_000;

/** So many that work which grows with their square outlasts the runner's patience. */
const MANY = 300_000;

test.each([
  ["brackets", "(".repeat(100_000) + ")".repeat(100_000)],
  ["open brackets of an array", "[".repeat(DEEP)],
  ["open braces", "{".repeat(DEEP)],
  ["calls within calls", "f(".repeat(DEEP)],
  ["templates within templates", "`${".repeat(DEEP)],
  ["functions that return functions", "a=>".repeat(DEEP)],
  ["elements of JSX", "<a>".repeat(DEEP)],
  ["a chain of calls", `a${".b(c)".repeat(DEEP)}`],
  ["a sum", `${"a+".repeat(DEEP)}b`],
])("survives %s, thousands of levels deep", async (_, text) => {
  const found = (await readCode(`${CALL}\n${text}`)).calls;
  expect(found[0]).toMatchObject({ library: "fetch", place: { line: 1 } });
});

test.each([
  ["a URL in brackets", `fetch(${"(".repeat(500)}"/users/1/identities"${")".repeat(500)})`, 1],
  ["a long sum as URL", `fetch(${'"/a"+'.repeat(5000)}"/users/1/identities")`, 0],
  ["names that lead to names", chainOfNames(5000), 1],
  ["names that are used twice each", doubledNames(200), 1],
  ["objects that are spread twice each", doubledObjects(200), 1],
  ["a function that is called often", callsOfWrapper(5000), 500],
  ["requests of one name", "var r = https.request({ path }); r.write(a);".repeat(2000), 0],
  [
    "an object that is spread into itself",
    `const o = { ${"...o, ".repeat(5000)} };fetch("/users/1/identities", o)`,
    1,
  ],
  ["a name of a minified bundle", `var a=function(b){return b.c(b)};${CALL}`.repeat(500), 500],
  ["many blocks of Markdown", "```\na\n```\n".repeat(2000) + "```\n" + CALL, 1],
  ["blanks in a header", CALL.replace("`Bearer ${idToken}`", `"x${" ".repeat(MANY)}y"`), 1],
  ["slashes in a base", `fetch(urljoin("${"/".repeat(MANY)}x", "/users/1/identities"))`, 1],
  ["braces in a URL", `fetch("/users/1/identities${"/{".repeat(MANY / 2)}")`, 1],
  ["open names in a URL", `fetch("/users/1/identities${"/api/v2/{".repeat(MANY / 9)}")`, 1],
  ["a name that is defined often", `${"let t = 1;".repeat(5000)}${"t;".repeat(5000)}${CALL}`, 1],
])("comes to an end with %s", async (_, text, count) => {
  expect((await readCode(text)).calls).toHaveLength(count);
});

test.each([
  ["a function that is called too often", callsOfWrapper(501)],
  ["a name that is looked up from deep within", lookUpsFrom(3000)],
])("says that calls may be missing behind %s", async (_, text) => {
  const { unread } = await readCode(text);
  expect(unread.map(({ reason }) => reason)).toEqual(["not-followed"]);
});

function lookUpsFrom(depth: number): string {
  const call = `fetch(u + "/api/v2/users/1/identities", { headers: { Authorization: t } });`;
  return `let u, t;${"{".repeat(depth)}${call.repeat(1000)}${"}".repeat(depth)}`;
}

function chainOfNames(count: number): string {
  const names = Array.from({ length: count }, (_, at) => `const t${at + 1} = t${at};`);
  return names.join("") + CALL.replace("idToken", `t${count}`);
}

function doubledNames(count: number): string {
  const names = Array.from({ length: count }, (_, at) => `const t${at + 1} = x ? t${at} : t${at};`);
  return names.join("") + CALL.replace("idToken", `t${count}`);
}

function doubledObjects(count: number): string {
  const names = Array.from(
    { length: count },
    (_, at) => `const o${at + 1} = { ...o${at}, ...o${at} };`,
  );
  return `${names.join("")}fetch("/api/v2/users/1/identities", o${count})`;
}

function callsOfWrapper(count: number): string {
  return `function api(path) { return fetch(base + path); }${'api("/users/1/identities");'.repeat(count)}`;
}

test.each([
  ["NULs", `\0\0${CALL}\0`],
  ["lone surrogates", `"\ud800"; ${CALL} "\udfff"`],
  ["characters without width", `\ufeff${CALL}\u200b`],
  ["a text that runs from right to left", `const שלום = "\u202e"; ${CALL}`],
])("reads on past %s", async (_, text) => {
  expect((await readCode(text)).calls).toHaveLength(1);
});

test("writes a lone surrogate of an ID as what has an encoding", async () => {
  const { exchange } = await readOne(
    'client.users.unlink({ id: "\ud800", provider: "github", user_id: "7" });',
  );
  expect(exchange.url).toBe("/api/v2/users/%EF%BF%BD/identities/github/7");
});
