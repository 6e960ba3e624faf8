import { FINDING_IDS, FINDINGS, type FindingId } from "./findings.ts";
import type { Piece } from "./known-texts.ts";
import { plainWords } from "./plain-words.ts";
import { PRINTED } from "./printed-texts.ts";

/** A finding that holds words that were typed. */
export type TypedMatch = {
  readonly finding: FindingId;
  /** Above 0; only comparable with others of the same words. */
  readonly weight: number;
  readonly because: readonly Piece[];
};

/** Less than this part of what the words mean is taken for chance. */
const ENOUGH = 0.5;
/** A word that more than this part of the findings have means nothing. */
const COMMON = 0.3;
/** A part of a word, or a word with a slip, is surer the longer it is. */
const SHORTEST = { start: 3, slip: 6 };

type Field = {
  readonly text: string;
  readonly weight: number;
  readonly words: ReadonlySet<string>;
};

const field = (text: string, weight: number): Field => ({ text, weight, words: wordsOf(text) });

/**
 * What a finding is told in, by kinds of text: of each kind the best one counts. A clue names a claim,
 * parameter or header, and that is what a reader looks for.
 */
const FIELDS: ReadonlyMap<FindingId, readonly (readonly Field[])[]> = new Map(
  FINDING_IDS.map((id) => {
    const { title, because, evidence, steps, sources } = FINDINGS[id];
    const prose = [because, ...steps, ...(PRINTED[id] ?? [])];
    return [
      id,
      [
        [field(title, 2)],
        [field(id, 2)],
        sources.map(({ says }) => field(says ?? "", 2)),
        evidence.map((clue) => ({ ...field(clue.name, 3), text: `${clue.in}: ${clue.name}` })),
        prose.map((text) => field(text, 1)),
      ],
    ];
  }),
);

/** How many findings have a word. */
const OWNERS: ReadonlyMap<string, number> = countOwners();

/** The findings that hold what the words mean, or most of it, in the order of the catalogue. */
export function findTyped(words: readonly string[]): readonly TypedMatch[] {
  const meant = words.map((word, index) => readingsOf(word, index === words.length - 1));
  return FINDING_IDS.flatMap((finding) => {
    const kinds = FIELDS.get(finding) ?? [];
    const fields = kinds.flat();
    const isHeld = (word: string) => fields.some((one) => one.words.has(word));
    const read = meant.map((readings) => readings.find(isHeld) ?? readings[0] ?? "");
    const held = read.filter(isHeld);
    const share = rarityOf(held) / rarityOf(read);
    if (!held.some(isTelling) || share < ENOUGH) return [];
    const weights = fields.map((one) => weigh(one, held));
    const best = fields[weights.indexOf(Math.max(...weights))]?.text ?? "";
    const ofKinds = kinds.map((kind) => Math.max(0, ...kind.map((one) => weigh(one, held))));
    const weight = share * ofKinds.reduce((sum, one) => sum + one, 0);
    return [{ finding, weight, because: mark(best, new Set(held.filter(isTelling))) }];
  });
}

function weigh({ weight, words }: Field, held: readonly string[]): number {
  return weight * rarityOf(held.filter((word) => words.has(word)));
}

/** The word itself, or those that it begins where it is still being typed, or that it is a slip of. */
function readingsOf(word: string, isLast: boolean): readonly string[] {
  if (OWNERS.has(word)) return [word];
  const isLike = (other: string) =>
    (isLast && word.length >= SHORTEST.start && other.startsWith(word)) ||
    (word.length >= SHORTEST.slip && isOneSlip(word, other));
  const like = [...OWNERS.keys()].filter(isLike);
  return like.length === 0 ? [word] : like;
}

/** Whether one letter was left out, put in or mistaken. */
function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return Math.max(one.length, other.length) - start - end <= 1;
}

/** What words tell apart: the fewer findings have one, the more. */
function rarityOf(words: readonly string[]): number {
  const all = FINDING_IDS.length + 1;
  return words.reduce((sum, word) => sum + Math.log(all / (OWNERS.get(word) ?? 1)), 0);
}

function isTelling(word: string): boolean {
  return word.length > 1 && (OWNERS.get(word) ?? 0) <= FINDING_IDS.length * COMMON;
}

function mark(text: string, held: ReadonlySet<string>): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const part of text.split(/([\p{L}\p{N}_]+)/u)) {
    const isMatched = held.has(part.toLowerCase());
    const last = pieces.at(-1);
    if (last?.isMatched === isMatched) pieces.splice(-1, 1, { text: last.text + part, isMatched });
    else if (part !== "") pieces.push({ text: part, isMatched });
  }
  return pieces;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(plainWords(text).trim().split(" "));
}

function countOwners(): ReadonlyMap<string, number> {
  const owners = new Map<string, number>();
  for (const kinds of FIELDS.values())
    for (const word of new Set(kinds.flat().flatMap(({ words }) => [...words])))
      owners.set(word, (owners.get(word) ?? 0) + 1);
  return owners;
}
