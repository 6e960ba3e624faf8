/** A stretch of bytes, the end not included. */
export type Span = { readonly start: number; readonly end: number };

/** The members of an object by name, of equal names the last, as `JSON.parse` has it. */
export type Members = ReadonlyMap<string, Span>;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;

/** No name of a HAR is longer; what is gets no name. */
const NAME_LIMIT = 64;

/** Where the blanks from `at` on end. */
export function skipBlanks(bytes: Uint8Array, at: number): number {
  let index = at;
  while (isBlank(bytes[index])) index += 1;
  return index;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/**
 * Where a JSON value that starts at `at` ends; `null` where the bytes end before it does. Counts
 * brackets and jumps over strings, so that neither depth nor length costs more than one look.
 */
export function endOfValue(bytes: Uint8Array, at: number): number | null {
  const first = bytes[at];
  if (first === QUOTE) return endOfString(bytes, at);
  if (first !== OPEN_OBJECT && first !== OPEN_ARRAY) return endOfWord(bytes, at);
  let depth = 0;
  for (let index = at; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === QUOTE) {
      const end = endOfString(bytes, index);
      if (end === null) return null;
      index = end - 1;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return null;
}

/** `indexOf` of a byte is native, so a long string costs next to nothing. */
function endOfString(bytes: Uint8Array, at: number): number | null {
  for (let from = at + 1; ;) {
    const quote = bytes.indexOf(QUOTE, from);
    if (quote === -1) return null;
    let before = quote - 1;
    while (before > at && bytes[before] === BACKSLASH) before -= 1;
    const isEscaped = (quote - 1 - before) % 2 === 1;
    if (!isEscaped) return quote + 1;
    from = quote + 1;
  }
}

/** A number, `true`, `false` or `null`. At the end of the bytes nobody knows whether it is whole. */
function endOfWord(bytes: Uint8Array, at: number): number | null {
  for (let index = at; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (isBlank(byte) || byte === 0x2c || byte === 0x7d || byte === 0x5d) return index;
  }
  return null;
}

/**
 * The members of the object that starts at `at`, one by one as they are reached. Ends at the end of
 * the object, and at the first thing that is no JSON or not whole.
 */
export function* membersFrom(
  bytes: Uint8Array,
  at: number,
): Generator<{ readonly name: string; readonly start: number }, void, number | null | undefined> {
  if (bytes[at] !== OPEN_OBJECT) return;
  let index = skipBlanks(bytes, at + 1);
  while (bytes[index] === QUOTE) {
    const nameEnd = endOfString(bytes, index);
    if (nameEnd === null) return;
    const colon = skipBlanks(bytes, nameEnd);
    if (bytes[colon] !== COLON) return;
    const start = skipBlanks(bytes, colon + 1);
    // Who asked may have been through the value already.
    const told = yield { name: nameOf(bytes, index + 1, nameEnd - 1), start };
    const end = told ?? endOfValue(bytes, start);
    if (end === null) return;
    index = afterComma(bytes, end);
  }
}

/** The members of an object, whole ones only; none of what is no object. */
export function membersOf(bytes: Uint8Array, span: Span | undefined): Members {
  const members = new Map<string, Span>();
  if (span === undefined) return members;
  const within = bytes.subarray(0, span.end);
  const walk = membersFrom(within, span.start);
  let end: number | null = null;
  for (let next = walk.next(end); next.done !== true; next = walk.next(end)) {
    const { name, start } = next.value;
    end = endOfValue(within, start);
    if (end === null) break;
    members.set(name, { start, end });
  }
  return members;
}

/**
 * Where the value of a member starts, of equal names the first; `null` where there is none. What comes
 * after it is not looked at.
 */
export function startOfMember(
  bytes: Uint8Array,
  object: number | null,
  wanted: string,
): number | null {
  if (object === null) return null;
  for (const { name, start } of membersFrom(bytes, object)) if (name === wanted) return start;
  return null;
}

/** The items of the array that starts at `at`. The last may be cut off: then its end is `null`. */
export function* itemsFrom(
  bytes: Uint8Array,
  at: number,
): Generator<{ readonly start: number; readonly end: number | null }> {
  if (bytes[at] !== OPEN_ARRAY) return;
  let index = skipBlanks(bytes, at + 1);
  while (bytes[index] !== 0x5d) {
    const end = index < bytes.length ? endOfValue(bytes, index) : null;
    // A word of no length is no JSON: nobody can tell where the next item would begin.
    yield { start: index, end: end === index ? null : end };
    if (end === null || end === index) return;
    index = afterComma(bytes, end);
  }
}

/** The whole items of an array; none of what is no array. */
export function itemsOf(bytes: Uint8Array, span: Span | undefined): readonly Span[] {
  const items: Span[] = [];
  if (span === undefined) return items;
  for (const { start, end } of itemsFrom(bytes.subarray(0, span.end), span.start))
    if (end !== null) items.push({ start, end });
  return items;
}

function afterComma(bytes: Uint8Array, at: number): number {
  const index = skipBlanks(bytes, at);
  return bytes[index] === 0x2c ? skipBlanks(bytes, index + 1) : index;
}

/** The names that were met before, by a sum over their bytes: entries repeat some fifty, always. */
const NAMES = new Map<number, string>();
const NAMES_LIMIT = 1000;

function nameOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > NAME_LIMIT) return "";
  let sum = end - start;
  for (let index = start; index < end; index += 1)
    sum = (Math.imul(sum, 31) + (bytes[index] ?? 0)) | 0;
  const known = NAMES.get(sum);
  if (known !== undefined && isWritten(bytes, start, end, known)) return known;
  const name = String.fromCharCode(...bytes.subarray(start, end));
  if (NAMES.size < NAMES_LIMIT) NAMES.set(sum, name);
  return name;
}

function isWritten(bytes: Uint8Array, start: number, end: number, name: string): boolean {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index += 1)
    if (name.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
}

/** A value that is text, decoded; `null` for anything else and for what is longer than `limit` bytes. */
export function textOf(bytes: Uint8Array, span: Span | undefined, limit: number): string | null {
  const value = valueOf(bytes, span, limit);
  return typeof value === "string" ? value : null;
}

/** A value that is a number; `null` for anything else. */
export function numberOf(bytes: Uint8Array, span: Span | undefined): number | null {
  const value = valueOf(bytes, span, NAME_LIMIT);
  return typeof value === "number" ? value : null;
}

/** A value, parsed; `null` for what is no JSON and for what is longer than `limit` bytes. */
export function valueOf(bytes: Uint8Array, span: Span | undefined, limit: number): unknown {
  if (span === undefined || span.end - span.start > limit) return null;
  try {
    return JSON.parse(DECODER.decode(bytes.subarray(span.start, span.end)));
  } catch {
    return null;
  }
}

const DECODER = new TextDecoder();
