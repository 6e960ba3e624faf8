import type { UnreadReason } from "./found.ts";

/** Bytes of a file as UTF-8, or why they are no text. */
export type OpenedBytes =
  | {
      /** Without a byte order mark. */
      readonly utf8: Uint8Array;
      /** What a reader should know of it all the same. */
      readonly notes: readonly UnreadReason[];
    }
  | { readonly reason: UnreadReason };

/** The text of a file, or why there is none. */
export type DecodedText =
  | { readonly text: string; readonly notes: readonly UnreadReason[] }
  | { readonly reason: UnreadReason };

type Opening = { readonly signal: AbortSignal | null; readonly limit: number };

/** Larger files are not read, nor is more unpacked, so that a small one cannot fill the memory (bytes). */
export const FILE_LIMIT = 256 * 1024 * 1024;

/** How much of a file is looked at to tell what it is. */
const SAMPLE = 8192;

const PIECE = 64 * 1024;

const ARCHIVES: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04], // zip
  [0x50, 0x4b, 0x05, 0x06],
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0xfd, 0x37, 0x7a, 0x58, 0x5a], // xz
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x42, 0x5a, 0x68], // bzip2
  [0x52, 0x61, 0x72, 0x21], // rar
];

/** Of those that look like text at the start. */
const NO_TEXT: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d], // pdf
  [0x89, 0x50, 0x4e, 0x47], // png
  [0xff, 0xd8, 0xff], // jpeg
  [0x47, 0x49, 0x46, 0x38], // gif
  [0x00, 0x61, 0x73, 0x6d], // wasm
  [0x7f, 0x45, 0x4c, 0x46], // elf
];

/**
 * Makes text of the bytes of a file: UTF-8 and UTF-16, with and without a byte order mark, and gzip
 * of them. A character that was cut off at the end becomes U+FFFD.
 *
 * @returns `html` and `truncated` are notes beside the text; `empty`, `binary`, `compressed` (an
 *   archive, which somebody has to unpack), `too-large` and `not-text` stand in its place
 * @throws what the signal was aborted with
 */
export async function decodeBytes(bytes: Uint8Array, signal?: AbortSignal): Promise<DecodedText> {
  const opened = await openBytes(bytes, signal);
  if (!("utf8" in opened)) return opened;
  return { text: new TextDecoder().decode(opened.utf8), notes: opened.notes };
}

/** Like {@link decodeBytes}, for who reads the bytes: UTF-8 is not copied. */
export async function openBytes(
  bytes: Uint8Array,
  signal?: AbortSignal,
  limit = FILE_LIMIT,
): Promise<OpenedBytes> {
  return await open(bytes, { signal: signal ?? null, limit }, false);
}

async function open(
  bytes: Uint8Array,
  opening: Opening,
  isUnpacked: boolean,
): Promise<OpenedBytes> {
  opening.signal?.throwIfAborted();
  if (bytes.length > opening.limit) return { reason: "too-large" };
  if (beginsWith(bytes, [0x1f, 0x8b])) {
    // Twice packed is no file of anybody's.
    if (isUnpacked) return { reason: "compressed" };
    const { unpacked, end } = await unpack(bytes, opening);
    if (end === "limit") return { reason: "too-large" };
    if (end === "broken" && unpacked.length === 0) return { reason: "compressed" };
    const opened = await open(unpacked, opening, true);
    if (end === "whole" || !("utf8" in opened)) return opened;
    return { ...opened, notes: [...opened.notes, "truncated"] };
  }
  if (ARCHIVES.some((magic) => beginsWith(bytes, magic))) return { reason: "compressed" };
  if (NO_TEXT.some((magic) => beginsWith(bytes, magic))) return { reason: "binary" };
  const utf16 = utf16Of(bytes);
  const utf8 = utf16 === null ? withoutMark(bytes) : recode(bytes, utf16);
  const reason = whyNoText(utf8);
  if (reason !== null) return { reason };
  return { utf8, notes: isHtml(utf8) ? ["html"] : [] };
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return beginsWith(bytes, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3) : bytes;
}

/** Text of ASCII in UTF-16 has a zero in every second byte, which UTF-8 has not. */
function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (beginsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (beginsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  const sample = bytes.subarray(0, SAMPLE);
  const zeros: [number, number] = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1] += 1;
  const [even, odd] = zeros;
  const pairs = sample.length / 2;
  if (pairs < 2) return null;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return "utf-16le";
  return even > pairs * 0.4 && odd < pairs * 0.05 ? "utf-16be" : null;
}

/** The decoder of UTF-16 takes the byte order mark away. */
function recode(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Uint8Array {
  return new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
}

/** A text may hold a NUL or a byte that is no UTF-8; what holds many of them is none. */
function whyNoText(bytes: Uint8Array): UnreadReason | null {
  const sample = new TextDecoder().decode(bytes.subarray(0, SAMPLE));
  if (sample.trim() === "" && bytes.length <= SAMPLE) return "empty";
  let controls = 0;
  let broken = 0;
  for (const character of sample) {
    if (character === "\ufffd") broken += 1;
    else if (isControl(character)) controls += 1;
  }
  if (controls > 2 && controls > sample.length * 0.05) return "binary";
  return broken > 1 && broken > sample.length * 0.1 ? "not-text" : null;
}

/** What no text has; a tab, the ends of lines and pages, and ESC of a coloured log it may have. */
function isControl(character: string): boolean {
  return character < " " && !"\t\n\v\f\r\u001b".includes(character);
}

function isHtml(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, SAMPLE));
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(
    start,
  );
}

/** What gzip holds, as far as it is whole. */
async function unpack(
  bytes: Uint8Array,
  { signal, limit }: Opening,
): Promise<{ unpacked: Uint8Array; end: "whole" | "broken" | "limit" }> {
  const stream = inPieces(bytes).pipeThrough(new DecompressionStream("gzip"));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let end: "whole" | "broken" | "limit" = "whole";
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > limit) {
        end = "limit";
        break;
      }
      chunks.push(value);
    }
  } catch {
    signal?.throwIfAborted();
    end = "broken";
  }
  // What is left is of no use; that it cannot be unpacked is known.
  void reader.cancel().catch(() => {});
  return { unpacked: end === "limit" ? new Uint8Array() : join(chunks), end };
}

/** Given out as it is asked for, so that nothing is unpacked that nobody reads. */
function inPieces(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) {
        controller.close();
        return;
      }
      controller.enqueue(bytes.slice(at, at + PIECE));
      at += PIECE;
    },
  });
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
