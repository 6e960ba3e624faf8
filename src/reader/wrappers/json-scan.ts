import type { Range } from "#reader/found.ts";

/** Where in JSON something stands: from it outwards. `null` is the outermost value. */
export type JsonPath = { readonly parent: JsonPath; readonly step: string | number } | null;

/** A string of JSON: the stretch inside its quotes. */
export type JsonString = Range & {
  /** Its member's name, or that of the array it is in. */
  name: string | null;
  readonly path: JsonPath;
  readonly hasEscapes: boolean;
  /** The object it is a member of. */
  readonly owner: JsonObject | null;
};

/** An object of JSON with what its members say and where their values stand, without quotes. */
export type JsonObject = Range & {
  readonly value: Record<string, unknown>;
  readonly places: ReadonlyMap<string, Range>;
  readonly path: JsonPath;
};

/** What was met between the first bracket and its end. */
export type JsonScan = {
  readonly end: number;
  readonly isClosed: boolean;
  /** Whether a string went over the end of a line, or two values stood side by side. */
  readonly isBroken: boolean;
  readonly strings: readonly JsonString[];
  /** Inner ones before those around them. */
  readonly objects: readonly JsonObject[];
  /** The places of an object's own members, for objects inside another's value. */
  readonly placesOf: (value: unknown) => ReadonlyMap<string, Range>;
};

type Scalar = Range & { readonly text: string };

type OpenObject = Omit<JsonObject, "end" | "places"> & {
  end: number;
  readonly places: Map<string, Range>;
};

type Frame = {
  readonly start: number;
  readonly path: JsonPath;
  readonly name: string | null;
  readonly object: OpenObject | null;
  readonly value: Record<string, unknown> | unknown[];
  /** The member called `value`, if it is a string. */
  named: JsonString | null;
  key: string | null;
};

/** What begins is never taken back, so that no text costs more than its length. */
const PIECE = /"[^"\\]*(?:\\[^][^"\\]*)*"?|[{}[\],:]|[^\s"{}[\],:]+/g;

const NO_PLACES: ReadonlyMap<string, Range> = new Map();

/**
 * Walks through JSON from a bracket to its end, or as far as the text goes. Without recursion, so that
 * depth costs no stack. Whether it is JSON at all is for `JSON.parse` to say.
 */
export function scanJson(text: string, from: number): JsonScan {
  const strings: JsonString[] = [];
  const objects: JsonObject[] = [];
  const known = new Map<unknown, ReadonlyMap<string, Range>>();
  const open: Frame[] = [];
  let last: Scalar | null = null;
  let isBroken = false;
  const placesOf = (value: unknown): ReadonlyMap<string, Range> => known.get(value) ?? NO_PLACES;
  const ends = (end: number, isClosed: boolean): JsonScan => ({
    end,
    isClosed,
    isBroken,
    strings,
    objects,
    placesOf,
  });

  const settle = (): void => {
    const frame = open.at(-1);
    if (last === null || frame === undefined) return;
    const isString = last.text.startsWith('"');
    const range = isString ? insideQuotes(last) : last;
    if (isString && (frame.object === null || frame.key !== null)) {
      const found: JsonString = {
        start: range.start,
        end: range.end,
        name: frame.key ?? frame.name,
        path: pathIn(frame),
        hasEscapes: last.text.includes("\\"),
        owner: frame.object,
      };
      strings.push(found);
      if (frame.key === "value") frame.named = found;
    }
    put(frame, parseScalar(last.text), range);
    last = null;
  };

  PIECE.lastIndex = from;
  for (let match = PIECE.exec(text); match !== null; match = PIECE.exec(text)) {
    const { 0: piece, index } = match;
    const end = index + piece.length;
    const frame = open.at(-1);
    if (piece === "{" || piece === "[") {
      const path = frame === undefined ? null : pathIn(frame);
      const name = frame === undefined ? null : (frame.key ?? frame.name);
      const object = piece === "{" ? openObject(index, text.length, path) : null;
      open.push({
        start: index,
        path,
        name,
        object,
        value: object?.value ?? [],
        named: null,
        key: null,
      });
      if (object !== null) {
        objects.push(object);
        known.set(object.value, object.places);
      }
    } else if (piece === "}" || piece === "]") {
      settle();
      const closed = open.pop();
      if (closed === undefined) return ends(index, false);
      nameByPair(closed);
      if (closed.object !== null) closed.object.end = end;
      const parent = open.at(-1);
      if (parent === undefined) return ends(end, true);
      put(parent, closed.value, { start: closed.start, end });
    } else if (piece === ",") {
      settle();
    } else if (piece === ":") {
      if (frame?.object != null && last !== null) frame.key = String(parseScalar(last.text));
      last = null;
    } else {
      isBroken ||= last !== null || piece.includes("\n");
      last = { start: index, end, text: piece };
    }
  }
  settle();
  return ends(text.length, false);
}

function put(frame: Frame, value: unknown, range: Range): void {
  if (Array.isArray(frame.value)) {
    frame.value.push(value);
  } else if (frame.key !== null) {
    frame.value[frame.key] = value;
    frame.object?.places.set(frame.key, { start: range.start, end: range.end });
    frame.key = null;
  }
}

/** `{ "name": "Authorization", "value": "Bearer …" }`, as a HAR lists headers, cookies and parameters. */
function nameByPair({ value, named }: Frame): void {
  if (Array.isArray(value) || named === null) return;
  const { name = value["key"] } = value;
  if (typeof name === "string") named.name = name;
}

function pathIn(frame: Frame): JsonPath {
  const step = Array.isArray(frame.value) ? frame.value.length : (frame.key ?? "");
  return { parent: frame.path, step };
}

function insideQuotes({ start, end, text }: Scalar): Range {
  const isEnded = text.length > 1 && text.endsWith('"');
  return { start: start + 1, end: isEnded ? end - 1 : end };
}

function parseScalar(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.replace(/^"/, "").replace(/"$/, "");
  }
}

function openObject(start: number, end: number, path: JsonPath): OpenObject {
  // Without a prototype, so that `__proto__` is a name like any other.
  const value: Record<string, unknown> = { __proto__: null };
  return { start, end, value, places: new Map(), path };
}
