import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setup.mjs";

/** Pages of this repository, and where they are in the package. */
const PAGES = new Map([
  ["docs/testing.md", "README.md"],
  ["docs/emulated-tenant.md", "docs/emulated-tenant.md"],
  ["docs/tenant-command.md", "docs/tenant-command.md"],
  ["CHANGELOG.md", "CHANGELOG.md"],
]);

/** Between these marks stands what is of no use without the repository. */
const OF_REPOSITORY = /<!-- repository -->\n[\s\S]*?<!-- \/repository -->\n+/g;

/** What is typed here, and what somebody types who installed the package. */
const COMMANDS: readonly (readonly [here: RegExp, there: string])[] = [
  [/npm run (?:--silent )?tenant(?: --(?= ))?/g, "npx --no-install linklab tenant"],
  [/npm start/g, "npx --no-install linklab"],
];

/** The pages that go with the package, by where they are in it. */
export function packagePages(): Map<string, string> {
  return new Map(
    [...PAGES].map(([page, there]) => [
      there,
      forPackage(readFileSync(join(ROOT, page), "utf8"), there),
    ]),
  );
}

function forPackage(text: string, there: string): string {
  const readme = there.startsWith("docs/") ? "../README.md" : "./README.md";
  return COMMANDS.reduce(
    (told, [here, typed]) => told.replaceAll(here, typed),
    text
      .replaceAll(OF_REPOSITORY, "")
      .replaceAll("](./testing.md", `](${readme}`)
      .replaceAll("](./", there === "README.md" ? "](./docs/" : "](./"),
  );
}
