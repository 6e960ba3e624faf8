import { openBytes } from "./bytes.ts";
import type { CodeReading } from "./code/read-code.ts";
import { mayHoldCall } from "./code/may-hold-call.ts";
import type { Found, FoundCall, Reading, Unread, UnreadReason } from "./found.ts";
import { isHar, readHar } from "./har/read-har.ts";
import { readText } from "./read-text.ts";
import { straightenQuotes } from "./straight-quotes.ts";

/** How reading can be watched and ended. */
export type InputOptions = {
  readonly signal?: AbortSignal;
  /** Bytes so far, and all. Only a recording takes long enough to tell. */
  readonly onProgress?: (done: number, total: number) => void;
};

/** What links or unlinks by its address, or by the names of Auth0's SDKs for other languages. */
const LINKS =
  /\/users\/[^\s"'`]{1,200}?\/identities|\b(?:un)?link_?user_?(?:account|identit(?:y|ies))\b|\b(?:Unl|L)inkAccountAsync\b|\bunlinkIdentity\(|\blinkIdentity\(/i;

/** A sign that something is sent and not only spoken of. */
const SENDS =
  /\bbearer\b|authorization["']?\s*[:=>,]|\b(?:un)?link_?user_?\w+\(|AccountAsync\(|Identity\(/i;

/**
 * Reads whatever somebody brings, a file or a text. What it is, is told by what it holds, never by a
 * name: a HAR, else text, and code where it may call. Whatever it is, the answer is what could be read
 * and why the rest could not.
 *
 * @throws what the signal was aborted with
 */
export async function readInput(
  input: Uint8Array | string,
  options: InputOptions = {},
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

async function readAsText(text: string, { signal }: InputOptions): Promise<Reading> {
  const { found, unread } = readText(text);
  signal?.throwIfAborted();
  const code = await readCalls(straightenQuotes(text));
  const more = outside(code.calls, found);
  const all = [...found, ...more].toSorted((a, b) => a.place.start - b.place.start);
  const isCall = all.some(({ kind }) => kind === "request" || kind === "call");
  const notes = [...code.unread];
  if (!isCall && notes.length === 0 && LINKS.test(text) && SENDS.test(text))
    notes.push(wholeOf("unknown-form", text.length));
  const isKnown = more.length > 0 || notes.length > 0;
  const rest = isKnown ? unread.filter(({ reason }) => reason !== "nothing-known") : unread;
  return { found: all, unread: [...rest, ...notes] };
}

async function readCalls(text: string): Promise<CodeReading> {
  if (!mayHoldCall(text)) return { calls: [], unread: [] };
  const { readCode } = await import("./code/read-code.ts");
  return await readCode(text);
}

/** A command is no code, though it may look like it: `fetch(…)` as browsers copy it. Both are in order. */
function outside(calls: readonly FoundCall[], found: readonly Found[]): readonly FoundCall[] {
  const requests = found.filter(({ kind }) => kind === "request");
  let next = 0;
  return calls.filter(({ place }) => {
    while ((requests[next]?.place.end ?? Infinity) <= place.start) next += 1;
    return (requests[next]?.place.start ?? Infinity) >= place.end;
  });
}

function withNotes(reading: Reading, notes: readonly UnreadReason[], length: number): Reading {
  const known = reading.unread.map(({ reason }) => reason);
  const more = notes.filter((note) => !known.includes(note));
  return { ...reading, unread: [...reading.unread, ...more.map((note) => wholeOf(note, length))] };
}

function wholeOf(reason: UnreadReason, length: number): Unread {
  return { reason, place: { start: 0, end: length, line: 1, layers: [] } };
}
