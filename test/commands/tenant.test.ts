import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkServerIdentity, connect, type PeerCertificate } from "node:tls";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as v from "valibot";
import { decodeJwt } from "jose";
import databaseUsers from "#emulator/seed/users.Username-Password-Authentication.json";
import { overHttp } from "#test/contract/world.ts";
import { ADA, authorizeUrl, createBrowser, exchange, logIn } from "#test/support/tenant.ts";

// The command as it is built, in processes of its own: what it loads, prints and writes.
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const OUT = join(ROOT, ".cache", "tenant-command");
/** For what never ends, as in `vite.config.ts`. */
const HOOK_TIMEOUT = 60_000;
let folder: string;
/** Stopped after the test that started them. */
const running: ChildProcess[] = [];
/** Stopped after the last test over https. */
const secure: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "linklab-tenant-"));
  writeFileSync(join(folder, "note-loads.mjs"), NOTE_LOADS);
  await build({
    root: ROOT,
    logLevel: "silent",
    build: {
      ssr: true,
      outDir: OUT,
      emptyOutDir: true,
      rolldownOptions: { input: { tenant: join(ROOT, "src/cli/tenant.ts") } },
    },
  });
}, HOOK_TIMEOUT);

afterEach(async () => {
  await Promise.all(running.splice(0).map(stop));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(OUT, { recursive: true });
});

/** Module hooks that write down what is asked for by the name of a package. */
const NOTE_LOADS = `
import { appendFileSync } from "node:fs";
import { register } from "node:module";
import { isMainThread } from "node:worker_threads";
export async function resolve(specifier, context, next) {
  if (/^[@a-z]/.test(specifier) && !/^(node|file|data):/.test(specifier))
    appendFileSync(process.env.LOADS, specifier + "\\n");
  return next(specifier, context);
}
if (isMainThread) register(import.meta.url);
`;

const TWO_APPS = "--app-origin http://localhost:3000 --app-origin http://localhost:4200";

const readySchema = v.object({
  issuer: v.string(),
  url: v.string(),
  port: v.number(),
  ca: v.nullable(v.string()),
  appOrigins: v.array(v.string()),
});

/** Starts the command, and reads what it prints until `isEnough`. */
async function start(
  args: string,
  children = running,
  isEnough = (text: string) => text.includes("\n"),
) {
  const loads = join(folder, `${randomUUID()}.loads`);
  writeFileSync(loads, "");
  const script = `const { main } = await import(${JSON.stringify(pathToFileURL(join(OUT, "tenant.js")).href)});
    await main(process.argv.slice(1)).catch((error) => { console.error(error.message); process.exit(1); });`;
  const child = spawn(
    process.execPath,
    [
      "--import",
      pathToFileURL(join(folder, "note-loads.mjs")).href,
      "--input-type=module",
      "-e",
      script,
      "--",
      ...`--port 0 ${args}`.trim().split(" "),
    ],
    { env: { ...process.env, LOADS: loads }, stdio: ["ignore", "pipe", "pipe"] },
  );
  children.push(child);
  const printed = { out: "", err: "" };
  child.stderr.on("data", (data) => (printed.err += data));
  await new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.stdout.on("data", (data) => {
      printed.out += data;
      if (isEnough(printed.out)) resolve();
    });
  });
  const loaded = () => new Set(readFileSync(loads, "utf8").trim().split("\n"));
  return { ...printed, loaded, exitCode: child.exitCode };
}

async function startForJson(args: string) {
  const { out, err, loaded } = await start(`--json ${args}`);
  return { ...v.parse(readySchema, JSON.parse(out)), out, err, loaded };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await ended;
}

/** Asks as a program does that trusts one authority and nothing else. */
function ask(
  url: string,
  ca: string | undefined,
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (response) => {
      let body = "";
      response
        .on("data", (data) => (body += data))
        .on("end", () => resolve({ status: response.statusCode, body }));
    }).on("error", reject);
  });
}

const curl = (...args: string[]) => promisify(execFile)("curl", args);

test("a plain start is one line, and loads neither certificates nor YAML", async () => {
  const { out, err, loaded } = await start("");
  expect(out).toMatch(/^Tenant ready at http:\/\/localhost:\d+\/\n$/);
  expect(err).toBe("");
  const packages = loaded();
  expect(packages).toContain("hono");
  expect([...packages].filter((name) => /x509|reflect|yaml/.test(name))).toEqual([]);
  // The question that needs them has them loaded, so the list above would have shown them.
  await fetch(`${out.trim().split(" ").at(-1)}.well-known/jwks.json`);
  expect(loaded()).toContain("@peculiar/x509");
});

describe("over https", () => {
  let url = "";
  let caPath = "";
  let out = "";
  let written: string[] = [];

  beforeAll(async () => {
    caPath = join(folder, "ca.pem");
    const before = readdirSync(folder);
    ({ out } = await start(
      `--https --ca ${caPath} --name tenant.test --name 192.0.2.1 --issuer https://login.example`,
      secure,
      (text) => text.includes(".pem\n"),
    ));
    url = /https:\/\/localhost:\d+\//.exec(out)?.[0] ?? "";
    written = readdirSync(folder).filter(
      (name) => !before.includes(name) && !name.endsWith(".loads"),
    );
  }, HOOK_TIMEOUT);

  afterAll(() => Promise.all(secure.map(stop)));

  test("three lines say where it is, whose tokens it signs, and what to trust", () => {
    expect(out).toBe(
      `Tenant ready at ${url}\nIssuer: https://login.example/\nCA certificate: ${caPath}\n`,
    );
  });

  test("a client that trusts the printed certificate, and nothing else, is served", async () => {
    const ca = readFileSync(caPath, "utf8");
    const discovery = `${url}.well-known/openid-configuration`;
    for (const name of ["localhost", "127.0.0.1"]) {
      const { status, body } = await ask(discovery.replace("localhost", name), ca);
      expect(status).toBe(200);
      expect(JSON.parse(body)).toMatchObject({ issuer: "https://login.example/" });
    }
    await expect(ask(discovery, undefined)).rejects.toThrow(/self-signed certificate/);
  });

  test("curl is served with --cacert, and only so", async () => {
    const keys = `${url}.well-known/jwks.json`;
    const { stdout } = await curl("-sS", "--cacert", caPath, keys);
    expect(JSON.parse(stdout).keys).toHaveLength(2);
    await expect(curl("-sS", keys)).rejects.toThrow(/certificate/);
  });

  test("the certificate is for each name that was given, and for no other", async () => {
    const certificate = await new Promise<PeerCertificate>((resolve, reject) => {
      const ca = readFileSync(caPath, "utf8");
      const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", ca }, () => {
        resolve(socket.getPeerCertificate());
        socket.destroy();
      }).on("error", reject);
    });
    for (const name of ["localhost", "::1", "login.example", "tenant.test", "192.0.2.1"])
      expect(checkServerIdentity(name, certificate), name).toBeUndefined();
    for (const name of ["example", "other.test", "192.0.2.2"])
      expect(checkServerIdentity(name, certificate), name).toBeInstanceOf(Error);
  });

  test("no private key is written", () => {
    expect(written).toEqual(["ca.pem"]);
    expect(readFileSync(caPath, "utf8").match(/-----BEGIN [^-]+-----/g)).toEqual([
      "-----BEGIN CERTIFICATE-----",
    ]);
  });
});

test("for programs, one line of JSON says all there is to know", async () => {
  const { out, issuer, url, port, ca, appOrigins } = await startForJson(TWO_APPS);
  expect(out.match(/\n/g)).toHaveLength(1);
  expect(out.endsWith("\n")).toBe(true);
  expect({ issuer, url, ca, appOrigins }).toEqual({
    issuer: `http://localhost:${port}/`,
    url: `http://localhost:${port}/`,
    ca: null,
    appOrigins: ["http://localhost:3000", "http://localhost:4200"],
  });
});

test("every app may come back, and so may a callback that was given", async () => {
  const { url } = await startForJson(
    `${TWO_APPS} --callback linklab-web=http://localhost:8080/done`,
  );
  const authorize = async (client_id: string, redirect_uri: string) => {
    const query = new URLSearchParams({
      client_id,
      redirect_uri,
      response_type: "code",
      scope: "openid",
      code_challenge: "c".repeat(43),
      code_challenge_method: "S256",
    });
    return (await fetch(`${url}authorize?${query}`, { redirect: "manual" })).status;
  };
  expect(await authorize("linklab-spa", "http://localhost:3000/callback")).toBe(302);
  expect(await authorize("linklab-spa", "http://localhost:4200/callback")).toBe(302);
  expect(await authorize("linklab-web", "http://localhost:8080/done")).toBe(302);
  expect(await authorize("linklab-spa", "http://localhost:8080/done")).toBe(400);
});

test.each([
  [
    "--callback nobody=http://localhost:1",
    /^--callback: no application has the client ID "nobody"\. There are: linklab-spa, /,
  ],
  ["--host 192.0.2.7", /^This computer has no address "192\.0\.2\.7"\. Choose another/],
  [
    "--https --ca FOLDER/note-loads.mjs/x",
    /^The certificate cannot be written: .*Choose another --ca/,
  ],
])("%s is explained in one line", async (args, message) => {
  const { out, err, exitCode } = await start(args.replace("FOLDER", folder));
  expect(out).toBe("");
  expect(err).toMatch(message);
  expect(err.match(/\n/g)).toHaveLength(1);
  expect(exitCode).toBe(1);
});

/** An export without identifiers, with what is not emulated, and a user. */
function writeSeed(): string {
  const seed = mkdtempSync(join(folder, "seed-"));
  writeFileSync(
    join(seed, "tenant.yaml"),
    `tenant:
  friendly_name: Acme
clients:
  - name: Acme SPA
    app_type: spa
    callbacks: ["##APP_ORIGIN##/done"]
    refresh_token: { rotation_type: non-rotating, expiration_type: non-expiring }
    grant_types: [authorization_code, password]
databases:
  - name: people
    enabled_clients: [Acme SPA]
actions:
  - name: Something
`,
  );
  const [user] = v.parse(v.array(v.unknown()), databaseUsers);
  writeFileSync(join(seed, "users.people.json"), JSON.stringify([user]));
  return seed;
}

describe("with a seed in the shape of the Deploy CLI", () => {
  test("it starts, says what it goes without, and a user logs in", async () => {
    const seed = writeSeed();
    const { url, err, out, loaded } = await startForJson(
      `--seed ${seed} --app-origin http://localhost:3000`,
    );
    expect(out.match(/\n/g)).toHaveLength(1);
    expect(loaded()).toContain("yaml");
    const file = join(seed, "tenant.yaml");
    expect(err.trimEnd().split("\n")).toEqual([
      `Warning: ${file}:13: skipped, not emulated: actions`,
      `Warning: ${file}:4: the application "Acme SPA" has no client_id: it is "acme-spa" here`,
      `Warning: ${file}:8: the application "Acme SPA" goes without grants that are not emulated: password`,
    ]);
    const redirect_uri = "http://localhost:3000/done";
    const client = { client_id: "acme-spa", redirect_uri };
    const tenant = overHttp(url);
    const browser = createBrowser(tenant);
    const login = await authorizeUrl({ ...client, audience: undefined, scope: "openid email" });
    const redirect = await logIn(browser, login, ADA.password);
    const tokens = await (await exchange(tenant, redirect, client)).json();
    expect(decodeJwt(tokens.id_token)).toMatchObject({ iss: url, email: "ada@example.com" });
  });

  test("what it says of a seed does not steer the terminal", async () => {
    const seed = writeSeed();
    const file = join(seed, "tenant.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("Acme SPA", String.raw`"Acme \e[2J"`));
    const { err } = await startForJson(`--seed ${seed} --app-origin http://localhost:3000`);
    expect(err).not.toContain("\u{1b}");
    expect(err).toContain(String.raw`the application "Acme \u{1b}[2J" has no client_id`);
    const client = String.raw`{ client_id: "a\e[2J", app_type: spa, name: `;
    writeFileSync(file, `clients: [${client} A }, ${client} B }]`);
    const refused = await start(`--seed ${seed}`);
    expect(refused.err).toContain(String.raw`"a\u{1b}[2J" is defined twice`);
  });

  test.each([
    ["    app_type: spa", "    app_type: [spa", /tenant\.yaml:6: Flow sequence/],
    ["##APP_ORIGIN##/done", "nowhere", /tenant\.yaml:6: clients\.0\.callbacks\.0: Invalid URL/],
    ["##APP_ORIGIN##", "##ENV##", /tenant\.yaml:6: clients\.0\.callbacks\.0: ##ENV## has no value/],
  ])("%s changed to %s is refused by file and line", async (text, by, message) => {
    const seed = writeSeed();
    const file = join(seed, "tenant.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(text, by));
    const { out, err, exitCode } = await start(`--seed ${seed}`);
    expect(out).toBe("");
    expect(err).toMatch(message);
    expect(err.match(/\n/g)).toHaveLength(1);
    expect(exitCode).toBe(1);
  });
});
