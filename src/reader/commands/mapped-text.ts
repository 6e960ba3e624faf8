import type { Range } from "#reader/found.ts";

/** A stretch of a mapped text. Where the widths differ, it was written in another way. */
type Run = { readonly at: number; readonly length: number } & Range;

/** Text as it is meant, and for each stretch where it stands in what was brought. */
export type MappedText = { readonly text: string; readonly runs: readonly Run[] };

/** Collects a mapped text from left to right. */
export type TextBuilder = {
  /** Adds what stands in the source as it is. */
  readonly keep: (start: number, end: number) => void;
  /** Adds what `start` to `end` of the source means. */
  readonly put: (text: string, start: number, end: number) => void;
  readonly add: (part: MappedText) => void;
  readonly finish: () => MappedText;
};

/** Begins a mapped text of the source. */
export function buildText(source: string): TextBuilder {
  const pieces: string[] = [];
  const runs: Run[] = [];
  let length = 0;
  let kept: Range | null = null;

  const push = (text: string, start: number, end: number): void => {
    if (text === "") return;
    pieces.push(text);
    runs.push({ at: length, length: text.length, start, end });
    length += text.length;
  };
  const flush = (): void => {
    if (kept !== null) push(source.slice(kept.start, kept.end), kept.start, kept.end);
    kept = null;
  };
  return {
    keep: (start, end) => {
      if (kept?.end === start) {
        kept = { start: kept.start, end };
        return;
      }
      flush();
      kept = { start, end };
    },
    put: (text, start, end) => {
      flush();
      push(text, start, end);
    },
    add: (part) => {
      flush();
      for (const { at, length: width, start, end } of part.runs)
        push(part.text.slice(at, at + width), start, end);
    },
    finish: () => {
      flush();
      return { text: pieces.join(""), runs };
    },
  };
}

/** Text that stands for a stretch of the source as a whole. */
export function mapWhole(text: string, { start, end }: Range): MappedText {
  return { text, runs: text === "" ? [] : [{ at: 0, length: text.length, start, end }] };
}

/** A stretch of the source as it is. */
export function mapVerbatim(source: string, start: number, end: number): MappedText {
  return mapWhole(source.slice(start, end), { start, end });
}

/** A part of a mapped text. */
export function sliceText(mapped: MappedText, start: number, end = mapped.text.length): MappedText {
  const runs: Run[] = [];
  for (let index = runAt(mapped, start); index < mapped.runs.length; index += 1) {
    const run = mapped.runs[index];
    if (run === undefined || run.at >= end) break;
    const from = Math.max(start, run.at);
    const to = Math.min(end, run.at + run.length);
    if (from >= to) continue;
    const range = { start: sourceOf(run, from, "start"), end: sourceOf(run, to, "end") };
    runs.push({ at: from - start, length: to - from, ...range });
  }
  return { text: mapped.text.slice(start, end), runs };
}

/** A mapped text without the blanks at its ends. */
export function trimText(mapped: MappedText): MappedText {
  const trimmed = mapped.text.trimStart();
  const start = mapped.text.length - trimmed.length;
  return sliceText(mapped, start, start + trimmed.trimEnd().length);
}

/** Where a part of a mapped text stands in the source; `null` for what stands nowhere. */
export function rangeOf(mapped: MappedText, start = 0, end = mapped.text.length): Range | null {
  const first = mapped.runs[runAt(mapped, start)];
  const last = mapped.runs[runAt(mapped, Math.max(start, end - 1))];
  if (first === undefined || last === undefined) return null;
  const from = sourceOf(first, start, "start");
  return { start: from, end: Math.max(from, sourceOf(last, end, "end")) };
}

/** Mapped texts in a row, with a text between them that stands nowhere. */
export function joinTexts(parts: readonly MappedText[], between: string): MappedText {
  const joined = buildText("");
  for (const [index, part] of parts.entries()) {
    const at = part.runs[0]?.start ?? 0;
    if (index > 0) joined.put(between, at, at);
    joined.add(part);
  }
  return joined.finish();
}

function sourceOf(run: Run, at: number, side: "start" | "end"): number {
  const isVerbatim = run.end - run.start === run.length;
  return isVerbatim ? run.start + at - run.at : run[side];
}

/** Index of the run that holds a character, found by halving. */
function runAt({ runs }: MappedText, at: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
