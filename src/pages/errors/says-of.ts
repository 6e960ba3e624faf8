import { FINDINGS, type FindingId } from "#linking/findings/findings.ts";

/** The first words of the API about it, if any. */
export function saysOf(id: FindingId): string {
  return FINDINGS[id].sources.find(({ says }) => says !== null)?.says ?? "";
}
