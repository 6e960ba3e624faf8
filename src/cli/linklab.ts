import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError, ROOT } from "#scripts/setup.mjs";

const HELP = `linklab [command] [options]

  linklab           Serves the app and an emulated tenant on this computer.
  linklab tenant    Serves the tenant alone, for an app of yours, a test or curl.
  linklab check     Says which calls of files and folders the migration of 2018 affects.

  linklab --version

"linklab start --help", "linklab tenant --help" and "linklab check --help" list the options of each.`;

type CommandModule = {
  main: (args: readonly string[], name?: string) => Promise<number | void>;
};

/** Each is loaded when it is asked for. */
const COMMANDS = new Map<string, () => Promise<CommandModule>>([
  ["start", () => import("./start.ts")],
  ["tenant", () => import("./tenant.ts")],
  ["check", () => import("./check.ts")],
]);

/** `linklab`, the package's command. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number | void> {
  const [first = "start"] = args;
  if (first === "--help" || first === "-h") console.log(HELP);
  else if (first === "--version") console.log(await readVersion());
  else {
    // Options alone are those of the app.
    const name = first.startsWith("-") ? "start" : first;
    const load = COMMANDS.get(name);
    if (load === undefined)
      throw new CommandError(
        `Unknown command "${name}". There are: ${[...COMMANDS.keys()].join(", ")}.`,
      );
    const { main: run } = await load();
    return run(first === name ? args.slice(1) : args, `linklab ${name}`);
  }
}

async function readVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const isManifest = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return isManifest ? String(manifest.version) : "";
}

/** Runs the command as a process: what goes wrong and is explained is one line. */
export async function runAsProcess(args: readonly string[]): Promise<void> {
  try {
    const exitCode = await main(args);
    if (typeof exitCode === "number") process.exitCode = exitCode;
  } catch (error) {
    const isExplained = error instanceof Error && error.name === "CommandError";
    console.error(isExplained ? error.message : error);
    process.exit(args[0] === "check" ? 2 : 1); // 1 says of a check that something is affected
  }
}
