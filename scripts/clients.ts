import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as v from "valibot";
import { installPackage, LINKLAB } from "./install-package.ts";
import { pack } from "./pack.ts";
import { build, CommandError, install, ROOT } from "./setup.mjs";
import type { Outcome, Stage } from "./stages.ts";
import { tallyCheck } from "./tally.ts";
import { attempt, check, outcomeOf, runVitest } from "./tools.ts";

/** Where the clients are: packages that nothing but their tests needs. */
const CLIENTS = "test/clients";

/**
 * Real clients, unmodified, at the tenant as people start it: `linklab tenant` of the package, installed from its
 * tarball, over https and, for those that can, over http. Its certificate is trusted by the clients' process alone.
 */
export async function testClients(stage: Stage): Promise<void> {
  const installed = await stage("Packages of the real clients", async () =>
    outcomeOf(await attempt(() => install(join(ROOT, CLIENTS)))),
  );
  if (installed.failed > 0) return;
  await stage("Types of the real clients' tests", () => check("typescript/bin/tsc", "-p", CLIENTS));
  await stage("Lint of the real clients' tests", () =>
    check("oxlint/bin/oxlint", "--type-aware", "-c", `${CLIENTS}/oxlint.json`, CLIENTS),
  );
  let folder: string | undefined;
  await stage("The package, installed without network", async () => {
    const isInstalled = await attempt(() => {
      build(ROOT, "page");
      build(ROOT, "library");
      folder = installPackage(pack());
    });
    return outcomeOf(isInstalled);
  });
  if (folder === undefined) return;
  const installedIn = folder;
  await stage("Real clients", () => runClients(installedIn));
  rmSync(installedIn, { recursive: true });
}

/** The tenant over https and the one over http, each with an app of its own. */
async function runClients(folder: string): Promise<Outcome> {
  const tenants: ChildProcess[] = [];
  try {
    const ca = join(folder, "ca.pem");
    const https = await startTenant(folder, tenants, "HTTPS", ["--https", "--ca", ca]);
    const http = await startTenant(folder, tenants, "HTTP", []);
    return runVitest(".cache/clients.json", ["--config", `${CLIENTS}/vitest.config.ts`], {
      NODE_EXTRA_CA_CERTS: ca,
      ...https,
      ...http,
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { tally: tallyCheck(false), text: error.message };
  } finally {
    await Promise.all(tenants.map(stop));
  }
}

/** Starts a tenant. Gives what `vitest.config.ts` of the clients wants to know of it. */
async function startTenant(
  folder: string,
  tenants: ChildProcess[],
  scheme: "HTTPS" | "HTTP",
  options: readonly string[],
): Promise<Record<string, string>> {
  const appOrigin = `http://localhost:${await findFreePort()}`;
  const callback = `${appOrigin}/given/callback`;
  const app = ["--app-origin", appOrigin, "--callback", `linklab-web=${callback}`];
  const tenant = spawn(
    process.execPath,
    [join(folder, LINKLAB), "tenant", "--port", "0", "--json", ...options, ...app],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
  );
  tenants.push(tenant);
  return {
    [`CLIENTS_${scheme}_ISSUER`]: (await readReady(tenant)).issuer,
    [`CLIENTS_${scheme}_APP_ORIGIN`]: appOrigin,
    [`CLIENTS_${scheme}_CALLBACK`]: callback,
  };
}

const readySchema = v.pipe(v.string(), v.parseJson(), v.object({ issuer: v.string() }));

/** The line that says that the tenant is ready. */
async function readReady({ stdout }: ChildProcess): Promise<v.InferOutput<typeof readySchema>> {
  if (stdout === null) throw new TypeError("The tenant's output is not read.");
  for await (const line of createInterface({ input: stdout })) return v.parse(readySchema, line);
  throw new CommandError("The tenant did not start; its message is above.");
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill();
  await ended;
}

/** Told to the tenant before the apps are there to take it. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new TypeError("No port was given.");
  return address.port;
}
