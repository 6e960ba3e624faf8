import { FINDING_IDS, FINDINGS, type FindingId } from "./findings.ts";
import type { Piece } from "./known-texts.ts";
import { plainWords } from "./plain-words.ts";

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
const SHORTEST = { start: 3, slip: 5 };

type Field = {
  readonly text: string;
  readonly weight: number;
  readonly words: ReadonlySet<string>;
};

const field = (text: string, weight: number): Field => ({ text, weight, words: wordsOf(text) });

/** What a finding is told in. A clue names a claim, parameter or header, and a reader looks for that. */
const FIELDS: ReadonlyMap<FindingId, readonly Field[]> = new Map(
  FINDING_IDS.map((id) => {
    const { title, because, evidence, steps, sources } = FINDINGS[id];
    return [
      id,
      [
        field(title, 2),
        ...sources.map(({ says }) => field(says ?? "", 2)),
        ...evidence.map((clue) => ({ ...field(clue.name, 3), text: `${clue.in}: ${clue.name}` })),
        field(id, 2),
        field(because, 1),
        ...steps.map((step) => field(step, 1)),
      ],
    ];
  }),
);

/** How many findings have a word. */
const OWNERS: ReadonlyMap<string, number> = countOwners();

/** The findings that hold what the words mean, or most of it, by their own order. */
export function findTyped(words: readonly string[]): readonly TypedMatch[] {
  const known = words.map((word, index) => closest(word, index === words.length - 1));
  const whole = known.reduce((sum, word) => sum + rarity(word), 0);
  return FINDING_IDS.flatMap((finding) => {
    const fields = FIELDS.get(finding) ?? [];
    const held = known.filter((word) => fields.some((one) => one.words.has(word)));
    const share = held.reduce((sum, word) => sum + rarity(word), 0) / whole;
    if (!held.some(isTelling) || share < ENOUGH) return [];
    const weights = fields.map((one) => weigh(one, held));
    const best = fields[weights.indexOf(Math.max(...weights))];
    const weight = share * weights.reduce((sum, one) => sum + one, 0);
    return [{ finding, weight, because: mark(best?.text ?? "", new Set(held.filter(isTelling))) }];
  });
}

function weigh({ weight, words }: Field, held: readonly string[]): number {
  return held.reduce((sum, word) => sum + (words.has(word) ? weight * rarity(word) : 0), 0);
}

/** The word itself, the one that it begins where it is still being typed, or the one it is a slip of. */
function closest(word: string, isLast: boolean): string {
  if (OWNERS.has(word)) return word;
  const isLike = (other: string) =>
    (isLast && word.length >= SHORTEST.start && other.startsWith(word)) ||
    (word.length >= SHORTEST.slip && isOneSlip(word, other));
  return [...OWNERS.keys()].find(isLike) ?? word;
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

function rarity(word: string): number {
  return Math.log((FINDING_IDS.length + 1) / (OWNERS.get(word) ?? 1));
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
  for (const fields of FIELDS.values())
    for (const word of new Set(fields.flatMap(({ words }) => [...words])))
      owners.set(word, (owners.get(word) ?? 0) + 1);
  return owners;
}
