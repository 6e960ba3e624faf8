import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { linkBy, ownToken } from "#test/corpus/har-requests.ts";
import { chromium } from "#test/corpus/har-shapes.ts";
import type { FoundCall, Place, Reading } from "./found.ts";
import { readInput, type TextReaders } from "./read-input.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string): Uint8Array {
  const units = new Uint16Array(text.length + 1);
  units[0] = 0xfeff;
  for (let at = 0; at < text.length; at += 1) units[at + 1] = text.charCodeAt(at);
  return new Uint8Array(units.buffer);
}

const place: Place = { start: 4, end: 9, line: 1, layers: [] };
const call: FoundCall = {
  kind: "call",
  library: "fetch",
  place,
  exchange: { method: "POST" },
  parts: [],
};

/** Readers of text that note what they were given. */
function createReaders(more: Partial<TextReaders> = {}) {
  const texts: string[] = [];
  const readers: TextReaders = {
    readText: (text) => {
      texts.push(text);
      return { found: [], unread: [{ reason: "nothing-known", place }] };
    },
    mayHoldCall: () => false,
    readCode: () => Promise.reject(new Error("not asked for")),
    ...more,
  };
  return { texts, readers };
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
  const { texts, readers } = createReaders();
  const { found, unread } = await readInput(input, { readers });
  expect(found.map(({ kind }) => kind)).toEqual(["request", "token", "other"]);
  expect(unread).toEqual([]);
  expect(texts).toEqual([]);
  const [request] = found;
  const start = HAR.indexOf("{", HAR.indexOf('"entries": ['));
  const mark = typeof input === "string" && input.startsWith("\ufeff") ? 1 : 0;
  expect(request?.place.start).toBe(start + mark);
});

test("a HAR in gzip that is cut off is named so once", async () => {
  const long = chromium(Array.from({ length: 300 }, (_, at) => linkBy(ownToken, { at })));
  const packed = gzipSync(utf8(long));
  const { readers } = createReaders();
  const reading = await readInput(packed.subarray(0, packed.length - 500), { readers });
  expect(reading.unread.map(({ reason }) => reason)).toEqual(["truncated"]);
  expect(reading.found.length).toBeGreaterThan(10);
});

test.each<[string, string | Uint8Array, string]>([
  ["nothing", "", "empty"],
  ["blanks", new Uint8Array([32, 10]), "empty"],
  ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47), "binary"],
  ["an archive", utf8("PK\x03\x04"), "compressed"],
])("%s is named, and nobody is asked to read it", async (_, input, reason) => {
  const { texts, readers } = createReaders();
  const reading = await readInput(input, { readers });
  expect(reading.found).toEqual([]);
  expect(reading.unread.map((one) => one.reason)).toEqual([reason]);
  expect(texts).toEqual([]);
});

test("HTML is searched as text, and named", async () => {
  const { texts, readers } = createReaders();
  const reading = await readInput(utf8("<!doctype html><p>x"), { readers });
  expect(texts).toEqual(["<!doctype html><p>x"]);
  expect(reading.unread.map(({ reason }) => reason)).toEqual(["nothing-known", "html"]);
});

test.each(["{}", '{"log":1}', '{"log":{"x":1}}', '{"entries":[]}', "a\0b", "\u202ex\u200b", "[]"])(
  "%j is no HAR, so it is read as text",
  async (text) => {
    const { texts, readers } = createReaders();
    await readInput(text, { readers });
    await readInput(utf8(text), { readers });
    expect(texts).toEqual([text, text]);
  },
);

test("a text in which something may call is parsed as code, too", async () => {
  const { readers } = createReaders({
    mayHoldCall: () => true,
    readCode: () => Promise.resolve([call]),
  });
  expect(await readInput("axios.post()", { readers })).toEqual({ found: [call], unread: [] });
});

test("code without a call leaves what the text held", async () => {
  const { readers } = createReaders({
    mayHoldCall: () => true,
    readCode: () => Promise.resolve([]),
  });
  const { unread } = await readInput("x", { readers });
  expect(unread.map(({ reason }) => reason)).toEqual(["nothing-known"]);
});

test("a command is not parsed as code", async () => {
  const reading: Reading = {
    found: [{ kind: "request", form: "fetch", place, exchange: {}, parts: [] }],
    unread: [],
  };
  const { readers } = createReaders({ readText: () => reading, mayHoldCall: () => true });
  expect(await readInput("fetch()", { readers })).toEqual(reading);
});

test("a signal ends it before anything is read", async () => {
  const { texts, readers } = createReaders();
  const signal = AbortSignal.abort(new Error("stopped"));
  await expect(readInput("x", { readers, signal })).rejects.toThrow("stopped");
  await expect(readInput(utf8("x"), { readers, signal })).rejects.toThrow("stopped");
  expect(texts).toEqual([]);
});
