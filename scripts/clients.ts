import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as v from "valibot";
import { CommandError, install, ROOT } from "./setup.mjs";
import type { Outcome, Stage } from "./stages.ts";
import { tallyCheck } from "./tally.ts";
import { attempt, check, outcomeOf, runVitest } from "./tools.ts";

/** Where the clients are: packages that nothing but their tests needs. */
const CLIENTS = "test/clients";

/**
 * Real clients, unmodified, at the tenant as people start it: `npm run tenant -- --https`, in a process of
 * its own. Its certificate is trusted by the clients' process alone.
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
  await stage("Real clients", runClients);
}

async function runClients(): Promise<Outcome> {
  const appOrigin = `http://localhost:${await findFreePort()}`;
  const callback = `${appOrigin}/given/callback`;
  const app = ["--app-origin", appOrigin, "--callback", `linklab-web=${callback}`];
  const https = ["--https", "--ca", join(ROOT, ".cache", "clients-ca.pem")];
  const tenant = spawn(
    process.execPath,
    [join(ROOT, "scripts", "run.mjs"), "tenant", "--port", "0", "--json", ...https, ...app],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  try {
    const { issuer, ca } = await readReady(tenant);
    return runVitest(".cache/clients.json", ["--config", `${CLIENTS}/vitest.config.ts`], {
      NODE_EXTRA_CA_CERTS: ca,
      CLIENTS_ISSUER: issuer,
      CLIENTS_APP_ORIGIN: appOrigin,
      CLIENTS_CALLBACK: callback,
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { tally: tallyCheck(false), text: error.message };
  } finally {
    await stop(tenant);
  }
}

const readySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ issuer: v.string(), ca: v.string() }),
);

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
