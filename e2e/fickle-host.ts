import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { ROOT, SITE } from "#scripts/setup.mjs";

/** The built site on a host of files that can be told to change, to misbehave or to be gone. */
export type FickleHost = {
  readonly origin: string;
  /** Has the next loads find another version of the site: the same files under its name. */
  readonly release: (version: string) => void;
  /** Puts a line before the tenant's worker: what its browser shall be like. */
  readonly runFirst: (line: string) => void;
  /** Takes the tenant's worker away. */
  readonly loseWorker: () => void;
  /** Answers every method with the page, as some hosts do. Else a POST is refused, with a page of the host's own. */
  readonly takeEveryMethod: () => void;
  /** Has another site in the place of this one: its page for each address, and an answer for each method. */
  readonly giveAway: () => void;
  /** What was asked for in vain, or sent and refused: the method and the path. */
  readonly refused: readonly string[];
  readonly stop: () => Promise<void>;
};

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const VERSION = /(name="linklab-version" content=")[^"]*/;
const WORKER = "/tenant-worker.js";

/** Serves the built site at a free port. */
export async function startFickleHost(): Promise<FickleHost> {
  let version: string | null = null;
  let first = "";
  let hasWorker = true;
  let takesAll = false;
  let isAnothers = false;
  const refused: string[] = [];

  function answer({ method = "GET", url = "/" }: IncomingMessage, response: ServerResponse): void {
    const path = new URL(url, "http://localhost").pathname;
    if (isAnothers) {
      response.writeHead(200, { "Content-Type": "text/html" }).end(`<h1>${method} of another</h1>`);
      return;
    }
    const isRead = method === "GET" || method === "HEAD";
    const file = isRead || takesAll ? find(path) : null;
    if (file === null) refused.push(`${method} ${path}`);
    if (!isRead && file === null) {
      response.writeHead(501, { "Content-Type": "text/html" }).end("<h1>Unsupported method</h1>");
      return;
    }
    const found = file ?? join(ROOT, SITE, "404.html");
    response
      .writeHead(file === null ? 404 : 200, {
        "Content-Type": TYPES[extname(found)] ?? "text/plain",
      })
      .end(read(found, path));
  }

  function find(path: string): string | null {
    if (path === WORKER && !hasWorker) return null;
    const file = join(ROOT, SITE, path);
    if (!existsSync(file)) return null;
    if (!statSync(file).isDirectory()) return file;
    return existsSync(join(file, "index.html")) ? join(file, "index.html") : null;
  }

  function read(file: string, path: string): Buffer | string {
    const content = readFileSync(file);
    if (path === WORKER) return `${first}${content.toString()}`;
    if (version === null || !file.endsWith(".html")) return content;
    return content.toString().replace(VERSION, `$1${version}`);
  }

  const server = createServer(answer);
  server.listen(0, "localhost");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    release: (next) => {
      version = next;
    },
    runFirst: (line) => {
      first = `${line}\n`;
    },
    loseWorker: () => {
      hasWorker = false;
    },
    takeEveryMethod: () => {
      takesAll = true;
    },
    giveAway: () => {
      isAnothers = true;
    },
    refused,
    async stop() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
