import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "#scripts/browser.ts";
import { isWithinBudget } from "#scripts/budget.ts";
import { installPackage, LINKLAB } from "#scripts/install-package.ts";
import { pack } from "#scripts/pack.ts";
import { build, ROOT, SITE } from "#scripts/setup.mjs";
import { FAILS, FIXTURE, TYPES, WRONG } from "./samples.ts";
import { examplesOf, installedIn, lendPackages, run } from "./install.ts";

// The package as somebody gets it: installed from its tarball without network, in a folder of its own.
const HANG = 300_000;
const NODE = process.execPath;
let folder: string;
let brought: string[];

beforeAll(() => {
  build(ROOT, "page");
  build(ROOT, "library");
  folder = installPackage(pack());
  brought = installedIn(folder);
  lendPackages(folder, [
    "@auth0/auth0-react",
    "@auth0/auth0-spa-js",
    "@playwright/test",
    "@types/node",
    "jose",
    "react",
    "react-dom",
    "typescript",
    "vite",
    "vitest",
  ]);
  for (const [name, code] of examplesOf("docs/testing.md")) writeFileSync(join(folder, name), code);
}, HANG);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const tool = (path: string, ...args: string[]) =>
  run(NODE, [join(folder, "node_modules", path), ...args], folder);

const linklab = (...args: string[]) => run(NODE, [join(folder, LINKLAB), ...args], folder);

/** Compiles one file against the package as strictly as anybody may. */
function checkTypes(name: string, code: string, more: object) {
  writeFileSync(join(folder, `${name}.ts`), code);
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    target: "es2023",
    module: "nodenext",
    types: [],
    ...more,
  };
  const file = `tsconfig.${name}.json`;
  writeFileSync(join(folder, file), JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
  return tool("typescript/bin/tsc", "-p", file);
}

test("has the page as everybody gets it, although a test built it", () => {
  expect(isWithinBudget(join(ROOT, SITE))).toBe(true);
});

test("brings no other package", () => {
  expect(brought).toEqual(["linklab"]);
});

test("says whose code is in it: the library's, the page's, a worker's, a font's, nobody else's", () => {
  const text = readFileSync(join(folder, "node_modules", "linklab", "LICENSES"), "utf8");
  const names = new Set(
    [...text.matchAll(/^(\S+) \d+\.\d+\.\d+\S*: [A-Z]/gm)].map(([, name]) => name),
  );
  for (const name of [
    "hono",
    "yaml",
    "react-dom",
    "@lezer/javascript",
    "@fontsource/ibm-plex-mono",
  ])
    expect(names).toContain(name);
  for (const name of ["vite", "vitest", "@playwright/test", "typescript"])
    expect(names).not.toContain(name);
});

describe("the examples of the docs", () => {
  test(
    "a page of auth0-react that logs in and links passes in Playwright",
    async () => {
      const executablePath = await findBrowser();
      const isRoot = process.getuid?.() === 0;
      writeFileSync(
        join(folder, "here.config.js"),
        `import config from "./playwright.config.js";
const launchOptions = ${JSON.stringify({ executablePath, args: isRoot ? ["--no-sandbox"] : [] })};
export default { ...config, use: { ...config.use, launchOptions } };`,
      );
      const cli = join(folder, "node_modules", "@playwright", "test", "cli.js");
      const { status, output } = await run(NODE, [cli, "test", "-c", "here.config.js"], folder, {
        PORT: String(await freePort()),
      });
      expect(status, output).toBe(0);
      expect(output).toContain("2 passed");
    },
    HANG,
  );

  test(
    "a server that links with update:users passes in Vitest",
    async () => {
      const { status, output } = await tool("vitest/vitest.mjs", "run");
      expect(status, output).toBe(0);
      expect(output).toMatch(/6 passed/);
    },
    HANG,
  );

  test.skipIf(process.platform === "win32")(
    "a shell links with curl",
    async () => {
      const { status, output } = await run("sh", ["link.sh"], folder);
      expect(status, output).toBe(0);
      expect(output).toContain('"connection":"google-oauth2"');
    },
    HANG,
  );
});

describe("the types", () => {
  test(
    "need no library",
    async () => {
      const { status, output } = await checkTypes("types", TYPES, { lib: ["es2023", "dom"] });
      expect(output).toBe("");
      expect(status).toBe(0);
    },
    HANG,
  );

  test(
    "refuse what a tenant would refuse",
    async () => {
      const { output } = await checkTypes("wrong", WRONG, { lib: ["es2023", "dom"] });
      expect([...output.matchAll(/wrong\.ts\((\d+)/g)].map(([, line]) => line)).toEqual(["3", "4"]);
    },
    HANG,
  );

  test(
    "of the fixture need Playwright's",
    async () => {
      const { status, output } = await checkTypes("fixture", FIXTURE, {
        lib: ["es2023", "dom", "dom.iterable"],
        types: ["node"],
      });
      expect(output).toBe("");
      expect(status).toBe(0);
    },
    HANG,
  );
});

describe("the fixture", () => {
  test(
    "attaches the tenant's log to the report of a test that fails, without what is secret",
    async () => {
      writeFileSync(join(folder, "fails.config.js"), `export default { testMatch: "fails.js" };`);
      writeFileSync(join(folder, "fails.js"), FAILS);
      const cli = "@playwright/test/cli.js";
      const args = ["test", "-c", "fails.config.js", "--reporter=json"];
      const { status, output } = await tool(cli, ...args);
      expect(status, output).toBe(1);
      const results = JSON.parse(output).suites[0].specs.map(
        ({
          tests,
        }: {
          tests: { results: { attachments: { name: string; body: string }[] }[] }[];
        }) => tests[0]?.results[0]?.attachments.filter(({ name }) => name === "the tenant's log"),
      );
      expect(results).toEqual([[expect.objectContaining({ contentType: "text/plain" })], []]);
      const log = Buffer.from(results[0][0].body, "base64").toString();
      expect(log).toMatch(/GET \/userinfo\/\[redacted\] 404/);
      expect(log).not.toContain("eyJ");
    },
    HANG,
  );
});

describe("the command", () => {
  test("says its version and what it can do", async () => {
    expect(await linklab("--version")).toEqual({ status: 0, output: "0.1.0\n" });
    expect((await linklab("--help")).output).toContain("linklab tenant");
    expect((await linklab("tenant", "--help")).output).toMatch(/^linklab tenant \[options\]/);
  });

  test("refuses in one line", async () => {
    expect(await linklab("tennant")).toEqual({
      status: 1,
      output: 'Unknown command "tennant". There are: start, tenant, check.\n',
    });
    expect((await linklab("--prt", "1")).output).toMatch(/^Unknown option.*"linklab start --help"/);
    expect((await linklab("check")).status).toBe(2);
  });

  test("judges code", async () => {
    writeFileSync(join(folder, "old.js"), "management.linkUser(userId, { user_id: other });\n");
    const { output } = await linklab("check", "old.js");
    expect(output).toContain("old.js:1");
  });

  test(
    "serves the app and its tenant until it is stopped",
    async () => {
      const child = spawn(NODE, [join(folder, LINKLAB), "--port", "0", "--tenant-port", "0"], {
        cwd: folder,
      });
      const ended = new Promise((resolve) => child.once("close", resolve));
      const said = await new Promise<string>((resolve, reject) => {
        let text = "";
        child.stderr.on("data", (chunk: Buffer) => reject(new Error(chunk.toString())));
        child.stdout.on("data", (chunk: Buffer) => {
          text += chunk.toString();
          if (text.includes("Ctrl-C")) resolve(text);
        });
      });
      const [, app = ""] = /App\s+(\S+)/.exec(said) ?? [];
      const [, tenant = ""] = /Tenant\s+(\S+)/.exec(said) ?? [];
      expect(await (await fetch(app)).text()).toContain('<div id="root">');
      const config = await (await fetch(`${app}linklab.config.json`)).json();
      expect(`${config.tenant.domain}/`).toBe(tenant);
      child.kill();
      expect(await ended).toBe(0);
    },
    HANG,
  );
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
