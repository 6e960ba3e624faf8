import { measureLink, measureSearches } from "./bench-users.ts";
import { CommandError } from "./setup.mjs";

/**
 * `npm run bench:tenant`: how much longer searches and links take in a tenant of 20,000 users. It prints
 * what it measured; nothing depends on it, because machines differ.
 */
export async function main(options: readonly string[]): Promise<void> {
  if (options.length > 0) throw new CommandError("npm run bench:tenant takes no options.");
  console.log(`npm run bench:tenant, ${new Date().toISOString().slice(0, 10)}`);
  console.log(`Node ${process.versions.node}, shortest of many turns`);
  for (const { name, ms, times, limit } of [...(await measureSearches()), await measureLink()]) {
    const verdict = times <= limit ? "within" : "OVER";
    console.log(
      `  ${name}: ${ms.toFixed(2)} ms, ${times.toFixed(1)} times, ${verdict} ${limit} times`,
    );
  }
}
