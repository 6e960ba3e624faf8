import { readPagePort } from "./options.ts";
import { startSite } from "./serve.ts";
import { untilStopped } from "./until-stopped.ts";
import { SITE } from "#scripts/setup.mjs";

/**
 * `npm run preview`: serves the static site as a host of files would, with the `linklab.config.json` of the
 * build: its tenant is in the browser. Its port is that of `npm start`, so that `npm run tenant` knows it.
 */
export async function main(args: readonly string[]): Promise<void> {
  const app = await startSite(readPagePort(args, process.env));
  untilStopped(app.stop);
  console.log(
    `The site of ${SITE} is at ${app.origin}/ with a tenant in the browser. Ctrl-C stops it.`,
  );
}
