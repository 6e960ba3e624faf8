import { jsonTokens, type JsonToken } from "./json-tokens.ts";
import type { Marker, WirePiece } from "./marker.ts";

/** JSON that is nested deeper is shown as it came: its lines would be mostly blanks. */
const DEEPEST = 32;

/**
 * Lays JSON out for reading: a member a line, as `JSON.stringify` indents it. Only blanks between its
 * tokens change; numbers, escapes and members that come twice stay. Other text stays as it is.
 */
export function layOutJson(pieces: readonly WirePiece[]): readonly WirePiece[] {
  // What comes after JSON says why it ends there.
  const last = pieces.at(-1);
  const end = typeof last === "object" ? [last] : [];
  const json = pieces.slice(0, pieces.length - end.length);
  const markers = placesOf(json);
  const text = json.map((piece) => (typeof piece === "string" ? piece : "0")).join("");
  const tokens = jsonTokens(text);
  if (tokens === null) return pieces;
  const blanks = blanksBefore(text, tokens);
  if (blanks === null) return pieces;
  const result: WirePiece[] = [];
  let plain = "";
  let next = 0;
  for (const [index, token] of tokens.entries()) {
    plain += blanks[index] ?? "";
    let start = token.start;
    for (let place = markers[next]; place && place.at < token.end; place = markers[next]) {
      result.push(plain + text.slice(start, place.at), place.marker);
      plain = "";
      start = place.at + 1;
      next += 1;
    }
    plain += text.slice(start, token.end);
  }
  return [...result, plain, ...end].filter((piece) => piece !== "");
}

function placesOf(pieces: readonly WirePiece[]): { at: number; marker: Marker }[] {
  const places: { at: number; marker: Marker }[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece !== "string") places.push({ at, marker: piece });
    at += typeof piece === "string" ? piece.length : 1;
  }
  return places;
}

/** What stands before each token; `null` where something is nested too deep. */
function blanksBefore(text: string, tokens: readonly JsonToken[]): readonly string[] | null {
  const blanks: string[] = [];
  let depth = 0;
  let before = "";
  for (const { start } of tokens) {
    const sign = text.charAt(start);
    const isEnd = sign === "}" || sign === "]";
    const isEmpty = isEnd && (before === "{" || before === "[");
    if (isEnd) depth = Math.max(0, depth - 1);
    const isLine = before === "{" || before === "[" || before === "," || (isEnd && before !== "");
    const isNext = depth === 0 && !isEnd && (before === "}" || before === "]");
    blanks.push(
      before === ":" ? " " : isEmpty ? "" : isLine || isNext ? `\n${"  ".repeat(depth)}` : "",
    );
    if (sign === "{" || sign === "[") depth += 1;
    if (depth > DEEPEST) return null;
    before = sign;
  }
  return blanks;
}
