#!/usr/bin/env node
// Every npm script comes here: `node scripts/run.mjs <command> [options]`. Plain JavaScript, because
// Node 20 cannot read TypeScript and nothing may be installed or built yet.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What must be built before a command runs. `test` builds the page itself, as one of its checks. */
const COMMANDS = new Map([
  ["start", ["commands", "page"]],
  ["dev", ["commands"]],
  ["build", ["page"]],
  ["preview", ["commands", "page"]],
  ["tenant", ["commands"]],
  ["check", ["commands"]],
  ["shots", ["commands", "page"]],
  ["bench-app", ["commands", "page"]],
  ["bench-lighthouse", ["commands", "page"]],
  ["bench-reader", ["commands"]],
  ["bench-tenant", ["commands", "page", "library"]],
  ["pack", ["commands", "page", "library"]],
  ["test", ["commands"]],
  ["test-clients", ["commands"]],
  ["test-firefox", ["commands"]],
]);
const [command = "start", ...args] = process.argv.slice(2);

try {
  await run(COMMANDS.get(command));
} catch (error) {
  const isExplained = error instanceof Error && error.name === "CommandError";
  console.error(isExplained ? error.message : error);
  if (command.startsWith("test")) console.log("0 passed, 1 failed, 0 skipped");
  process.exit(command === "check" ? 2 : 1); // 1 says of a check that something is affected
}

/** @typedef {{ main: (args: string[]) => Promise<number | void> }} CommandModule */

/** @param {string[] | undefined} targets */
async function run(targets) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)) {
    console.error(
      `LinkLab needs Node 20.19, 22.12 or newer. This is Node ${process.versions.node}.`,
    );
    process.exit(1);
  }
  // Only now: older versions of Node cannot load it.
  const { build, CommandError, install, ROOT, SITE } = await import("./setup.mjs");
  if (!targets)
    throw new CommandError(
      `Unknown command "${command}". One of: ${[...COMMANDS.keys()].join(", ")}.`,
    );
  install(ROOT);
  // Help needs no page, and whoever asks for it wants to read it now.
  const isHelp = args.includes("--help");
  for (const target of targets) if (!isHelp || target === "commands") build(ROOT, target);
  if (command === "build") {
    if (args.length > 0) throw new CommandError("npm run build takes no options.");
    console.log(`The page is in ${SITE}.`);
    return;
  }
  const built = pathToFileURL(join(ROOT, "dist", "node", `${command}.js`));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each command exports it
  const { main } = /** @type {CommandModule} */ (await import(built.href));
  const exitCode = await main(args);
  if (typeof exitCode === "number") process.exitCode = exitCode;
}
