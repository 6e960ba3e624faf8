import { testFirefox } from "./firefox.ts";
import { CommandError } from "./setup.mjs";
import { inStages } from "./stages.ts";

/** `npm run test:firefox`: what `npm test` does with it, alone. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new CommandError("npm run test:firefox takes no options.");
  await inStages(testFirefox);
}
