import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Readable } from "node:stream";
import { ROOT, SITE } from "#scripts/setup.mjs";

/** The built site on a host that knows nothing but files. */
export type StaticHost = {
  readonly origin: string;
  /** Says which tenant the site uses; `self` is its own. */
  readonly useTenant: (domain: string) => void;
  readonly stop: () => Promise<void>;
};

/** Whether this computer has such a host. */
export const hasPython = (process.env["PATH"] ?? "")
  .split(delimiter)
  .some((folder) => existsSync(join(folder, "python3")));

/** What `-m http.server` runs, which lets five connections wait: a browser opens more while the machine is busy. */
const PROGRAM = `
import functools, http.server as served, sys
served.ThreadingHTTPServer.request_queue_size = 128
handler = functools.partial(served.SimpleHTTPRequestHandler, directory=sys.argv[1])
served.test(handler, served.ThreadingHTTPServer, port=0, bind="127.0.0.1")
`;

/**
 * Serves a copy of the built site with the server of `python3 -m http.server`.
 *
 * @param base the path under which it lies, without a slash at its end; `""` is the root
 */
export async function startStaticHost(base: string): Promise<StaticHost> {
  const folder = mkdtempSync(join(tmpdir(), "linklab-site-"));
  const site = join(folder, base);
  cpSync(join(ROOT, SITE), site, { recursive: true });
  const server = spawn("python3", ["-u", "-c", PROGRAM, folder], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(server, "exit");
  const port = await readPort(server.stdout);
  return {
    origin: `http://localhost:${port}`,
    useTenant: (domain) =>
      writeFileSync(
        join(site, "linklab.config.json"),
        JSON.stringify({
          tenant: {
            name: "Emulated tenant",
            domain,
            clientId: "linklab-spa",
            control: "/_linklab",
          },
        }),
      ),
    async stop() {
      server.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * It says on which port it listens. What it says after that is read, too: a pipe that was closed would end it, and
 * its line comes in two pieces.
 */
function readPort(output: Readable): Promise<string> {
  return new Promise((found, failed) => {
    let said = "";
    output.setEncoding("utf8");
    output.on("data", (piece: string) => {
      said += piece;
      const port = / port (\d+) /.exec(said)?.[1];
      if (port !== undefined) found(port);
    });
    output.once("end", () => failed(new Error(`python3 -m http.server ended: ${said}`)));
  });
}
