import { openBytes } from "./bytes.ts";
import type { FoundCall, Reading, Unread, UnreadReason } from "./found.ts";
import { isHar, readHar } from "./har/read-har.ts";

/** Who reads text that is no recording. */
export type TextReaders = {
  readonly readText: (text: string) => Reading;
  /** Whether it is worth to parse a text as code. */
  readonly mayHoldCall: (text: string) => boolean;
  readonly readCode: (text: string) => Promise<readonly FoundCall[]>;
};

/** How reading can be watched and ended. */
export type InputOptions = {
  readonly readers: TextReaders;
  readonly signal?: AbortSignal;
  /** Bytes so far, and all. Only a recording takes long enough to tell. */
  readonly onProgress?: (done: number, total: number) => void;
};

/**
 * Reads whatever somebody brings, a file or a text. What it is, is told by what it holds, never by a
 * name: a HAR, else text, and code where it may call. Whatever it is, the answer is what could be read
 * and why the rest could not.
 *
 * @throws what the signal was aborted with
 */
export async function readInput(
  input: Uint8Array | string,
  options: InputOptions,
): Promise<Reading> {
  options.signal?.throwIfAborted();
  if (typeof input === "string") {
    // Only a recording is read as bytes: the copy would be for nothing.
    const bytes = /^[\s\ufeff]*\{/.test(input) ? new TextEncoder().encode(input) : null;
    if (bytes !== null && isHar(bytes)) return await readHar(bytes, options);
    return await readAsText(input, options);
  }
  const opened = await openBytes(input, options.signal);
  if (!("utf8" in opened)) return { found: [], unread: [wholeOf(opened.reason, 0)] };
  const { utf8, notes } = opened;
  if (isHar(utf8)) return withNotes(await readHar(utf8, options), notes, utf8.length);
  const text = new TextDecoder().decode(utf8);
  return withNotes(await readAsText(text, options), notes, text.length);
}

async function readAsText(text: string, { readers, signal }: InputOptions): Promise<Reading> {
  if (text.trim() === "") return { found: [], unread: [wholeOf("empty", text.length)] };
  const reading = readers.readText(text);
  signal?.throwIfAborted();
  // A command or a request is no code, though it may look like it: `fetch(…)` as browsers copy it.
  const isRequest = reading.found.some(({ kind }) => kind === "request");
  if (isRequest || !readers.mayHoldCall(text)) return reading;
  const calls = await readers.readCode(text);
  if (calls.length === 0) return reading;
  const found = [...reading.found, ...calls].toSorted((a, b) => a.place.start - b.place.start);
  return { found, unread: reading.unread.filter(({ reason }) => reason !== "nothing-known") };
}

function withNotes(reading: Reading, notes: readonly UnreadReason[], length: number): Reading {
  const known = reading.unread.map(({ reason }) => reason);
  const more = notes.filter((note) => !known.includes(note));
  return { ...reading, unread: [...reading.unread, ...more.map((note) => wholeOf(note, length))] };
}

function wholeOf(reason: UnreadReason, length: number): Unread {
  return { reason, place: { start: 0, end: length, line: 1, layers: [] } };
}
