import type { ContractCase } from "./world.ts";

/** The title of a case, with the numbers of what it covers in the checklist of `docs/security-checklist.md`. */
export function titleOf({ items, title }: ContractCase): string {
  const numbers = items.flatMap((item) => /^E(\d+)$/.exec(item)?.[1] ?? []);
  return numbers.length === 0 ? title : `(S ${numbers.join(", ")}) ${title}`;
}
