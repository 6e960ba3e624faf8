import { expect, test } from "vitest";
import { gzipSync } from "node:zlib";
import { decodeBytes, openBytes } from "./bytes.ts";

const TEXT = 'token: "é€𝄞" \u200f';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, isLittle: boolean, hasMark: boolean): Uint8Array {
  const all = hasMark ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(all.length * 2));
  for (let at = 0; at < all.length; at += 1) view.setUint16(at * 2, all.charCodeAt(at), isLittle);
  return new Uint8Array(view.buffer);
}

test.each([
  ["UTF-8", utf8(TEXT)],
  ["UTF-8 with a byte order mark", utf8(`\ufeff${TEXT}`)],
  ["UTF-16 of little end first, with a mark", utf16(TEXT, true, true)],
  ["UTF-16 of big end first, with a mark", utf16(TEXT, false, true)],
  ["UTF-16 of little end first, without a mark", utf16(TEXT, true, false)],
  ["UTF-16 of big end first, without a mark", utf16(TEXT, false, false)],
  ["gzip", gzipSync(utf8(TEXT))],
  ["gzip of UTF-16", gzipSync(utf16(TEXT, true, true))],
])("%s is read as the text that it is", async (_, bytes) => {
  expect(await decodeBytes(bytes)).toEqual({ text: TEXT, notes: [] });
});

test.each([
  ["nothing", new Uint8Array(), "empty"],
  ["blanks alone", utf8(" \r\n\t"), "empty"],
  ["a byte order mark alone", utf8("\ufeff"), "empty"],
  ["an archive of zip", utf8("PK\x03\x04rest"), "compressed"],
  ["an archive of zstd", Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 1, 2), "compressed"],
  ["gzip in gzip", gzipSync(gzipSync(utf8(TEXT))), "compressed"],
  ["the first bytes of gzip", gzipSync(utf8(TEXT)).subarray(0, 11), "compressed"],
  ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), "binary"],
  ["a PDF", utf8("%PDF-1.7\n1 0 obj"), "binary"],
  ["a picture in gzip", gzipSync(Uint8Array.of(0x89, 0x50, 0x4e, 0x47)), "binary"],
  [
    "numbers of four bytes",
    new Uint8Array(Uint32Array.from({ length: 99 }, (_, n) => n).buffer),
    "binary",
  ],
  ["text in Latin-1", Uint8Array.from("äöüßé à la carte", (c) => c.charCodeAt(0)), "not-text"],
])("%s is named", async (_, bytes, reason) => {
  expect(await decodeBytes(bytes)).toEqual({ reason });
});

test.each(["<!DOCTYPE html><p>x", "\n<html lang=en>", '<?xml version="1.0"?>\n<!-- x --><HTML>'])(
  "%j is HTML, and still text",
  async (text) => {
    expect(await decodeBytes(utf8(text))).toEqual({ text, notes: ["html"] });
  },
);

// Nothing asserts a time: looking for what the comments end with in each other would never end.
test("comments without a page behind them are looked at once", async () => {
  const text = "<!---->".repeat(40);
  expect(await decodeBytes(utf8(text))).toEqual({ text, notes: [] });
});

test("a character that is cut off at the end costs nothing else", async () => {
  const bytes = utf8("token 𝄞");
  expect(await decodeBytes(bytes.subarray(0, -1))).toEqual({ text: "token \ufffd", notes: [] });
});

test("NULs in a text do not make it binary", async () => {
  const text = `a\0b${"x".repeat(100)}\0`;
  expect(await decodeBytes(utf8(text))).toEqual({ text, notes: [] });
});

test("gzip that is cut off gives what was whole", async () => {
  const text = Array.from({ length: 20_000 }, (_, line) => `line ${line * 7919}`).join("\n");
  const packed = gzipSync(utf8(text));
  const decoded = await decodeBytes(packed.subarray(0, packed.length - 2000));
  if (!("text" in decoded)) throw new Error(decoded.reason);
  expect(decoded.notes).toEqual(["truncated"]);
  expect(decoded.text.length).toBeGreaterThan(1000);
  expect(text.startsWith(decoded.text.slice(0, -1))).toBe(true);
});

test("a small file that unpacks to a large one is given up at the limit", async () => {
  const bomb = gzipSync(new Uint8Array(4_000_000));
  expect(bomb.length).toBeLessThan(5000);
  expect(await openBytes(bomb, undefined, 1_000_000)).toEqual({ reason: "too-large" });
});

test("a file beyond the limit is not read", async () => {
  expect(await openBytes(utf8("x".repeat(11)), undefined, 10)).toEqual({ reason: "too-large" });
});

test("a signal ends the work", async () => {
  const stopped = AbortSignal.abort(new Error("stopped"));
  await expect(decodeBytes(gzipSync(utf8(TEXT)), stopped)).rejects.toThrow("stopped");
});

test("UTF-8 is not copied", async () => {
  const bytes = utf8("plain");
  expect(await openBytes(bytes)).toEqual({ utf8: bytes, notes: [] });
  const opened = await openBytes(bytes);
  expect("utf8" in opened && opened.utf8.buffer === bytes.buffer).toBe(true);
});
