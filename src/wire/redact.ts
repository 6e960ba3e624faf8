import type { Actor } from "./event.ts";
import { findInHeaderOf, findSecrets } from "./find-secrets.ts";
import type { Marker, Span, WirePiece } from "./marker.ts";
import { createMemory } from "./memory.ts";

/**
 * Replaces secrets by markers. It learns tokens from answers, to recognise them in later requests. What
 * stands around a secret stays as it was, to the letter. Nothing that comes over the wire makes it throw,
 * recurse or take longer than in proportion to its length.
 */
export type Redactor = {
  /** Tells whose token a value is, where the page knows it better than the wire shows. */
  learn(value: string, marker: Marker): void;
  /** Tells that a value is made up and may be shown, also where a secret should stand. */
  pass(value: string): void;
  /** Redacts a URL or body, for storage. `actor` owns what is not known by value. */
  redact(text: string, actor: Actor | null): string;
  /** The same in pieces. @param isCut whether the text goes on, so that its end may be half a secret */
  pieces(text: string, actor: Actor | null, isCut?: boolean): readonly WirePiece[];
  /** Redacts the value of a header, whose name tells more of it. */
  header(name: string, value: string, actor: Actor | null, isCut?: boolean): readonly WirePiece[];
};

/** Stands for a text in which secrets could not be looked for. */
const UNREAD: Marker = { owner: null, name: "could not be read" };

const WRITTEN = /⟦⟦|⟦(?:([AB]) )?([^⟦⟧]{1,40})⟧/g;

/** Makes a redactor with an empty memory. */
export function createRedactor(): Redactor {
  const memory = createMemory();
  const madeUp = new Set<string>();
  const isSecret = (text: string) => (span: Span) => !madeUp.has(text.slice(span.start, span.end));

  function replaced(text: string, find: () => Span[]): readonly WirePiece[] {
    try {
      const spans = merged(find());
      // What is named in a text may stand there once more, before its name.
      const isMore = spans.map(keep).includes(true);
      return cutOut(text, (isMore ? merged(find()) : spans).filter(isSecret(text)));
    } catch {
      // A fault of the search shows less, and never a secret.
      return [UNREAD];
    }
  }

  function keep({ calls = [] }: Span): boolean {
    return calls.map(([value, marker]) => memory.keep(value, marker)).includes(true);
  }

  function pieces(text: string, actor: Actor | null, isCut = false): readonly WirePiece[] {
    return replaced(text, () => findSecrets(text, { memory, actor, isCut }));
  }

  return {
    learn: (value, marker) => memory.learn(value, marker),
    pass: (value) => void madeUp.add(value),
    redact: (text, actor) => writeMarkers(pieces(text, actor)),
    pieces,
    header: (name, value, actor, isCut = false) =>
      replaced(value, () => findInHeaderOf(name, value, { memory, actor, isCut })),
  };
}

/**
 * Writes pieces as one text, for storage. A bracket of the text itself is written twice, so that only
 * what was a marker is read as one.
 */
export function writeMarkers(pieces: readonly WirePiece[]): string {
  return pieces
    .map((piece) =>
      typeof piece === "string"
        ? piece.replaceAll("⟦", "⟦⟦")
        : `⟦${piece.owner === null ? "" : `${piece.owner} `}${piece.name}⟧`,
    )
    .join("");
}

/** Reads text that {@link writeMarkers} wrote: plain pieces, and markers. */
export function splitMarkers(text: string): readonly WirePiece[] {
  const pieces: WirePiece[] = [];
  let plain = "";
  let end = 0;
  for (const match of text.matchAll(WRITTEN)) {
    plain += text.slice(end, match.index);
    end = match.index + match[0].length;
    const [, owner, name] = match;
    if (name === undefined) {
      plain += "⟦";
      continue;
    }
    if (plain !== "") pieces.push(plain);
    plain = "";
    pieces.push({ owner: asActor(owner), name });
  }
  plain += text.slice(end);
  if (plain !== "") pieces.push(plain);
  return pieces;
}

/**
 * Where secrets stand in a text that somebody brought, in order and without overlap. Nothing is learnt
 * from it.
 *
 * @param header the name of the header whose value it is; `null` for other text
 */
export function findRedactions(text: string, header: string | null = null): readonly Span[] {
  const finder = { memory: createMemory(), actor: null, isCut: false };
  return merged(header === null ? findSecrets(text, finder) : findInHeaderOf(header, text, finder));
}

function cutOut(text: string, spans: readonly Span[]): readonly WirePiece[] {
  const pieces: WirePiece[] = [];
  let plain = 0;
  for (const { start, end, marker } of spans) {
    if (start > plain) pieces.push(text.slice(plain, start));
    pieces.push(marker);
    plain = end;
  }
  if (plain < text.length) pieces.push(text.slice(plain));
  return pieces;
}

/** One span where several overlap, with the name and the values of the heaviest, or longest, of them. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) {
      result.push(span);
      continue;
    }
    const isHeavier = span.weight - last.weight || span.end - span.start - (last.end - last.start);
    result[result.length - 1] = {
      ...(isHeavier > 0 ? span : last),
      start: last.start,
      end: Math.max(last.end, span.end),
    };
  }
  return result;
}

function asActor(text: string | undefined): Actor | null {
  return text === "A" || text === "B" ? text : null;
}
