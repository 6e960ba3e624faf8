import { WEIGHTS, type Marker, type Span } from "./marker.ts";
import { looksSecret } from "./secret-names.ts";

/** The secrets that are known by value. */
export type Memory = {
  /** Tells what a value is. It is never forgotten. */
  learn(value: string, marker: Marker): void;
  /** What a value is, where it is known. */
  recall(value: string): Marker | undefined;
  /**
   * Keeps what a value is called here, unless it is known. The oldest of those is forgotten in time.
   *
   * @returns whether a search may find more than before
   */
  keep(value: string, marker: Marker): boolean;
  /**
   * Finds known values wherever they stand.
   *
   * @param isCut whether the text goes on: then a known value may begin at its end
   */
  search(text: string, isCut: boolean): Span[];
};

/** Values are looked up by so many first characters; a shorter one is known only where it is named. */
const KEY_LENGTH = 8;

/** A longer value is no token, and is not looked for elsewhere. */
const LONGEST = 16_384;

/** How many values that only an answer named are kept; what was learned does not count. */
const KEPT = 2000;

/** How many characters a search compares at most, for a text made to be compared at length. */
const MOST_COMPARISONS = 4_000_000;

/** Makes an empty memory. */
export function createMemory(): Memory {
  const learned = new Map<string, Marker>();
  const named = new Map<string, Marker>();
  const byKey = new Map<string, Set<string>>();

  function recall(value: string): Marker | undefined {
    return learned.get(value) ?? named.get(value);
  }

  function index(value: string): void {
    if (value.length < KEY_LENGTH) return;
    const key = value.slice(0, KEY_LENGTH);
    const values = byKey.get(key);
    if (values === undefined) byKey.set(key, new Set([value]));
    else values.add(value);
  }

  function forget(value: string): void {
    named.delete(value);
    if (learned.has(value)) return;
    const key = value.slice(0, KEY_LENGTH);
    byKey.get(key)?.delete(value);
    if (byKey.get(key)?.size === 0) byKey.delete(key);
  }

  return {
    learn(value, marker) {
      if (value === "") return;
      for (const spelling of spellings(value)) {
        learned.set(spelling, marker);
        index(spelling);
      }
    },
    recall,
    keep(value, marker) {
      if (value === "" || recall(value) !== undefined) return false;
      const isFound = looksSecret(value) && value.length <= LONGEST;
      for (const spelling of spellings(value)) {
        named.set(spelling, marker);
        if (isFound) index(spelling);
      }
      for (const oldest of named.keys()) {
        if (named.size <= KEPT) break;
        forget(oldest);
      }
      return isFound;
    },
    search(text, isCut) {
      const spans: Span[] = [];
      if (byKey.size === 0) return spans;
      let left = MOST_COMPARISONS;
      for (let start = 0; start + KEY_LENGTH <= text.length; start += 1) {
        const values = byKey.get(text.slice(start, start + KEY_LENGTH));
        for (const value of values ?? []) {
          const length = sharedLength(text, start, value);
          left -= length;
          const isBegun = isCut && start + length === text.length;
          const marker = length === value.length || isBegun ? recall(value) : undefined;
          if (marker !== undefined) {
            spans.push({ start, end: start + length, marker, weight: WEIGHTS.value });
          }
        }
        if (left < 0) {
          const marker = { owner: null, name: "not read" };
          return [...spans, { start, end: text.length, marker, weight: WEIGHTS.unread }];
        }
      }
      return spans;
    },
  };
}

/** How many characters of a value stand in a text from a place on. */
function sharedLength(text: string, start: number, value: string): number {
  let length = KEY_LENGTH;
  while (
    length < value.length &&
    start + length < text.length &&
    text.charCodeAt(start + length) === value.charCodeAt(length)
  ) {
    length += 1;
  }
  return length;
}

/** A value, and as a form and JSON write it. */
function spellings(value: string): ReadonlySet<string> {
  return new Set([value, value.replaceAll(" ", "+"), JSON.stringify(value).slice(1, -1)]);
}
