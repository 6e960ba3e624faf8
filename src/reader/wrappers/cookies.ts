import type { Range } from "#reader/found.ts";
import { replaced, type LayerText } from "#reader/layers.ts";
import { isCookieHeader } from "#reader/place-names.ts";
import { openPercent } from "./encodings.ts";

/** A piece of a session that was too long for one cookie: `appSession.0`, `__session__1`. */
const PIECE = /^(.+?)(?:\.|__)(\d+)$/;

/** From the start of a word only: what fails there fails further in, too. */
const COOKIE = /(?<![^\s;=,"'])([^\s;=,"']+)=([^\s;"']*)/g;

const LINE_END = /[\r\n"'`]|$/g;

/** A piece of a cookie, with its number. */
export type Piece = Range & { readonly index: number; readonly text: string };

/** Where cookies begin: behind the name of their header, or with the name of one that is known. */
const COOKIES =
  /\b(?:set-)?cookie["']?\s*[:=]\s*["'`]?|(?<![\w.-])(?=(?:appSession|__session|auth0|auth0_compat|a0\.spajs\.txs)(?:[._][\w.-]+)?=)/gi;

/** Stretches of cookies: each up to the end of its line or its quotes. */
export function findCookies({ text, name }: LayerText): readonly Range[] {
  if (isCookieHeader(name)) return [{ start: 0, end: text.length }];
  const ranges: Range[] = [];
  for (const { 0: head, index } of text.matchAll(COOKIES)) {
    const start = index + head.length;
    if (start < (ranges.at(-1)?.end ?? 0)) continue;
    LINE_END.lastIndex = start;
    ranges.push({ start, end: LINE_END.exec(text)?.index ?? text.length });
  }
  return ranges;
}

/** The cookies of such stretches. A session that is cut in pieces is put together again. */
export function openCookies(layer: LayerText, ranges: readonly Range[]): readonly LayerText[] {
  const inner: LayerText[] = [];
  const pieces = new Map<string, Piece[]>();
  for (const { start: from, end } of ranges)
    for (const cookie of layer.text.slice(from, end).matchAll(COOKIE)) {
      const [whole, name = "", text = ""] = cookie;
      const to = from + cookie.index + whole.length;
      const range = { start: to - text.length, end: to };
      const known = pieceOf(name);
      if (known === null) {
        const opening = { layer: { kind: "cookie", at: name }, name, says: "cookie" } as const;
        inner.push(openPercent(layer, range, opening));
      } else {
        addPiece(pieces, known.stem, { ...range, index: known.index, text });
      }
    }
  for (const [name, parts] of pieces) inner.push(joinPieces(layer, name, parts));
  return inner;
}

/** The cookie that a name is a piece of, and its number in it; `null` for a cookie of its own. */
export function pieceOf(name: string): { readonly stem: string; readonly index: number } | null {
  const [, stem, index] = PIECE.exec(name) ?? [];
  return stem === undefined ? null : { stem, index: Number(index) };
}

/** Adds a piece to its cookie. */
export function addPiece(pieces: Map<string, Piece[]>, stem: string, piece: Piece): void {
  const known = pieces.get(stem);
  if (known === undefined) pieces.set(stem, [piece]);
  else known.push(piece);
}

/** A cookie put together again. */
export function joinPieces(layer: LayerText, name: string, pieces: readonly Piece[]): LayerText {
  const text = pieces
    .toSorted((a, b) => a.index - b.index)
    .map((piece) => piece.text)
    .join("");
  // They came in the order of the text, whatever their numbers.
  const { start = 0 } = pieces.at(0) ?? {};
  const { end = start } = pieces.at(-1) ?? {};
  const opening = { layer: { kind: "cookie", at: name }, name, says: "cookie" } as const;
  return replaced(layer, { start, end }, text, opening);
}
