import { readPagePort } from "./options.ts";
import { startSite } from "./serve.ts";
import { untilStopped } from "./until-stopped.ts";
import { SITE } from "#scripts/setup.mjs";

/**
 * `npm run preview`: serves the built page alone, as a host of static files would: with the
 * `linklab.config.json` of the build. Its port is that of `npm start`, so that `npm run tenant` knows it.
 */
export async function main(args: readonly string[]): Promise<void> {
  const app = await startSite(readPagePort(args, process.env));
  untilStopped(app.stop);
  console.log(`The page of ${SITE} is at ${app.origin}/ without a tenant. Ctrl-C stops it.`);
}
