import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { CALLBACKS, describePath, SeedError } from "#emulator/index.ts";
import { serveTenant, type ServedTenant } from "#emulator/hosts/node.ts";
import { escapeForTerminal } from "./escape-for-terminal.ts";
import { startOn } from "./listen.ts";
import type { SeedOnDisk } from "./seed.ts";
import { readTenantOptions, type TenantOptions } from "./tenant-options.ts";
import { untilStopped } from "./until-stopped.ts";
import { CommandError } from "#scripts/setup.mjs";

/** `npm run tenant`: serves the emulated tenant alone, for another app, a test or `curl`. */
export async function main(args: readonly string[], name?: string): Promise<void> {
  const options = readTenantOptions(args, process.env, name);
  const seed = options.seedPath === undefined ? undefined : await readSeedAt(options.seedPath);
  const served = await startOn(options.port, "--port", (port) => serve(options, port, seed));
  untilStopped(() => served.close());
  await served.tenant.prepare();
  const caPath = await writeCa(served, options.caPath);
  console.log(options.isJson ? describeAsJson(served, options, caPath) : describe(served, caPath));
}

/** Loaded only for those who bring a seed: a parser is needed to read it. */
async function readSeedAt(path: string): Promise<SeedOnDisk> {
  const { readSeed } = await import("./seed.ts");
  return readSeed(path, process.env);
}

async function serve(
  options: TenantOptions,
  port: number,
  onDisk: SeedOnDisk | undefined,
): Promise<ServedTenant> {
  const [appOrigin, ...otherAppOrigins] = options.appOrigins;
  try {
    return await serveTenant({
      ...(onDisk && { seed: onDisk.seed }),
      onSkipped: (note) => {
        const where = onDisk?.locate(note) ?? note.file;
        console.error(escapeForTerminal(`Warning: ${where}: ${note.text}`));
      },
      port,
      host: options.host,
      https: options.hasHttps,
      names: options.names,
      issuer: options.issuer,
      appOrigin,
      otherAppOrigins,
      callbacks: options.callbacks,
    });
  } catch (error) {
    throw explain(error, options, onDisk);
  }
}

/** Says what an option has to do with an error; an error that has to do with none stays as it is. */
function explain(error: unknown, { host }: TenantOptions, onDisk: SeedOnDisk | undefined): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new CommandError(`This computer has no address "${host}". Choose another with --host.`);
  if (!(error instanceof SeedError)) return error;
  const { note } = error;
  if (note.file === CALLBACKS) return new CommandError(`--callback: ${note.text}`);
  const where = onDisk?.locate(note) ?? note.file;
  return new CommandError(escapeForTerminal(`${where}: ${describePath(note)}: ${note.text}`));
}

/** Writes the certificate that clients have to trust; undefined where there is none. */
async function writeCa({ ca, port }: ServedTenant, path?: string): Promise<string | undefined> {
  if (ca === undefined) return undefined;
  const chosen = path ?? resolve(".cache", `tenant-${port}-ca.pem`);
  try {
    await mkdir(dirname(chosen), { recursive: true });
    await writeFile(chosen, ca);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The certificate cannot be written: ${reason}. Choose another --ca.`);
  }
  return chosen;
}

function describe({ origin, tenant }: ServedTenant, caPath: string | undefined): string {
  return [
    `Tenant ready at ${origin}/`,
    ...(tenant.issuer === `${origin}/` ? [] : [`Issuer: ${tenant.issuer}`]),
    ...(caPath === undefined ? [] : [`CA certificate: ${caPath}`]),
  ].join("\n");
}

/** For programs: a member is always there; without https, `ca` is null. */
function describeAsJson(
  { origin, port, tenant }: ServedTenant,
  { appOrigins }: TenantOptions,
  caPath: string | undefined,
): string {
  const { issuer } = tenant;
  return JSON.stringify({ issuer, url: `${origin}/`, port, ca: caPath ?? null, appOrigins });
}
