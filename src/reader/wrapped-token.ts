import { readToken, type TokenReading } from "#protocol/token-reading.ts";
import { isRecord, stringClaim, TOKEN_SIZE_LIMIT } from "#protocol/token.ts";
import type { Range } from "./found.ts";

/** How many characters may still be looked at again, so that no text costs more than a few times its length. */
export type Budget = { left: number };

type Chunk = { readonly text: string; readonly end: number; readonly breaksLine: boolean };

/** Blanks or invisible characters, then a word in the alphabet of tokens that ends where a word can end. */
const CHUNK =
  /([\s\u0085\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]+)([\w+/=.-]+)(?=[\s\u0085\u200b-\u200f"'`”’»<,;)}\]]|$)/y;

/** Kinds of readings that are better than a piece of a token. */
const WHOLE: readonly TokenReading["kind"][] = [
  "jwt",
  "unsecured",
  "encrypted",
  "not-json",
  "not-claims",
];

/** Characters of a signature in base64url, by its algorithm. @see RFC 7518 section 3.1 */
const SIGNATURES: Readonly<Record<string, readonly number[]>> = {
  RS256: [342, 512, 683],
  PS256: [342, 512, 683],
  HS256: [43],
  ES256: [86],
};

/** Shorter words that follow are prose, not a signature. */
const SIGNATURE_START = 8;

/** More than a token has. */
const PARTS = 5;

/** Narrower lines are no sign that somebody wrapped something. */
const WIDTH = 16;

/**
 * The end of a token that begins with a word and may go on across blanks: joined only with what is
 * base64url, and only where the result is a better token than the word alone.
 */
export function endOfToken(text: string, word: Range, budget: Budget): number {
  const alone = readToken(text.slice(word.start, word.end));
  if (isComplete(alone.raw, alone))
    return endOfSignature(text, alone, word.end, budget) ?? word.end;
  const chunks: Chunk[] = [];
  let joined = alone.raw;
  let dots = alone.parts.length - 1;
  for (
    let next = chunkAt(text, word.end, budget);
    next !== null && joined.length <= TOKEN_SIZE_LIMIT;
    next = chunkAt(text, next.end, budget)
  ) {
    // Behind a header there is a dot before anything else begins.
    if (dots === 0 && next.text.startsWith("ey")) break;
    // Behind a token that nobody signed the next one begins, and no signature.
    if (dots >= 2 && joined.endsWith(".") && /^ey[\w-]*\./.test(next.text)) break;
    joined += next.text;
    chunks.push(next);
    dots += next.text.split(".").length - 1;
    // Only the first and one with a dot can begin the last part.
    const mayComplete = chunks.length === 1 || next.text.includes(".");
    if (dots >= PARTS || (mayComplete && isComplete(joined, null))) break;
  }
  const last = chunks.at(-1);
  if (last === undefined) return word.end;
  const further =
    endOfSignature(text, readToken(joined), last.end, budget) ??
    endOfLines(text, word, chunks, budget);
  const isBetter = (end: number): boolean =>
    isBetterToken(readToken(text.slice(word.start, end)), alone, last.text);
  return [further, last.end].find(isBetter) ?? word.end;
}

/** Whether what was joined is a token, and its signature no word of the sentence that goes on. */
function isBetterToken(joined: TokenReading, alone: TokenReading, last: string): boolean {
  const signature = joined.parts.at(-1) ?? "";
  if (!last.includes(".") && signature.length < SIGNATURE_START) return false;
  return WHOLE.includes(joined.kind) || (joined.kind === "unsigned" && alone.parts.length === 1);
}

/** The end of words on lines of one width, as base64 and PEM wrap them. */
export function endOfLines(
  text: string,
  { start, end: wordEnd }: Range,
  joined: readonly Chunk[],
  budget: Budget,
): number {
  const widths = [wordEnd - start, ...joined.map((chunk) => chunk.text.length)];
  const width = widths.reduce((widest, each) => Math.max(widest, each), 0);
  let end = joined.at(-1)?.end ?? wordEnd;
  let last = widths.at(-1);
  const isWrapped = joined.length === 0 || widths.filter((each) => each === width).length > 1;
  if (!isWrapped || width < WIDTH) return end;
  for (let next = chunkAt(text, end, budget); last === width; next = chunkAt(text, end, budget)) {
    const goesOn =
      next?.breaksLine === true && next.text.length <= width && !next.text.includes(".");
    if (next === null || !goesOn) break;
    end = next.end;
    last = next.text.length;
  }
  return end;
}

/** The end of a signature that its algorithm tells the length of; `null` where that says nothing. */
function endOfSignature(
  text: string,
  { kind, header, parts }: TokenReading,
  end: number,
  budget: Budget,
): number | null {
  const alg = isRecord(header?.value) ? stringClaim(header.value, "alg") : null;
  const lengths = SIGNATURES[alg ?? ""] ?? [];
  let length = parts[2]?.length ?? 0;
  if (parts.length !== 3 || kind === "encrypted") return null;
  if (lengths.includes(length)) return end;
  const longest = lengths.at(-1) ?? 0;
  for (let at = end; length < longest;) {
    const next = chunkAt(text, at, budget);
    if (next === null || next.text.includes(".")) return null;
    length += next.text.length;
    at = next.end;
    if (lengths.includes(length)) return at;
  }
  return null;
}

function chunkAt(text: string, offset: number, budget: Budget): Chunk | null {
  if (budget.left <= 0) return null;
  CHUNK.lastIndex = offset;
  const match = CHUNK.exec(text);
  if (match === null) return null;
  const [whole, gap = "", word = ""] = match;
  budget.left -= whole.length;
  return { text: word, end: offset + whole.length, breaksLine: /[\r\n]/.test(gap) };
}

/** Whether all parts have begun: three, or five of what is encrypted. */
function isComplete(text: string, known: TokenReading | null): boolean {
  const parts = text.split(".");
  if (parts.length < 3 || parts.at(-1) === "") return false;
  const { header } = known ?? readToken(`${parts[0] ?? ""}.`);
  const isEncrypted = isRecord(header?.value) && Object.hasOwn(header.value, "enc");
  return !isEncrypted || parts.length >= 5;
}
