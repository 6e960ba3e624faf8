import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { linkBy, ownToken } from "#test/corpus/har-requests.ts";
import { chromium } from "#test/corpus/har-shapes.ts";
import { readInput } from "./read-input.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string): Uint8Array {
  const units = new Uint16Array(text.length + 1);
  units[0] = 0xfeff;
  for (let at = 0; at < text.length; at += 1) units[at + 1] = text.charCodeAt(at);
  return new Uint8Array(units.buffer);
}

const HAR = chromium([linkBy(ownToken, { link_with: "é€𝄞\ud800\u202e\u200b\0" })]);

test.each([
  ["text", HAR],
  ["text with a byte order mark", `\ufeff${HAR}`],
  ["UTF-8", utf8(HAR)],
  ["UTF-8 with a byte order mark", utf8(`\ufeff${HAR}`)],
  ["UTF-16", utf16(HAR)],
  ["gzip", gzipSync(utf8(HAR))],
])("a HAR is read as one when it comes as %s", async (_, input) => {
  const { found, unread } = await readInput(input);
  expect(found.map(({ kind }) => kind)).toEqual(["request", "token", "other"]);
  expect(unread).toEqual([]);
  const [request] = found;
  const start = HAR.indexOf("{", HAR.indexOf('"entries": ['));
  const mark = typeof input === "string" && input.startsWith("\ufeff") ? 1 : 0;
  expect(request?.place.start).toBe(start + mark);
});

test("a HAR in gzip that is cut off is named so once", async () => {
  const long = chromium(Array.from({ length: 300 }, (_, at) => linkBy(ownToken, { at })));
  const packed = gzipSync(utf8(long));
  const reading = await readInput(packed.subarray(0, packed.length - 500));
  expect(reading.unread.map(({ reason }) => reason)).toEqual(["truncated"]);
  expect(reading.found.length).toBeGreaterThan(10);
});

test.each<[string, string | Uint8Array, string]>([
  ["nothing", "", "empty"],
  ["blanks", new Uint8Array([32, 10]), "empty"],
  ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47), "binary"],
  ["an archive", utf8("PK\x03\x04"), "compressed"],
])("%s is named", async (_, input, reason) => {
  const reading = await readInput(input);
  expect(reading.found).toEqual([]);
  expect(reading.unread.map((one) => one.reason)).toEqual([reason]);
});

test("HTML is searched as text, and named once", async () => {
  const reading = await readInput(utf8(`<!doctype html><p>Bearer ${ownToken}</p>`));
  expect(reading.found.map(({ kind }) => kind)).toEqual(["token"]);
  expect(reading.unread.map(({ reason }) => reason)).toEqual(["html"]);
});

test.each([
  `{"id_token":"${ownToken}"}`,
  `{"log":{"x":"${ownToken}"}}`,
  `{"entries":["${ownToken}"]}`,
  `a\0b ${ownToken}`,
  `\u202e${ownToken}\u200b`,
])("what is no HAR is read as text, from a file as from a box", async (text) => {
  const pasted = await readInput(text);
  expect(pasted.found.map(({ kind }) => kind)).toEqual(["token"]);
  expect(await readInput(utf8(text))).toEqual(pasted);
});

const CODE = `import axios from "axios";
export const link = (id, token) =>
  axios.post(\`/api/v2/users/\${id}/identities\`, { link_with: token });`;

test("a command is read as the request that it sends", async () => {
  const { found, unread } = await readInput(
    "curl -X DELETE https://t.example/api/v2/users/a/identities/b/c",
  );
  expect(found.map(({ kind }) => kind)).toEqual(["request"]);
  expect(unread).toEqual([]);
});

test("a text in which something calls is read as code", async () => {
  const { found, unread } = await readInput(CODE);
  expect(found.map(({ kind }) => kind)).toEqual(["call"]);
  expect(unread).toEqual([]);
});

test("code beyond the limit is searched as text, and named", async () => {
  const { found, unread } = await readInput(`${CODE}\n${"// x\n".repeat(500_000)}`);
  expect(found.filter(({ kind }) => kind === "call")).toEqual([]);
  expect(unread.map(({ reason }) => reason)).toContain("too-large");
});

const FETCH =
  'fetch("https://t.example/api/v2/users/a/identities", { "method": "POST", "body": "{}" });';

test("a command is not read as code, too", async () => {
  const { found } = await readInput(FETCH);
  expect(found.map(({ kind }) => kind)).toEqual(["request"]);
});

test("a command between pieces of code leaves them what they are", async () => {
  const text = `\`\`\`js\n${CODE}\n\`\`\`\n\n${FETCH}\n\n\`\`\`js\n${CODE}\n\`\`\`\n`;
  const { found, unread } = await readInput(text);
  expect(found.map(({ kind }) => kind)).toEqual(["call", "request", "call"]);
  expect(unread).toEqual([]);
});

test("a signal ends it before anything is read", async () => {
  const signal = AbortSignal.abort(new Error("stopped"));
  await expect(readInput("x", { signal })).rejects.toThrow("stopped");
  await expect(readInput(utf8("x"), { signal })).rejects.toThrow("stopped");
});

test("finds commands, code and errors of one text", async () => {
  const text = [
    "curl -X DELETE https://t.example/api/v2/users/auth0%7C1/identities/github/2 -H 'Authorization: Bearer $ID_TOKEN'",
    "",
    "```js",
    "new auth0.Management({ domain, token: idToken }).linkUser(id, other, done);",
    "```",
    '{"statusCode":403,"error":"Forbidden","message":"Insufficient scope"}',
  ].join("\n");
  const { found } = await readInput(text);
  expect(found.map(({ kind, place: { line } }) => `${kind} ${line}`)).toEqual([
    "request 1",
    "call 4",
    "error 6",
  ]);
});

test.each([
  ["a command", "I’d run curl -X POST ‘/api/v2/users/1/identities’ -H “Authorization: Bearer A”"],
  ["a command with one dash for two", "curl —request POST —url “/api/v2/users/1/identities”"],
  ["code", "await fetch(‘/api/v2/users/1/identities’, { method: ‘POST’ })"],
  ["an error", "{“statusCode”:400,“error”:“Bad Request”,“message”:“Invalid”}"],
])("%s is read when a chat made its quotes typographic", async (_, text) => {
  const { found } = await readInput(text);
  const [first] = found;
  if (first?.kind === "error") expect(first.message).toBe("Invalid");
  else if (first?.kind === "request" || first?.kind === "call")
    expect(first.exchange).toMatchObject({ method: "POST", url: "/api/v2/users/1/identities" });
  else expect(first).toBeDefined();
});

test.each([
  'requests.post(f"https://{d}/api/v2/users/{id}/identities", headers={"Authorization": t})',
  'auth0.users.link_user_account(id, {"link_with": token})',
  "await client.Users.LinkAccountAsync(id, request);",
  '<request url="https://a.example/api/v2/users/1/identities"><h name="Authorization">x</h></request>',
])("says of a call in no form that is read here that it was not read: %s", async (text) => {
  const { found, unread } = await readInput(text);
  expect(found.filter(({ kind }) => kind === "request" || kind === "call")).toEqual([]);
  expect(unread.map(({ reason }) => reason)).toEqual(["unknown-form"]);
});

test.each([
  "POST it to /api/v2/users/{id}/identities, the guide says.",
  "const identities = user.identities;",
])("says nothing of the kind of a text about it: %s", async (text) => {
  const { unread } = await readInput(text);
  expect(unread.map(({ reason }) => reason)).not.toContain("unknown-form");
});
