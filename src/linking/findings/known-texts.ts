import { FINDING_IDS, FINDINGS, type FindingId } from "./findings.ts";
import { plainWords } from "./plain-words.ts";
import { PRINTED } from "./printed-texts.ts";

/** A stretch of a text of the catalogue, and whether it is what was looked for. */
export type Piece = { readonly text: string; readonly isMatched: boolean };

/** A text of the catalogue, ready to be looked for. */
export type Text = {
  readonly id: FindingId;
  /** The text as the catalogue has it; what is looked for is marked. */
  readonly because: readonly Piece[];
  /** What stands between the placeholders, as plain words. */
  readonly literals: readonly string[];
  /** How many letters they have. */
  readonly letters: number;
};

/**
 * Findings that the API tells in the words of another one. They are chosen by what was sent, in
 * `explainFailure`, never by the answer.
 */
export const UNTOLD: ReadonlySet<FindingId> = new Set([
  "id-token-as-bearer",
  "proof-expired",
  "proof-malformed",
]);

/** Letters that may stand for one placeholder. */
const LONGEST_VALUE = 4_000;

/** Every text that an API, SDK or browser prints for a finding. */
const TEXTS: readonly Text[] = FINDING_IDS.flatMap((id) => {
  const says = FINDINGS[id].sources.flatMap((source) => source.says ?? []);
  return [...says, ...(PRINTED[id] ?? [])].flatMap((text) => textsOf(id, text));
});

/** The longest text of each finding that the words hold, the longest of all first. */
export function textsIn(words: string): readonly Text[] {
  const held = TEXTS.filter((text) => isIn(words, text));
  const sorted = held.toSorted(
    (one, other) => other.letters - one.letters || rankOf(one.id) - rankOf(other.id),
  );
  return sorted.filter(({ id }, index) => sorted.findIndex((one) => one.id === id) === index);
}

/** The order of the catalogue; what the API tells in the words of another comes after that. */
export function rankOf(id: FindingId): number {
  return FINDING_IDS.indexOf(id) + (UNTOLD.has(id) ? FINDING_IDS.length : 0);
}

/** Whether plain words hold the literals of a text in their order, each near the one before. */
function isIn(words: string, { literals: [first = "", ...rest] }: Text): boolean {
  for (let at = words.indexOf(first); at >= 0; at = words.indexOf(first, at + 1))
    if (follows(words, at + first.length, rest)) return true;
  return false;
}

function follows(words: string, from: number, literals: readonly string[]): boolean {
  let end = from;
  return literals.every((literal) => {
    const near = words.slice(end - 1, end + LONGEST_VALUE);
    const at = near.indexOf(literal);
    end += at - 1 + literal.length;
    return at >= 0;
  });
}

/**
 * `status message` is looked for without the status. Of `error: error_description` the description
 * is enough, unless it is one word that others use, too.
 */
function textsOf(id: FindingId, says: string): readonly Text[] {
  const [, status = "", error = "", message = ""] =
    /^(?:(\d{3} )|([a-z]+(?:_[a-z]+)*): )?(.+)$/s.exec(says) ?? [];
  const ofMessage = [{ text: status, isMatched: false }, ...piecesOf(message)];
  if (error === "") return [buildText(id, ofMessage)];
  const whole = [
    { text: error, isMatched: true },
    { text: ": ", isMatched: false },
  ];
  const both = buildText(id, [...whole, ...piecesOf(message)]);
  return message.includes(" ") ? [both, buildText(id, ofMessage)] : [both];
}

function piecesOf(message: string): readonly Piece[] {
  return message.split(/(\{\w+\})/).map((text) => ({ text, isMatched: !/^\{\w+\}$/.test(text) }));
}

function buildText(id: FindingId, pieces: readonly Piece[]): Text {
  const because = pieces.filter(({ text }) => text !== "");
  const literals = because
    .filter(({ isMatched }) => isMatched)
    .map(({ text }) => plainWords(text))
    .filter((literal) => literal.trim() !== "");
  const letters = literals.reduce((sum, literal) => sum + literal.trim().length, 0);
  return { id, because, literals, letters };
}
