import { roleOf } from "#linking/tokens/token-role.ts";
import { asDecodedToken, readToken } from "#protocol/token-reading.ts";
import type { Found, Range } from "#reader/found.ts";
import { WEIGHTS, type Span } from "#wire/marker.ts";
import { findRedactions, merged } from "#wire/redact.ts";

/** A piece of an excerpt: text as it was brought, or the name of what is not shown. */
export type ExcerptPiece = {
  readonly text: string;
  readonly isLit: boolean;
  readonly isRedacted: boolean;
};

/** A stretch of what was brought, in whole lines. */
export type Excerpt = {
  /** Counted from 1. */
  readonly firstLine: number;
  readonly pieces: readonly ExcerptPiece[];
};

/** Names of a value that stands elsewhere: of a shell, of code, of a template. */
const REFERENCE =
  /^(?:\$[A-Za-z_]\w*(?::\$\w+)?|\$?\{\{?[^{}]*\}\}?|<[^<>]*>|[A-Z]+\d?(?:_[A-Z]+\d*)+)$/;

/** Where no quotes hold it, it may be cut short by a blank, or be a constant. */
const REFERENCE_BY_ITSELF = /^(?:\$[({]|[{<]|[A-Z_]{1,40}$)/;

const ROLES = { access: "access token", id: "ID token", unknown: "token" } as const;

/** What is secret and no token to read. */
const SECRET_KINDS =
  /^(?:refresh-token|session-cookie|opaque-token|token-without-audience|sd-jwt|paseto|private-key)$/;

/**
 * What is secret in a text. A name that stands for a value is none, nor is an expression of code.
 *
 * @param header the name of the header whose value it is
 */
export function secretsIn(text: string, header: string | null = null): readonly Span[] {
  return findRedactions(text, header).flatMap((span) => {
    const token = asDecodedToken(readToken(text.slice(span.start, span.end)));
    if (token !== null) return [called(span, ROLES[roleOf(token)])];
    return standsForIt(text, span) ? [] : [span];
  });
}

function called({ start, end }: Range, name: string): Span {
  return { start, end, marker: { owner: null, name }, weight: WEIGHTS.value };
}

/** Whether a stretch is a name of a value that stands elsewhere, or an expression of code. */
function standsForIt(text: string, { start, end }: Range): boolean {
  const value = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 2), start);
  if (REFERENCE.test(value)) return true;
  if (/["'`]$/.test(before)) return false;
  const isExpression =
    /[:=]\s$/.test(before) &&
    /^[\w$.?!()[\]<>|"';,]+$/.test(value) &&
    !/\d|^[a-z]{16,}$/.test(value.replaceAll(/o?auth[02]/gi, ""));
  return isExpression || REFERENCE_BY_ITSELF.test(value);
}

/** What the reader knows to be secret, whatever it is called: what `-u` and `-b` give, cookies, opaque tokens. */
export function knownSecrets(text: string, found: readonly Found[]): readonly Span[] {
  return found.flatMap((one) => {
    if (one.kind === "other") {
      const kind = one.name?.includes("PRIVATE") && one.what === "pem" ? "private-key" : one.what;
      const isSecret = SECRET_KINDS.test(kind) && !standsForIt(text, one.place);
      return isSecret ? [called(one.place, kind.replaceAll("-", " "))] : [];
    }
    // Of what was unpacked, no excerpt is shown.
    if (one.kind !== "request" || one.place.layers.length > 1) return [];
    return one.parts.flatMap(({ part, name, start, end }) =>
      part === "header" ? moved(secretsIn(text.slice(start, end), name), start) : [],
    );
  });
}

function moved(secrets: readonly Span[], by: number): readonly Span[] {
  return secrets.map((one) => ({ ...one, start: one.start + by, end: one.end + by }));
}

/** Lines shown before and after what decides. */
const AROUND = 4;
/** A longer stretch is cut at both ends of what decides. */
const LONGEST_LINE = 600;

/** How far a token may go on beyond what is shown, and how far before a secret its name may begin. */
const LONGEST_WORD = 100_000;
const LONGEST_NAME = 200;

/** The lines around what decides, with its characters lit, and secrets named instead of shown. */
export function excerptOf(
  text: string,
  place: Range,
  lit: readonly Range[],
  known: readonly Span[],
): Excerpt {
  const stretch = stretchOf(text, place, lit);
  const pieces = piecesBetween(text, stretch, lit, known);
  return { firstLine: lineAt(text, stretch.start), pieces };
}

/** A stretch of a text in pieces. A secret that is cut by its ends is none the less hidden. */
export function piecesBetween(
  text: string,
  { start, end }: Range,
  lit: readonly Range[],
  known: readonly Span[],
): readonly ExcerptPiece[] {
  const near = known.filter((one) => one.start < end && start < one.end);
  const secrets = merged([...secretsAround(text, { start, end }), ...near]);
  const cuts = new Set([start, end]);
  for (const range of [...secrets, ...lit])
    for (const at of [range.start, range.end]) if (at > start && at < end) cuts.add(at);
  const ends = [...cuts].toSorted((one, other) => one - other);
  const pieces: ExcerptPiece[] = [];
  const named = new Set<object>();
  for (const [index, from] of ends.slice(0, -1).entries()) {
    const to = ends[index + 1] ?? end;
    const isLit = lit.some((range) => range.start < to && from < range.end);
    const secret = secrets.find((range) => range.start < to && from < range.end);
    if (secret === undefined) pieces.push({ text: text.slice(from, to), isLit, isRedacted: false });
    else if (!named.has(secret)) {
      named.add(secret);
      const isPartLit = lit.some((range) => range.start < secret.end && secret.start < range.end);
      pieces.push({ text: secret.marker.name, isLit: isPartLit, isRedacted: true });
    }
  }
  return pieces;
}

/** The secrets of a stretch, told by the whole words at its ends and the names before them. */
function secretsAround(text: string, { start, end }: Range): readonly Span[] {
  let first = start;
  while (first > start - LONGEST_WORD && /\S/.test(text.charAt(first - 1))) first -= 1;
  let last = end;
  while (last < end + LONGEST_WORD && /\S/.test(text.charAt(last))) last += 1;
  const from = Math.max(0, first - LONGEST_NAME);
  return moved(secretsIn(text.slice(from, last)), from);
}

/** Whole lines around what decides, within the place; of a very long line only what is near. */
function stretchOf(text: string, place: Range, lit: readonly Range[]): Range {
  const from = Math.min(place.end, ...lit.map(({ start }) => start));
  const to = Math.max(place.start, ...lit.map(({ end }) => end));
  const core = lit.length > 0 ? { start: from, end: to } : place;
  let start = core.start;
  for (let lines = 0; start > 0 && core.start - start < LONGEST_LINE; start -= 1)
    if (text.charAt(start - 1) === "\n" && (lines += 1) > AROUND) break;
  let end = core.end;
  for (let lines = 0; end < text.length && end - core.end < LONGEST_LINE; end += 1)
    if (text.charAt(end) === "\n" && (lines += 1) > AROUND) break;
  return { start, end };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1))
    line += 1;
  return line;
}

/** What is not shown of a text, by name, with how often. */
export function receiptOf(
  text: string,
  known: readonly Span[],
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const {
    marker: { name },
  } of merged([...secretsIn(text), ...known]))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}
