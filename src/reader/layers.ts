import type { Layer, Place, PlaceSays, Range } from "./found.ts";

/** A text on its own, and how its offsets lead back to the outermost text. */
export type LayerText = {
  readonly text: string;
  /** How often something was opened on the way here, layers without a name of their own included. */
  readonly depth: number;
  readonly layers: readonly Layer[];
  /** The name that the whole text had where it stood, such as `id_token`. */
  readonly name: string | null;
  readonly says: PlaceSays | null;
  /** Whether what it says was told already, as the message of an error body is. */
  readonly isTold: boolean;
  /** Whether it is a value of its own, and not what is left of one that was looked into already. */
  readonly isWhole: boolean;
  /** Where a stretch of it stands in the outermost text. */
  readonly placeOf: (start: number, end: number) => Place;
};

/** What is known of an inner text beyond where it stands. */
export type Opening = {
  readonly layer?: Layer | null;
  readonly name?: string | null;
  readonly says?: PlaceSays | null;
  readonly isTold?: boolean;
  readonly isWhole?: boolean;
};

type Segment = Range & {
  readonly innerStart: number;
  readonly isVerbatim: boolean;
};

/** The text that was brought. */
export function outermost(text: string): LayerText {
  const lineOf = countLines(text);
  const placeOf = (start: number, end: number): Place => ({
    start,
    end,
    line: lineOf(start),
    layers: [],
  });
  return {
    text,
    depth: 0,
    layers: [],
    name: null,
    says: null,
    isTold: false,
    isWhole: true,
    placeOf,
  };
}

/** A stretch of a text, as it stands there. */
export function sliceOf(
  parent: LayerText,
  start: number,
  end: number,
  opening: Opening,
): LayerText {
  return inner(parent, parent.text.slice(start, end), opening, (from, to) => [
    start + from,
    start + to,
  ]);
}

/** A text that was decoded as a whole, so that none of its offsets leads back to more than the whole. */
export function replaced(
  parent: LayerText,
  { start, end }: Range,
  text: string,
  opening: Opening,
): LayerText {
  return inner(parent, text, opening, () => [start, end]);
}

/** A stretch with its escapes decoded; what stood between them keeps its offsets. */
export function decodedBy(
  parent: LayerText,
  range: Range,
  escape: RegExp,
  decode: (escaped: string) => string,
  opening: Opening,
): LayerText {
  const source = parent.text.slice(range.start, range.end);
  const pieces: string[] = [];
  const segments: Segment[] = [];
  let innerStart = 0;
  let from = 0;
  const add = (start: number, end: number, text: string, isVerbatim: boolean): void => {
    if (end === start) return;
    segments.push({ innerStart, start: range.start + start, end: range.start + end, isVerbatim });
    pieces.push(text);
    innerStart += text.length;
  };
  for (const { 0: escaped, index } of source.matchAll(escape)) {
    add(from, index, source.slice(from, index), true);
    from = index + escaped.length;
    add(index, from, decode(escaped), false);
  }
  add(from, source.length, source.slice(from), true);
  return inner(parent, pieces.join(""), opening, (start, end) => {
    const first = segmentAt(segments, start);
    const last = segmentAt(segments, Math.max(start, end - 1));
    if (first === undefined || last === undefined) return [range.start, range.end];
    return [
      first.isVerbatim ? first.start + start - first.innerStart : first.start,
      last.isVerbatim ? last.start + end - last.innerStart : last.end,
    ];
  });
}

function inner(
  parent: LayerText,
  text: string,
  opening: Opening,
  outwards: (start: number, end: number) => readonly [number, number],
): LayerText {
  const { layer = null, name = parent.name, says = parent.says } = opening;
  const { isTold = parent.isTold, isWhole = true } = opening;
  const layers = layer === null ? parent.layers : [...parent.layers, layer];
  const placeOf = (start: number, end: number): Place => ({
    ...parent.placeOf(...outwards(start, end)),
    layers,
  });
  return { text, depth: parent.depth + 1, layers, name, says, isTold, isWhole, placeOf };
}

/** The last segment that begins at an offset or before it. */
function segmentAt(segments: readonly Segment[], offset: number): Segment | undefined {
  return segments[
    lastAtMost(segments.length, (index) => (segments[index]?.innerStart ?? 0) <= offset)
  ];
}

/** Gives the number of the line of an offset, counted from 1. Lines are counted when first asked. */
function countLines(text: string): (offset: number) => number {
  let starts: readonly number[] | null = null;
  return (offset) => {
    starts ??= [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    const known = starts;
    return lastAtMost(known.length, (index) => (known[index] ?? 0) <= offset) + 1;
  };
}

/** The last index for which something holds that holds up to it and no further; -1 for none. */
function lastAtMost(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
