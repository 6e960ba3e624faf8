import { asDecodedToken } from "#protocol/token-reading.ts";
import { stringClaim } from "#protocol/token.ts";
import type { Found, Reading, Unread } from "#reader/found.ts";
import { mayMatter, readEntryHead } from "./entry.ts";
import { itemsFrom, membersFrom, skipBlanks, startOfMember } from "./json-bytes.ts";
import { hintsOf, type Login, type ServerGrant } from "./logins.ts";
import { createPlaces } from "./places.ts";
import { readEntry, type EntryReading } from "./read-entry.ts";

/** How far a recording was read, and how many requests it has. */
export type HarReading = Reading & { readonly entries: number };

/** How reading can be watched and ended. */
export type HarOptions = {
  readonly signal?: AbortSignal;
  /** Bytes so far, and all. */
  readonly onProgress?: (done: number, total: number) => void;
};

/** Bytes between two pauses: some 20 ms of work. More pauses would cost more than the work. */
const STRETCH = 4 * 1024 * 1024;
/** Looking into an entry takes as long as passing over so many bytes. */
const LOOK = 32 * 1024;

/**
 * Whether bytes are a HAR, whole or cut off: by what they say, never by a file's name.
 *
 * @param bytes UTF-8
 */
export function isHar(bytes: Uint8Array): boolean {
  const log = logOf(bytes);
  if (log === null) return false;
  for (const { name, start } of membersFrom(bytes, log))
    if (name === "entries") return bytes[start] === 0x5b;
    else if (name === "version") return bytes[start] === 0x22;
    else if (name === "creator") return bytes[start] === 0x7b;
  return false;
}

/**
 * Reads a HAR entry by entry and keeps what has to do with logins and linking: calls of
 * `/identities`, authorization and token requests, the tokens that they hand over, refusals. The
 * whole is never parsed. A HAR that is cut off gives its whole entries and `truncated`.
 *
 * @param source UTF-8 or text; places are in UTF-16 units of the text
 * @throws what the signal was aborted with, within some milliseconds
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export async function readHar(
  source: Uint8Array | string,
  { signal, onProgress }: HarOptions,
): Promise<HarReading> {
  signal?.throwIfAborted();
  const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
  const places = createPlaces(bytes);
  const readings: EntryReading[] = [];
  const seen = new Set<string>();
  const unread: Unread[] = [];
  const list = entriesOf(bytes);
  let entries = 0;
  let worked = 0;
  if (list === null)
    unread.push({
      reason: isHar(bytes) ? "truncated" : "nothing-known",
      place: places.placeOf({ start: 0, end: bytes.length }, []),
    });
  for (const { start, end } of list === null ? [] : itemsFrom(bytes, list)) {
    if (end === null) {
      const layers = [{ kind: "har", at: String(entries) } as const];
      const place = places.placeOf({ start, end: bytes.length }, layers);
      unread.push({ reason: "truncated", place });
      break;
    }
    const head = mayMatter(bytes, start) ? readEntryHead(bytes, { start, end }, entries) : null;
    const reading = head && readEntry(bytes, head, places, seen);
    if (reading !== null) readings.push(reading);
    entries += 1;
    worked += end - start + (reading === null ? 0 : LOOK);
    if (worked >= STRETCH) {
      worked = 0;
      onProgress?.(end, bytes.length);
      await pause();
      signal?.throwIfAborted();
    }
  }
  onProgress?.(bytes.length, bytes.length);
  unread.push(...readings.flatMap((reading) => reading.unread));
  return { found: onceEach(withHints(readings)), unread, entries };
}

/** Where the list of entries starts; `null` where there is none. */
function entriesOf(bytes: Uint8Array): number | null {
  return startOfMember(bytes, logOf(bytes), "entries");
}

function logOf(bytes: Uint8Array): number | null {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return startOfMember(bytes, skipBlanks(bytes, isMarked ? 3 : 0), "log");
}

/** Lets messages and aborts through. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** A call whose token is not shown is judged by the login that was recorded, see `hintsOf`. */
function withHints(readings: readonly EntryReading[]): readonly Found[] {
  const all = readings.flatMap(({ found }) => found);
  const calls = readings.flatMap(({ call }) => call ?? []);
  const logins = readings.flatMap(({ login }): readonly Login[] => (login ? [login] : []));
  const grants = readings.flatMap(({ grant }): readonly ServerGrant[] => (grant ? [grant] : []));
  const hints = new Map(
    Array.from(hintsOf(calls, logins, grants, subjectsOf(all)), ([call, found]) => [
      call.request,
      found,
    ]),
  );
  return all.map((found) => {
    const hint = found.kind === "request" ? hints.get(found) : undefined;
    if (found.kind !== "request" || hint === undefined) return found;
    return { ...found, exchange: { ...found.exchange, hints: hint } };
  });
}

/** An ID token repeats the nonce of its login, so it tells who logged in there. */
function subjectsOf(all: readonly Found[]): ReadonlyMap<string, string> {
  const subjects = new Map<string, string>();
  for (const found of all) {
    const token = found.kind === "token" ? asDecodedToken(found.token) : null;
    const nonce = token && stringClaim(token.claims, "nonce");
    const subject = token && stringClaim(token.claims, "sub");
    if (nonce !== null && subject !== null) subjects.set(nonce, subject);
  }
  return subjects;
}

/** The same refusal stands in the redirect and in the request that follows it. The first is kept. */
function onceEach(all: readonly Found[]): readonly Found[] {
  const seen = new Set<string>();
  return all.filter((found) => {
    if (found.kind !== "error" || found.form !== "callback") return true;
    const key = `${found.error} ${found.message}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
