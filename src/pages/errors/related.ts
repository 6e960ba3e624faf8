import { FINDING_IDS, FINDINGS, type FindingId } from "#linking/findings/findings.ts";

const MOST = 5;

/** Other findings that are told by the same clue or in the same words, the closest first. */
export function relatedTo(id: FindingId): readonly FindingId[] {
  const own = marksOf(id);
  return FINDING_IDS.filter((other) => other !== id)
    .map((other) => ({
      other,
      shared: marksOf(other).filter((mark) => own.includes(mark)).length,
    }))
    .filter(({ shared }) => shared > 0)
    .toSorted((one, two) => two.shared - one.shared)
    .slice(0, MOST)
    .map(({ other }) => other);
}

/** A status alone is shared by too many to mean anything. */
function marksOf(id: FindingId): readonly string[] {
  const { evidence, sources } = FINDINGS[id];
  return [
    ...evidence
      .filter(({ name }) => name !== "status" && name !== "error")
      .map((clue) => `${clue.in} ${clue.name}`),
    ...sources.flatMap(({ says }) => says ?? []),
  ];
}
