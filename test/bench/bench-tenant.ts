import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as v from "valibot";
import { systemClock as clock, systemRandom as random } from "#emulator/hosts/system.ts";
import { createTenant } from "#emulator/index.ts";
import { formatTable, isBroken } from "./tenant/figures.ts";
import type { Figure } from "./tenant/figures.ts";
import { measureFootprint } from "./tenant/footprint.ts";
import { measureThroughput } from "./tenant/throughput.ts";
import { measureLink, measureSearches } from "./bench-users.ts";
import { pack } from "#scripts/pack.ts";
import { CommandError, PACKAGE_COMMAND, ROOT } from "#scripts/setup.mjs";

const FLOOD = 20_000;
const AT_ONCE = 16;
/** Requests in one round of the mix below. */
const ROUND = 10;
const FIRST = 10_000;
const ALL = 100_000;
const MIB = 1024 * 1024;
const LIMIT_MIB = 10;

const APP = "http://localhost:5173";
const ISSUER = "http://localhost:5180/";
const ADA = "auth0|5a620d29a840170a9ef43672";
const VERIFIER = "v".repeat(43);
const AUTHORIZE = {
  client_id: "linklab-spa",
  redirect_uri: `${APP}/callback`,
  response_type: "code",
  scope: "openid profile email offline_access read:current_user",
  audience: `${ISSUER}api/v2/`,
  code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
  code_challenge_method: "S256",
};

/**
 * `npm run bench:tenant`: how fast the package's tenant is, what it takes, and whether a small one outlives a flood. It
 * prints what it measured against what it measured beside it, and exits with 1 when a limit is broken; no
 * test depends on it, because machines differ.
 */
export async function main(options: readonly string[]): Promise<void> {
  if (options.length > 0) throw new CommandError("npm run bench:tenant takes no options.");
  pack();
  console.log(`npm run bench:tenant, ${new Date().toISOString().slice(0, 10)}`);
  console.log(`Node ${process.versions.node}, ${describeCpu()}`);
  const figures = [
    ...(await measureThroughput()),
    ...(await measureFootprint(heapAfterCollection)),
    await measureHeap(),
  ];
  console.log(`${figures.length} figures, medians of 7 pairs\n\n${formatTable(figures)}\n`);
  writeJson(figures);
  for (const { name, ms, times, limit } of [...(await measureSearches()), await measureLink()]) {
    const verdict = times <= limit ? "within" : "OVER";
    console.log(
      `  ${name}: ${ms.toFixed(2)} ms, ${times.toFixed(1)} times, ${verdict} ${limit} times`,
    );
  }
  for (const length of [12_000, 4096]) await measureFlood(length);
  if (figures.some(isBroken)) process.exitCode = 1;
}

function writeJson(figures: readonly Figure[]): void {
  const file = join(ROOT, ".cache", "bench-tenant.json");
  const taken = { at: new Date().toISOString(), node: process.versions.node, cpu: describeCpu() };
  writeFileSync(file, `${JSON.stringify({ ...taken, figures }, undefined, 2)}\n`);
  console.log(`The same as JSON: ${file}`);
}

function describeCpu(): string {
  const [first, ...others] = cpus();
  return `${others.length + 1} × ${first?.model.trim() ?? "unknown"}`;
}

/** Floods a tenant of its own process, with 120 MB of heap, with logins that nobody finishes. */
async function measureFlood(length: number): Promise<void> {
  const args = ["--max-old-space-size=120", PACKAGE_COMMAND, "tenant", "--port", "0"];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const origin = await readOrigin(child.stdout);
    const query = new URLSearchParams({
      ...AUTHORIZE,
      audience: `${origin}/api/v2/`,
      state: "s".repeat(length),
    });
    const address = `${origin}/authorize?${query}`;
    let [sent, failed] = [0, 0];
    const begin = performance.now();
    const send = async () => {
      while (sent < FLOOD) {
        sent += 1;
        await fetch(address, { redirect: "manual" }).then(
          (response) => response.arrayBuffer(),
          () => (failed += 1),
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, send));
    const seconds = ((performance.now() - begin) / 1000).toFixed(0);
    query.set("state", "short");
    const after = await fetch(`${origin}/authorize?${query}`, { redirect: "manual" }).then(
      ({ status }) => status,
      () => "no answer",
    );
    console.log(
      `  ${FLOOD} logins with ${length} characters of state in ${seconds} s: ${failed} unanswered; a login afterwards: ${after}`,
    );
  } finally {
    if (child.exitCode === null) {
      child.kill();
      await once(child, "exit");
    }
  }
}

async function readOrigin(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [, origin] = /(http:\/\/localhost:\d+)\/$/.exec(line) ?? [];
    if (origin !== undefined) return origin;
  }
  throw new Error("the tenant did not start");
}

/** How much more there is after all requests than after the first, each time after a collection. */
async function measureHeap(): Promise<Figure> {
  const rateLimit = { burst: 10_000, perSecond: 10_000 };
  const tenant = createTenant({ issuer: ISSUER, appOrigin: APP, clock, random, rateLimit });
  const measure = async (requests: number) => {
    for (let sent = 0; sent < requests; sent += ROUND) await playRound(tenant.fetch);
    return heapAfterCollection();
  };
  const first = await measure(FIRST);
  const all = await measure(ALL - FIRST);
  const what = `heap that ${ALL - FIRST} mixed requests add to ${FIRST}`;
  return { what, measured: (all - first) / MIB, unit: " MiB", atMost: LIMIT_MIB };
}

setFlagsFromString("--expose-gc");
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the flag above adds
const collect = runInNewContext("gc") as () => void;

function heapAfterCollection(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

const tokensSchema = v.object({ access_token: v.string(), refresh_token: v.string() });

/** One person who logs in, reads and renews, and what else comes to a tenant. */
async function playRound(send: (request: Request) => Promise<Response>): Promise<void> {
  const call = (path: string, init?: RequestInit) => send(new Request(new URL(path, ISSUER), init));
  const postToken = (form: Record<string, string>) =>
    call("/oauth/token", {
      method: "POST",
      body: new URLSearchParams({ client_id: AUTHORIZE.client_id, ...form }),
    });
  const signedIn = await call("/_linklab/sessions", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user_id: ADA }),
  });
  const [Cookie = ""] = signedIn.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const query = new URLSearchParams({ ...AUTHORIZE, prompt: "none", state: "s" });
  const answer = await call(`/authorize?${query}`, { headers: { Cookie } });
  const code = new URL(answer.headers.get("Location") ?? ISSUER).searchParams.get("code") ?? "";
  const { redirect_uri } = AUTHORIZE;
  const exchange = { grant_type: "authorization_code", code, code_verifier: VERIFIER };
  const answered = await postToken({ ...exchange, redirect_uri });
  const tokens = v.parse(tokensSchema, await answered.json());
  const headers = { Authorization: `Bearer ${tokens.access_token}` };
  await call("/userinfo", { headers });
  await call(`/api/v2/users/${encodeURIComponent(ADA)}`, { headers });
  await postToken({ grant_type: "refresh_token", refresh_token: tokens.refresh_token });
  query.delete("prompt");
  query.set("state", "s".repeat(4000));
  await call(`/authorize?${query}`);
  await call("/api/v2/users", { headers: { Authorization: "Bearer a.b.c" } });
  await call("/oauth/token", { method: "OPTIONS" });
  await call(`/nothing/${code}`);
}
