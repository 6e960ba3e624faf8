import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isTenantAddress } from "#emulator/addresses.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { paths } from "#shell/paths.ts";
import { APP_PAGES, printBootPage, printLostPage, TENANT_PAGES } from "./boot-pages.ts";

const INDEX = `<head>
    <meta
      name="description"
      content="About it."
    />
    <link rel="icon" href="./icon.svg" type="image/svg+xml" />
    <title>LinkLab</title>
    <script type="module" crossorigin src="./assets/index-B1.js"></script>
</head>
<div id="root"></div>`;

const TABLES = { paths, CALLBACK_PATHS };

/** The patterns of all routes, as the source of `app` names them. */
function routesOfApp(): readonly string[] {
  const app = join(import.meta.dirname, "..", "src", "app");
  const source = readdirSync(app)
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => readFileSync(join(app, file), "utf8"))
    .join("\n");
  const named = [...source.matchAll(/\bpath=\{(paths|CALLBACK_PATHS)\.(\w+)\}/g)];
  return named.map(([, table, name]) =>
    String(Reflect.get(TABLES[table as keyof typeof TABLES], name!)),
  );
}

/** What a route takes, as the router reads it. */
function patternOf(route: string): RegExp {
  const pattern = route
    .replace(/\/\*\?/, "(?:/.*)?")
    .replaceAll(/\/:\w+\?/g, "(?:/[^/]+)?")
    .replaceAll(/\/:\w+/g, "/[^/]+");
  return new RegExp(`^${pattern}$`);
}

const printStep = (step: string, root: string) => `<a href="${root}/">${step} $&</a>`;

const fits = (route: string, path: string) => patternOf(route).test(path);

test("every route of the app has a page, and every page a route", () => {
  const routes = routesOfApp().filter((route) => route !== paths.home);
  const addresses = [...APP_PAGES.map(({ path }) => path), CALLBACK_PATHS.popup];
  expect(routes.length).toBeGreaterThan(8);
  expect(routes.filter((route) => !addresses.some((path) => fits(route, path)))).toEqual([]);
  expect(
    addresses.filter(
      (path) => path !== CALLBACK_PATHS.popup && !routes.some((route) => fits(route, path)),
    ),
  ).toEqual([]);
});

test("no address has two pages", () => {
  const addresses = [...APP_PAGES, ...TENANT_PAGES].map(({ path }) => path);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test("no address of the app is the tenant's, or Auth0's", () => {
  expect(APP_PAGES.filter(({ path }) => isTenantAddress(path))).toEqual([]);
});

test("the tenant has a page wherever it shows one or sends a browser on", () => {
  expect(TENANT_PAGES.map(({ path }) => path)).toEqual([
    "/authorize",
    "/u/login",
    "/u/accounts",
    "/u/signup",
    "/u/consent",
    "/oidc/logout",
    "/v2/logout",
  ]);
  expect(TENANT_PAGES.every(({ isHidden }) => isHidden)).toBe(true);
});

test.each([
  ["/tokens", "https://linklab.example/demo/tokens/", "https://linklab.example/demo/"],
  ["/errors/x", "https://linklab.example/demo/errors/x/", "https://linklab.example/demo/"],
  ["/errors/x", "https://linklab.example/errors/x/", "https://linklab.example/"],
  ["/errors/x", "https://linklab.example/errors/x", "https://linklab.example/"],
])("the page of %s, opened at %s, has its files from %s", (path, address, root) => {
  const page = printBootPage(INDEX, { path });
  const files = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(
    ([, file = ""]) => new URL(file, address).href,
  );
  expect(files).toEqual(
    ["icon.svg", "assets/index-B1.js", "linklab.config.json"].map((file) => root + file),
  );
});

test("a page names at once all that it waits for, and nothing twice", () => {
  const page = printBootPage(
    INDEX,
    { path: "/learn/link" },
    {
      scripts: ["assets/index-B1.js", "assets/learn-C2.js"],
      styles: ["assets/learn-D3.css"],
      fonts: ["assets/sans-E4.woff2"],
    },
  );
  expect([...page.matchAll(/(?:href|src)="(.*?)"/g)].map(([, file]) => file)).toEqual([
    "../../icon.svg",
    "../../assets/index-B1.js",
    "../../linklab.config.json",
    "../../assets/learn-C2.js",
    "../../assets/learn-D3.css",
  ]);
});

test("a step stands in its page, whose scripts are asked for once it is painted", () => {
  const files = {
    scripts: ["assets/index-B1.js", "assets/learn-C2.js"],
    styles: [],
    fonts: ["assets/sans-E4.woff2"],
  };
  const drawing = { printStep, script: "assets/after-paint-F5.js" };
  const page = printBootPage(INDEX, { path: "/learn/link", step: "link" }, files, drawing);
  expect(page).toContain('<div id="root"><a href="../../">link $&</a></div>');
  expect(page).toContain('crossorigin href="../../assets/sans-E4.woff2"');
  expect(page.match(/<script.*?>/g)).toEqual([
    '<script type="module" crossorigin src="../../assets/after-paint-F5.js" data-scripts="../../assets/index-B1.js ../../assets/learn-C2.js">',
  ]);
  expect(page).not.toContain("modulepreload");
});

test("a page says what it is about, in text that is no markup", () => {
  const page = printBootPage(INDEX, {
    path: "/x",
    title: 'A "<b>" $& that failed',
    description: 'R&D "$1"',
  });
  expect(page).toContain("<title>A &quot;&lt;b>&quot; $&amp; that failed · LinkLab</title>");
  expect(page).toContain('content="R&amp;D &quot;$1&quot;"');
  expect(page).not.toContain("noindex");
});

test("what is nothing to read is left out by search engines", () => {
  const page = printBootPage(INDEX, { path: "/authorize", isHidden: true });
  expect(page).toContain('<meta name="robots" content="noindex" />\n    <title>LinkLab</title>');
});

test("the page of any other address has its files from the root of the origin", () => {
  const page = printLostPage(INDEX);
  expect(page).toContain('src="/assets/index-B1.js"');
  expect(page).toContain('href="/icon.svg"');
  expect(page).toContain("noindex");
});
