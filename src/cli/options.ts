import { parseArgs } from "node:util";
import { CommandError } from "#scripts/setup.mjs";

/** Where LinkLab is served. */
export type Ports = {
  /** The app's. 0 takes a free one. */
  port: number;
  /** The tenant's. 0 takes a free one. */
  tenantPort: number;
};

/** Where the tenant is served alone, and which app may use it. */
export type TenantOptions = {
  /** 0 takes a free one. */
  port: number;
  appOrigin: string;
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `--port` and `--tenant-port`, else `LINKLAB_PORT` and `LINKLAB_TENANT_PORT`, else 5173 and 5180.
 * @throws CommandError with one line about what is wrong
 */
export function readPorts(args: readonly string[], env: Environment): Ports {
  const values = readFlags(args, ["port", "tenant-port"]);
  return {
    port: readPort(["--port", values["port"]], ["LINKLAB_PORT", env["LINKLAB_PORT"]], 5173),
    tenantPort: readPort(
      ["--tenant-port", values["tenant-port"]],
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
  const { port } = readFlags(args, ["port"]);
  return readPort(["--port", port], ["LINKLAB_PORT", env["LINKLAB_PORT"]], 5173);
}

/**
 * Reads `--port` (else `LINKLAB_TENANT_PORT`, else 5180) and `--app-origin` (else where `npm start`
 * serves the app).
 * @throws CommandError with one line about what is wrong
 */
export function readTenantOptions(args: readonly string[], env: Environment): TenantOptions {
  const values = readFlags(args, ["port", "app-origin"]);
  const appPort = readPort(["LINKLAB_PORT", env["LINKLAB_PORT"]], ["", undefined], 5173);
  const appOrigin = values["app-origin"] ?? `http://localhost:${appPort}`;
  if (!URL.canParse(appOrigin) || new URL(appOrigin).origin !== appOrigin.replace(/\/$/, ""))
    throw new CommandError(
      `--app-origin must be an origin like http://localhost:5173, not "${appOrigin}".`,
    );
  return {
    port: readPort(
      ["--port", values["port"]],
      ["LINKLAB_TENANT_PORT", env["LINKLAB_TENANT_PORT"]],
      5180,
    ),
    appOrigin: new URL(appOrigin).origin,
  };
}

function readFlags(args: readonly string[], names: readonly string[]): Environment {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const known = names.map((name) => `--${name}`).join(" and ");
    const isOne = names.length === 1;
    const [reason = ""] = error instanceof Error ? error.message.split(/[.\n]/) : [];
    throw new CommandError(
      isOne
        ? `${reason}. The option is ${known}, with a value.`
        : `${reason}. The options are ${known}, each with a value.`,
    );
  }
}

type Source = readonly [name: string, value: string | undefined];

function readPort(first: Source, second: Source, otherwise: number): number {
  const [name, value] = first[1] === undefined ? second : first;
  if (value === undefined) return otherwise;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new CommandError(`${name} must be a port number from 0 to 65535, not "${value}".`);
}
