import { describe, sum } from "./tally.ts";
import type { Tally } from "./tally.ts";

/** How a stage ended: what it counts, and what it has to say, the most important first. */
export type Outcome = { tally: Tally; text?: string };

/** Runs a stage, says how it ended and adds it up. */
export type Stage = (title: string, run: () => Outcome | Promise<Outcome>) => Promise<Tally>;

/**
 * Runs stages, every one also after a failure. A stage that failed first says what failed, then all that
 * its tool said. The last line is the sum over all of them; the exit code is 1 when anything failed.
 */
export async function inStages(run: (stage: Stage) => Promise<void>): Promise<void> {
  const tallies: Tally[] = [];
  const times: string[] = [];
  await run(async (title, runStage) => {
    console.log(`\n== ${title}`);
    const begin = performance.now();
    const { tally, text = "" } = await runStage();
    const seconds = `${((performance.now() - begin) / 1000).toFixed(1)} s`;
    if (text.trim() !== "") console.log(text.trim());
    console.log(
      `-- ${title}: ${tally.failed > 0 ? "FAILED" : "ok"}, ${describe(tally)}, ${seconds}`,
    );
    tallies.push(tally);
    times.push(`${title} ${seconds}`);
    return tally;
  });
  console.log(`\n${times.join("\n")}`);
  const total = sum(tallies);
  console.log(`\n${describe(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}
