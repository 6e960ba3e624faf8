import { testClients } from "./clients.ts";
import { CommandError } from "./setup.mjs";
import { inStages } from "./stages.ts";

/** `npm run test:clients`: what `npm test` does with them, alone. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new CommandError("npm run test:clients takes no options.");
  await inStages(testClients);
}
