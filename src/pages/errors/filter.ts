import { FINDINGS, type FindingId } from "#linking/findings/findings.ts";

/** The findings that hold every word of the query, in any of their texts. */
export function filterFindings(ids: readonly FindingId[], query: string): readonly FindingId[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return ids.filter((id) => words.every((word) => textOf(id).includes(word)));
}

function textOf(id: FindingId): string {
  const { title, because, evidence, steps, sources } = FINDINGS[id];
  return [
    id,
    title,
    because,
    ...evidence.flatMap((clue) => [clue.in, clue.name]),
    ...steps,
    ...sources.map(({ says }) => says ?? ""),
  ]
    .join(" ")
    .toLowerCase();
}
