import { CommandError } from "#scripts/setup.mjs";
import { readFlags, type Command, type Given } from "./flags.ts";

/** Where LinkLab is served. */
export type Ports = {
  /** The app's. 0 takes a free one. */
  port: number;
  /** The tenant's. 0 takes a free one. */
  tenantPort: number;
};

/** The variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

const PAGE_PORT = {
  name: "port",
  value: "PORT",
  says: "Where the app is served; else LINKLAB_PORT, else 5173. 0 takes a free port.",
};

const START: Command = {
  name: "npm start --",
  does: "Serves the app and an emulated tenant on this computer. Ctrl-C stops both.",
  flags: [
    PAGE_PORT,
    {
      name: "tenant-port",
      value: "PORT",
      says: "Where the tenant is served; else LINKLAB_TENANT_PORT, else 5180. 0 takes a free port.",
    },
  ],
};

const PREVIEW: Command = {
  name: "npm run preview --",
  does: "Serves the static site with the linklab.config.json in it: its tenant is in the browser.",
  flags: [PAGE_PORT],
};

/**
 * Reads `--port` and `--tenant-port`, else `LINKLAB_PORT` and `LINKLAB_TENANT_PORT`, else 5173 and 5180.
 * @throws CommandError with one line about what is wrong
 */
export function readPorts(args: readonly string[], env: Environment, name = START.name): Ports {
  const given = readFlags(args, { ...START, name });
  return {
    port: readPagePortOf(given, env),
    tenantPort: readPort(
      ["--tenant-port", given.get("tenant-port")],
      ["LINKLAB_TENANT_PORT", env["LINKLAB_TENANT_PORT"]],
      5180,
    ),
  };
}

/**
 * Reads `--port` (else `LINKLAB_PORT`, else 5173) of a page that is served alone.
 * @throws CommandError with one line about what is wrong
 */
export function readPagePort(args: readonly string[], env: Environment): number {
  return readPagePortOf(readFlags(args, PREVIEW), env);
}

function readPagePortOf(given: Given, env: Environment): number {
  return readPort(["--port", given.get("port")], ["LINKLAB_PORT", env["LINKLAB_PORT"]], 5173);
}

type Source = readonly [name: string, value: string | undefined];

/**
 * Reads a port from the first place that has one.
 * @throws CommandError with one line that names the place
 */
export function readPort(first: Source, second: Source, otherwise: number): number {
  const [name, value] = first[1] === undefined ? second : first;
  if (value === undefined) return otherwise;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new CommandError(`${name} must be a port number from 0 to 65535, not "${value}".`);
}
