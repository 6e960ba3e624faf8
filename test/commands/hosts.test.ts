import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { headersOf } from "#site/headers.ts";
import { createHostFiles } from "#scripts/host-files.ts";

// The files for hosts that can be installed, in the hosts themselves. Where one is not there, its tests are skipped.
const HOSTS = [
  { command: "nginx", version: "-v", prepare: prepareNginx },
  { command: "caddy", version: "version", prepare: prepareCaddy },
].map(({ version, ...host }) => {
  const isThere = spawnSync(host.command, [version]).status === 0;
  const title = isThere
    ? host.command
    : `${host.command}, which is not installed, so it is not asked`;
  return { ...host, isThere, title };
});

/** What is in the folder, and what the host is asked for to get it. */
const FILES = {
  "index.html": ["/"],
  "learn/tenant/index.html": ["/learn/tenant", "/learn/tenant/"],
  "callback/index.html": ["/callback", "/callback/"],
  "callback/popup/index.html": ["/callback/popup", "/callback/popup/"],
  "authorize/index.html": ["/authorize"],
  "assets/main-abc123.js": ["/assets/main-abc123.js"],
  "tenant-worker.js": ["/tenant-worker.js", "/tenant-worker.js?v=1"],
  "linklab.config.json": ["/linklab.config.json"],
};

describe.each(HOSTS)("$title", ({ command, isThere, prepare }) => {
  let folder: string;
  let origin: string;
  let host: ChildProcess;

  beforeAll(async () => {
    if (!isThere) return;
    folder = mkdtempSync(join(tmpdir(), "linklab-host-"));
    for (const name of [...Object.keys(FILES), "404.html"]) write(join("site", name), name);
    const port = await findPort();
    origin = `http://127.0.0.1:${port}`;
    host = spawn(command, prepare(folder, port, write), {
      cwd: join(folder, "site"),
      env: { ...process.env, HOME: folder },
      stdio: "ignore",
    });
    await answers(origin);
  });

  afterAll(async () => {
    if (!isThere) return;
    const ended = new Promise((resolve) => host.once("exit", resolve));
    host.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true });
  });

  function write(path: string, text: string): string {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  test.skipIf(!isThere)("sends each file with what the table says of it", async () => {
    for (const [name, paths] of Object.entries(FILES))
      for (const path of paths) {
        const response = await fetch(origin + path, { redirect: "manual" });
        expect(response.status, path).toBe(200);
        expect(await response.text(), path).toBe(name);
        expect(tableHeadersOf(response), path).toEqual(headersOf(new URL(path, origin).pathname));
      }
  });

  test.skipIf(!isThere)("protects what is not there, and lets nobody keep it", async () => {
    const response = await fetch(`${origin}/assets/gone.js`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("404.html");
    const { "Cache-Control": caching, ...others } = tableHeadersOf(response);
    expect(caching ?? "").not.toContain("immutable");
    expect(others).toEqual({ ...headersOf("/gone"), "Cache-Control": undefined });
  });

  test.skipIf(!isThere)("opens the callback for what is posted to it", async () => {
    for (const path of ["/callback", "/callback/"]) {
      const body = new URLSearchParams({ code: "secret" });
      const response = await fetch(origin + path, { method: "POST", body, redirect: "manual" });
      expect(response.status).toBe(303);
      expect(response.headers.get("Location")).toBe("/callback");
    }
  });
});

/** The headers of an answer that the table knows. */
function tableHeadersOf({ headers }: Response): Record<string, string> {
  const names = Object.keys(headersOf("/"));
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

type Write = (path: string, text: string) => string;

function prepareNginx(folder: string, port: number, write: Write): string[] {
  const site = (createHostFiles()["nginx.conf"] ?? "")
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("/srv/linklab", join(folder, "site"));
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  const all = `daemon off; master_process off; pid ${join(folder, "pid")}; error_log ${join(folder, "errors")};
events {}
http { access_log off; ${places.join(" ")} include ${write("linklab.conf", site)}; }`;
  return ["-c", write("nginx.conf", all), "-e", join(folder, "errors")];
}

function prepareCaddy(_: string, port: number, write: Write): string[] {
  const site = (createHostFiles()["Caddyfile"] ?? "").replace(
    ":8080 {",
    `http://127.0.0.1:${port} {`,
  );
  return [
    "run",
    "--config",
    write("Caddyfile", `{\n\tadmin off\n}\n${site}`),
    "--adapter",
    "caddyfile",
  ];
}

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" ? (address?.port ?? 0) : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Asks until there is an answer; the test's own time ends it. */
async function answers(origin: string): Promise<void> {
  await fetch(origin).catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return answers(origin);
  });
}
