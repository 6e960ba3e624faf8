import { textIn, type Exchange, type Place } from "#linking/use-cases/exchange.ts";
import type { Range } from "#reader/found.ts";
import { piecesBetween, secretsIn, type ExcerptPiece } from "./excerpt.ts";

/** Longer parts are cut. */
const SHOWN_LETTERS = 2000;

/** A request line by line: method and URL, the headers that decide, the body. */
export function printExchange(
  exchange: Exchange,
  places: readonly Place[],
): readonly (readonly ExcerptPiece[])[] {
  const method = textIn(exchange, "method");
  const url = textIn(exchange, "url");
  const isUrlLit = (place: Place) => place.part === "url" && place.text === url;
  const lines = [
    [
      plain(
        `${method ?? "(no method)"} `,
        places.some(({ part }) => part === "method"),
      ),
      ...piecesOf(url ?? "(no URL)", places.filter(isUrlLit)),
    ],
  ];
  for (const place of places)
    if (place.part === "header" || place.part === "hint" || place.part === "library")
      lines.push([
        plain(`${place.name ?? place.part}: `),
        ...piecesOf(place.text, [place], place.name),
      ]);
  const body = textIn(exchange, "body");
  if (body !== null && body !== "")
    lines.push(
      piecesOf(
        body,
        places.filter((place) => place.part === "body" && place.text === body),
      ),
    );
  return lines;
}

function plain(text: string, isLit = false): ExcerptPiece {
  return { text, isLit, isRedacted: false };
}

function piecesOf(
  text: string,
  lit: readonly Range[],
  header: string | null = null,
): ExcerptPiece[] {
  const end = Math.min(text.length, SHOWN_LETTERS);
  const known = header === null ? [] : secretsIn(text, header);
  const pieces = piecesBetween(text, { start: 0, end }, lit, known);
  return end < text.length ? [...pieces, plain("…")] : [...pieces];
}
