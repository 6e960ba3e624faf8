import { findingOfStatus } from "./finding-of.ts";
import type { FindingId } from "./findings.ts";
import { rankOf, textsIn, type Piece } from "./known-texts.ts";
import { plainWords } from "./plain-words.ts";
import { CODES } from "./printed-texts.ts";
import { findTyped } from "./typed-words.ts";

/** UTF-16 units of what was printed that are read. */
export const MOST_READ = 100_000;

/** A finding that fits what was printed. */
export type FindingMatch = {
  readonly finding: FindingId;
  /** Above 0; only comparable with the others of the same search. */
  readonly score: number;
  /** The text of the catalogue that fits, with what of it was found. */
  readonly because: readonly Piece[];
};

/** More words than this are not typed: they are printed, and hold words that mean nothing. */
const MOST_TYPED = 8;
/** A text outweighs every code, and a code outweighs a status. */
const WEIGHTS = { letter: 100, code: 60, status: 20 };

/**
 * The findings that fit what an API, SDK, browser or person printed, the best first; none where
 * nothing fits. Whole texts of the catalogue count most, the longest first, with anything in the
 * place of a placeholder; then codes and statuses; words only where few were typed. Linear in the
 * length of the text, of which no more than `MOST_READ` is read.
 */
export function findFindings(printed: string): readonly FindingMatch[] {
  const words = plainWords(printed.slice(0, MOST_READ));
  const found = new Map<FindingId, FindingMatch>();
  const add = (finding: FindingId, score: number, because: readonly Piece[]) => {
    const known = found.get(finding) ?? { finding, score: 0, because };
    found.set(finding, { ...known, score: known.score + score });
  };
  for (const { id, letters, because } of textsIn(words)) add(id, letters * WEIGHTS.letter, because);
  for (const { id, code, place } of codesIn(words)) add(id, WEIGHTS.code - place, matched(code));
  const isPrinted = found.size > 0;
  const status = statusIn(words);
  if (status !== null && (status.id !== "unknown-answer" || !isPrinted))
    add(status.id, WEIGHTS.status, matched(status.label));
  const typed = words.trim().split(" ");
  if (!isPrinted && typed.length <= MOST_TYPED)
    for (const { finding, weight, because } of findTyped(typed)) add(finding, weight, because);
  return [...found.values()].toSorted(
    (one, other) => other.score - one.score || rankOf(one.finding) - rankOf(other.finding),
  );
}

/** What labels a code that is a common word. */
const LABELS = ["error", "errorcode", "error_code", "code"];

function codesIn(words: string) {
  const isNamed = (code: string) =>
    code.includes("_")
      ? words.includes(` ${code} `)
      : words === ` ${code} ` || LABELS.some((label) => words.includes(` ${label} ${code} `));
  return [...CODES]
    .filter(([code]) => isNamed(code))
    .flatMap(([code, ids]) => ids.map((id, place) => ({ id, code, place })));
}

/** A status that is said to be one, or stands alone. What nobody knows is an answer of the API only in its own shape. */
function statusIn(words: string): { id: FindingId; label: string } | null {
  const [, name, labelled, alone] =
    / (statuscode|status|http(?: [123])?(?: [01])?) ([45]\d\d) |^ ([45]\d\d) $/.exec(words) ?? [];
  const label = labelled ?? alone ?? "";
  const id = findingOfStatus(Number(label));
  return id === "unknown-answer" && name !== "statuscode" ? null : { id, label };
}

function matched(text: string): readonly Piece[] {
  return [{ text, isMatched: true }];
}
