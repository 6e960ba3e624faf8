import { LACKS, type Lack } from "./lacks.ts";

/** A case that the worker's contract leaves out. */
export type LeftOut = { subject: string; title: string; lack: Lack };

/** The docs page of them. */
export function renderLeftOut(leftOut: readonly LeftOut[], all: number): string {
  const reasons = Object.entries(LACKS).map(([lack, reason]) => {
    const these = leftOut.filter((one) => one.lack === lack);
    const lines = these.map(
      ({ subject, title }) => `- ${subject}: \`${title.replaceAll("`", "'")}\``,
    );
    return { head: `- ${these.length}: ${reason}`, part: [`## ${reason}`, "", ...lines, ""] };
  });
  return [
    "# The contract in the worker",
    "",
    "<!-- Written by test/contract/worker.test.ts; --update writes it anew. -->",
    "",
    `The contract of the tenant has ${all} cases. The core and the Node host play all of them. The worker of the`,
    `static site plays ${all - leftOut.length} in a browser; a page cannot send the other ${leftOut.length}:`,
    "",
    ...reasons.map(({ head }) => head),
    "",
    ...reasons.flatMap(({ part }) => part),
  ].join("\n");
}
