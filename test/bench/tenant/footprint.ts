import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { systemClock as clock, systemRandom as random } from "#emulator/hosts/system.ts";
import { createTenant } from "#emulator/index.ts";
import { generateSigningKeys } from "#emulator/keys.ts";
import { serveTenant } from "#testing/index.ts";
import { PACKAGE_COMMAND, ROOT } from "#scripts/setup.mjs";
import { medianOf } from "./figures.ts";
import type { Figure } from "./figures.ts";
import { signInByPage } from "./login.ts";
import { startServer } from "./measured-server.ts";
import { createSender } from "./sender.ts";

const PAIRS = 7;
const MIB = 1024 * 1024;
const APP = "http://localhost:5173";
const ADA = "auth0|5a620d29a840170a9ef43672";
const SIDE_BY_SIDE = 200;
const SIGN_INS = 200;
const BARE = join(ROOT, "test", "bench", "tenant", "bare-server.mjs");
const LINKLAB = join(ROOT, PACKAGE_COMMAND);

/** How soon a tenant answers, and what it takes while nobody asks anything. */
export async function measureFootprint(heap: () => number): Promise<Figure[]> {
  return [
    await measureStart(),
    await measureIdle(),
    await measureFurther(heap),
    await measureSignIn(),
  ];
}

/** From the start of the process to the first 200, against a bare `node:http` server. */
async function measureStart(): Promise<Figure> {
  const ratios: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const bare = await timeToFirst([BARE]);
    ratios.push((await timeToFirst([LINKLAB, "tenant", "--port"])) / bare);
  }
  const what = "start of the command to its first 200, bare server = 1";
  return { what, measured: medianOf(ratios), unit: "", atMost: 2.2, goal: 1.7 };
}

async function timeToFirst([file = "", ...args]: readonly string[]): Promise<number> {
  const port = await findPort();
  const begin = performance.now();
  const command = [file, ...args, String(port)];
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: "ignore" });
  const sender = createSender();
  const url = `http://127.0.0.1:${port}/.well-known/openid-configuration`;
  try {
    for (;;) {
      const { status } = await sender.send({ url }).catch(() => ({ status: 0 }));
      if (status === 200) return performance.now() - begin;
      if (child.exitCode !== null) throw new Error(`${file} did not start`);
      await wait(2);
    }
  } finally {
    sender.close();
    const exited = once(child, "exit");
    child.kill();
    await exited;
  }
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Resident memory of a process that has started and waits. */
async function measureIdle(): Promise<Figure> {
  const more: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const bare = await idleMemory([BARE, "0"]);
    more.push((await idleMemory([LINKLAB, "tenant", "--port", "0"])) - bare);
  }
  const what = "idle memory above a bare server";
  return { what, measured: medianOf(more) / MIB, unit: " MiB", atMost: 20 };
}

async function idleMemory(command: readonly string[]): Promise<number> {
  const server = await startServer(command);
  try {
    await wait(500);
    return (await server.usage()).rss;
  } finally {
    await server.stop();
  }
}

/** Heap of one more tenant in a process, each asked once; all share one set of keys. */
async function measureFurther(heap: () => number): Promise<Figure> {
  const keys = await generateSigningKeys(random);
  const create = async (_: unknown, index: number) => {
    const issuer = `http://localhost:${10_000 + index}/`;
    const ports = { clock, random, keys: () => Promise.resolve(keys) };
    const tenant = createTenant({ ...ports, issuer, appOrigin: APP });
    await (await tenant.fetch(new Request(`${issuer}.well-known/jwks.json`))).text();
    return tenant;
  };
  const first = await create(undefined, 0);
  const before = heap();
  const further = await Promise.all(Array.from({ length: SIDE_BY_SIDE }, create));
  const each = (heap() - before) / further.length / MIB;
  const what = `each further tenant in a process, of ${further.length}`;
  return { what, measured: first.issuer === "" ? 0 : each, unit: " MiB", atMost: 0.6 };
}

/** Signing a browser in by a call, as a test does, against the login page over HTTP. */
async function measureSignIn(): Promise<Figure> {
  const { signIn, url, close } = await serveTenant({ appOrigins: [APP] });
  const sender = createSender();
  const call = async () => void (await signIn(ADA));
  try {
    const ratios: number[] = [];
    for (let pair = 0; pair <= PAIRS; pair += 1)
      ratios.push((await time(call)) / (await time(() => signInByPage(sender, url))));
    const what = "signing in by a call, the login page over HTTP = 1";
    return { what, measured: medianOf(ratios.slice(1)), unit: "", atMost: 0.1 };
  } finally {
    sender.close();
    await close();
  }
}

/** Milliseconds that so many sign-ins take, one after the other. */
async function time(act: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  for (let done = 0; done < SIGN_INS; done += 1) await act();
  return performance.now() - begin;
}
