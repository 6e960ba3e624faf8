import { expect, test } from "vitest";
import * as v from "valibot";
import { headersOf } from "#site/headers.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { APP_PAGES, TENANT_PAGES } from "./boot-pages.ts";
import { createHostFiles } from "./host-files.ts";
import { PAGES } from "./hosts/shared.ts";

/** An address of each kind, as a host is asked for it. */
const ADDRESSES = [
  "/",
  "/learn",
  "/learn/",
  "/learn/tenant",
  "/labs/attack/merge",
  "/tenant",
  "/users",
  "/callback",
  "/callback/",
  "/callback/popup",
  "/callback/popup/",
  "/authorize",
  "/authorize/",
  "/u/login",
  "/v2/logout",
  "/assets/main-abc123.js",
  "/tenant-worker.js",
  "/site-files.json",
  "/linklab.config.json",
  ...[...APP_PAGES, ...TENANT_PAGES].map(({ path }) => path),
];

/** Pages of the tenant are the worker's; before it, and where nothing is, a host may keep its own time. */
const TENANT = /^\/(?:authorize|u|v2|oidc|users)(?:\/|$)/;

type Pairs = [name: string, value: string][];

const file = (name: string) => createHostFiles()[name] ?? "";

/** What rules of Netlify and Cloudflare say: `*` fits whatever follows. */
function readHeadersFile(path: string): Pairs {
  const blocks = file("_headers")
    .split("\n\n")
    .filter((block) => block.startsWith("/"));
  return blocks.flatMap((block) => {
    const [pattern = "", ...lines] = block.trimEnd().split("\n");
    const fits = pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
    if (!fits) return [];
    return lines.map((line): [string, string] => {
      const [, name = "", value = ""] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? [];
      return [name, value];
    });
  });
}

const pairs = v.array(v.object({ key: v.string(), value: v.string() }));
const vercel = v.object({ headers: v.array(v.object({ source: v.string(), headers: pairs })) });
const firebase = v.object({
  hosting: v.object({ headers: v.array(v.object({ regex: v.string(), headers: pairs })) }),
});

function fitting(rules: readonly { fits: RegExp; headers: v.InferOutput<typeof pairs> }[]) {
  return (path: string): Pairs =>
    rules
      .filter(({ fits }) => fits.test(path))
      .flatMap(({ headers }) => headers.map(({ key, value }): [string, string] => [key, value]));
}

const readVercel = (path: string) =>
  fitting(
    v
      .parse(vercel, JSON.parse(file("vercel.json")))
      .headers.map(({ source, headers }) => ({ fits: new RegExp(`^${source}$`), headers })),
  )(path);

const readFirebase = (path: string) =>
  fitting(
    v
      .parse(firebase, JSON.parse(file("firebase.json")))
      .hosting.headers.map(({ regex, headers }) => ({ fits: new RegExp(regex), headers })),
  )(path);

test.each([
  ["_headers", readHeadersFile],
  ["vercel.json", readVercel],
  ["firebase.json", readFirebase],
])("%s sends each header of the table once", (_, read) => {
  for (const path of ADDRESSES) {
    const sent = read(path).filter(([name]) => !(name === "Cache-Control" && TENANT.test(path)));
    const { "Cache-Control": caching, ...others } = headersOf(path);
    const wanted = Object.entries(
      TENANT.test(path) ? others : { ...others, "Cache-Control": caching },
    );
    const isolated = sent.some(([name]) => name === "Cross-Origin-Opener-Policy");
    // What is no page of the app need not be isolated where only pages can be named.
    const compared = wanted.filter(
      ([name]) => name !== "Cross-Origin-Opener-Policy" || isolated || isPage(path),
    );
    expect(sent, path).toHaveLength(compared.length);
    expect(Object.fromEntries(sent), path).toEqual(Object.fromEntries(compared));
  }
});

const isPage = (path: string) =>
  path === "/" ||
  /^\/callback\/?$/.test(path) ||
  PAGES.some((page) => `${path}/`.startsWith(`${page}/`));

const isIsolated = ({ path }: { path: string }) =>
  headersOf(path)["Cross-Origin-Opener-Policy"] !== undefined;

test("every page of the app is isolated, and every one that may stand in a popup is not", () => {
  const [pages, popups] = [
    APP_PAGES.filter(isIsolated),
    APP_PAGES.filter((one) => !isIsolated(one)),
  ];
  expect(pages.length).toBeGreaterThan(PAGES.length);
  expect(popups.map(({ path }) => path)).toEqual([CALLBACK_PATHS.popup]);
  expect(TENANT_PAGES.filter(isIsolated)).toEqual([]);
});
