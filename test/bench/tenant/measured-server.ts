import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as v from "valibot";
import { ROOT } from "#scripts/setup.mjs";

/** What a process has used: microseconds of processor, bytes of memory. */
export type Usage = { readonly cpu: number; readonly rss: number };

/** A server in a process of its own. */
export type MeasuredServer = {
  /** Without a slash. */
  origin: string;
  /** Milliseconds from its start to the line that says where it is. */
  startedIn: number;
  usage: () => Promise<Usage>;
  stop: () => Promise<void>;
};

const PROBE = join(ROOT, "test", "bench", "tenant", "probe.mjs");

const usageSchema = v.object({ cpu: v.number(), rss: v.number() });

/** Starts what prints its address, and waits for that. */
export async function startServer(args: readonly string[]): Promise<MeasuredServer> {
  const begin = performance.now();
  const child = spawn(process.execPath, ["--import", PROBE, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGINT");
    await exited;
  };
  const origin = child.stdout === null ? undefined : await readOrigin(child.stdout);
  if (origin === undefined) {
    await stop();
    throw new Error(`${args.join(" ")} did not start`);
  }
  return {
    origin,
    startedIn: performance.now() - begin,
    usage: async () => {
      const answered = once(child, "message");
      child.send("usage");
      const [usage] = v.parse(v.tuple([usageSchema]), (await answered).slice(0, 1));
      return usage;
    },
    stop,
  };
}

async function readOrigin(output: NodeJS.ReadableStream): Promise<string | undefined> {
  const lines = createInterface({ input: output });
  for await (const line of lines) {
    const [origin] = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(line) ?? [];
    if (origin !== undefined) {
      output.resume();
      return origin;
    }
  }
  return undefined;
}
