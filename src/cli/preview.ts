import { join } from "node:path";
import { listen, startOn } from "./listen.ts";
import { readPagePort } from "./options.ts";
import { createPage } from "./page.ts";
import { untilStopped } from "./until-stopped.ts";
import { ROOT, SITE } from "#scripts/setup.mjs";

/**
 * `npm run preview`: serves the static site as a host of files would, with the `linklab.config.json` of the
 * build: its tenant is in the browser. Its port is that of `npm start`, so that `npm run tenant` knows it.
 */
export async function main(args: readonly string[]): Promise<void> {
  const app = await startOn(readPagePort(args, process.env), "--port", listen);
  const page = createPage(join(ROOT, SITE));
  app.open(({ request, refused }) => page.fetch(request, { refused }));
  untilStopped(app.close);
  console.log(
    `The site of ${SITE} is at ${app.origin}/ with a tenant in the browser. Ctrl-C stops it.`,
  );
}
