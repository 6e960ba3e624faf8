import { resolve } from "node:path";
import { CommandError } from "#scripts/setup.mjs";
import { readFlags, type Command } from "./flags.ts";
import { readPort, type Environment } from "./options.ts";

/** How the tenant is served alone, and what it knows of the apps that use it. */
export type TenantOptions = {
  /** 0 takes a free one. */
  port: number;
  /** Undefined is loopback only. */
  host: string | undefined;
  hasHttps: boolean;
  /** Further names under which it is reached. */
  names: readonly string[];
  /** Where the certificate to trust is written; undefined chooses a place. */
  caPath: string | undefined;
  /** With a trailing slash; undefined is where it is served. */
  issuer: string | undefined;
  appOrigins: readonly [string, ...string[]];
  callbacks: readonly Callback[];
  /** A file or folder, as an absolute path. */
  seedPath: string | undefined;
  isJson: boolean;
};

/** One more callback of an application. */
export type Callback = { clientId: string; url: string };

/** `npm run tenant`, as its help shows it. */
export const TENANT_COMMAND: Command = {
  name: "npm run tenant --",
  does: "Serves the emulated tenant alone, for another app, a test or curl. Ctrl-C stops it.",
  flags: [
    {
      name: "port",
      value: "PORT",
      says: "Where it is served; else LINKLAB_TENANT_PORT, else 5180. 0 takes a free port.",
    },
    {
      name: "host",
      value: "HOST",
      says: "The address it listens on. Default: this computer only; elsewhere there is no control API.",
    },
    {
      name: "https",
      says: "Serves https, with a certificate for localhost, made for this run, and prints which one to trust.",
    },
    {
      name: "ca",
      value: "PATH",
      says: "Where --https writes the certificate to trust. Default: .cache/tenant-PORT-ca.pem.",
    },
    {
      name: "name",
      value: "NAME",
      isRepeated: true,
      says: "One more name or address by which it is reached, such as tenant.test; may repeat.",
    },
    {
      name: "issuer",
      value: "URL",
      says: "The issuer, where a proxy stands before it: https://tenant.example/.",
    },
    {
      name: "app-origin",
      value: "URL",
      isRepeated: true,
      says: "The origin of an app that uses it; may repeat. Default: http://localhost:5173.",
    },
    {
      name: "callback",
      value: "CLIENT_ID=URL",
      isRepeated: true,
      says: "One more callback of an application; may repeat.",
    },
    {
      name: "seed",
      value: "PATH",
      says: "A file or folder of Auth0's Deploy CLI, to be served instead of LinkLab's own tenant.",
    },
    { name: "json", says: "Prints one line of JSON when it is ready, and nothing else." },
  ],
};

/**
 * Reads the options of `npm run tenant`.
 * @throws CommandError with one line about what is wrong
 */
export function readTenantOptions(
  args: readonly string[],
  env: Environment,
  typed = TENANT_COMMAND.name,
): TenantOptions {
  const given = readFlags(args, { ...TENANT_COMMAND, name: typed });
  const hasHttps = given.has("https");
  if (given.has("ca") && !hasHttps) throw new CommandError("--ca needs --https.");
  const issuer = given.get("issuer");
  const appPort = readPort(["LINKLAB_PORT", env["LINKLAB_PORT"]], ["", undefined], 5173);
  const [first = `http://localhost:${appPort}`, ...others] = given
    .all("app-origin")
    .map((origin) => readOrigin("--app-origin", origin));
  return {
    port: readPort(
      ["--port", given.get("port")],
      ["LINKLAB_TENANT_PORT", env["LINKLAB_TENANT_PORT"]],
      5180,
    ),
    host: readName("--host", given.get("host")),
    hasHttps,
    names: given.all("name").map((name) => readName("--name", name) ?? name),
    caPath: readPath("--ca", given.get("ca"), env),
    issuer: issuer === undefined ? undefined : `${readOrigin("--issuer", issuer)}/`,
    appOrigins: [first, ...others],
    callbacks: given.all("callback").map(readCallback),
    seedPath: readPath("--seed", given.get("seed"), env),
    isJson: given.has("json"),
  };
}

function readOrigin(flag: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isWeb = url !== undefined && /^https?:$/.test(url.protocol);
  if (!isWeb || url.origin !== value.replace(/\/$/, ""))
    throw new CommandError(`${flag} must be an origin like http://localhost:5173, not "${value}".`);
  return url.origin;
}

function readName(flag: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const name = value.replace(/^\[(.*)\]$/, "$1");
  if (!isHostName(name))
    throw new CommandError(`${flag} must be a name or an address, not "${value}".`);
  return name.toLowerCase();
}

/** Whether it can stand for the host in an address. One of IPv6 has no brackets. */
export function isHostName(name: string): boolean {
  const url = `http://${name.includes(":") ? `[${name}]` : name}/`;
  return name !== "" && URL.canParse(url) && !/[/?#@\s]/.test(name);
}

function readCallback(value: string): Callback {
  const [, clientId = "", url = ""] = /^([^=]+)=(.+)$/.exec(value) ?? [];
  if (!URL.canParse(url))
    throw new CommandError(
      `--callback must be a client ID, = and a URL, such as linklab-web=http://localhost:3000/done, not "${value}".`,
    );
  return { clientId, url };
}

/** npm runs a script in the package's folder, and says where it was asked to. */
function readPath(flag: string, value: string | undefined, env: Environment): string | undefined {
  if (value === "") throw new CommandError(`${flag} must be a path.`);
  return value === undefined ? undefined : resolve(env["INIT_CWD"] ?? "", value);
}
