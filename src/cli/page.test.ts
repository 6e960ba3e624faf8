import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { headersOf } from "#site/headers.ts";
import { createPage } from "./page.ts";

const tenant = "http://localhost:4321";
let folder: string;
let page: ReturnType<typeof createPage>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "linklab-"));
  mkdirSync(join(folder, "assets"));
  mkdirSync(join(folder, "callback"));
  writeFileSync(join(folder, "index.html"), "<title>LinkLab</title>");
  writeFileSync(join(folder, "callback", "index.html"), "<title>Callback of LinkLab</title>");
  writeFileSync(join(folder, "404.html"), "<title>Lost in LinkLab</title>");
  writeFileSync(join(folder, "assets", "main-abc123.js"), "1;");
  writeFileSync(
    join(folder, "linklab.config.json"),
    JSON.stringify({
      theme: "x",
      tenant: { name: "T", domain: "http://localhost:1", clientId: "c" },
    }),
  );
  page = createPage(folder, tenant);
});

afterAll(() => rmSync(folder, { recursive: true }));

const navigate = (path: string, method = "GET") =>
  page.request(path, { method, headers: { Accept: "text/html,*/*;q=0.8" } });

test.each(["/", "/learn/first", "/callback?code=x&state=y.z"])("%s opens the app", async (path) => {
  const response = await navigate(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Type")).toMatch(/^text\/html/);
  expect(response.headers.get("Cache-Control")).toBe(
    headersOf(new URL(path, tenant).pathname)["Cache-Control"],
  );
  expect(await response.text()).toContain("LinkLab");
});

test.each([
  ["/", "LinkLab"],
  ["/callback?code=x", "Callback of LinkLab"],
  ["/callback/?code=x", "Callback of LinkLab"],
  ["/learn/first", "Lost in LinkLab"],
])("%s is the page %j", async (path, title) => {
  expect(await (await navigate(path)).text()).toBe(`<title>${title}</title>`);
});

test("a HEAD request is answered like a GET, without a body", async () => {
  const response = await navigate("/learn/first", "HEAD");
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
});

test.each(["/assets/gone.js", "/favicon.ico", "/..%2fpackage.json", "/%2e%2e/package.json"])(
  "%s is not found",
  async (path) => {
    expect((await navigate(path)).status).toBe(404);
  },
);

test("what is no navigation does not get the app", async () => {
  expect((await page.request("/learn/first", { headers: { Accept: "*/*" } })).status).toBe(404);
  expect((await navigate("/", "POST")).status).toBe(405);
});

test("an answer posted to the callback is dropped, and the callback opened", async () => {
  const body = new URLSearchParams({ code: "secret", state: "s" });
  const response = await page.request("/callback", { method: "POST", body });
  expect(response.status).toBe(303);
  expect(response.headers.get("Location")).toBe("/callback");
});

const large = { "Content-Length": "90000000" };

test.each([
  ["POST", "/", {}, 405],
  ["DELETE", "/callback", {}, 405],
  ["OPTIONS", "/assets/main-abc123.js", {}, 405],
  ["POST", "/callback", large, 413],
  ["POST", "/nothing", large, 413],
  ["GET", "/", large, 413],
])("%s %s is refused unread, body declared %j", async (method, path, headers, status) => {
  const response = await page.request(path, { method, headers });
  expect(response.status).toBe(status);
  expect(response.headers.get("Allow")).toBe(status === 405 ? "GET, HEAD" : null);
  expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
});

test("an answer posted to the callback without a length is read no further than the limit", async () => {
  let pulled = 0;
  const body = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" };
  const response = await page.request("/callback", init);
  expect(response.status).toBe(413);
  expect(pulled).toBeLessThan(5);
});

test.each([
  ["host", 403],
  ["target", 400],
  ["method", 405],
] as const)(
  "what the gate kept out by its %s has the headers of every answer",
  async (by, status) => {
    const refused = { by, method: "GET", path: "/" };
    const response = await page.request("/", {}, { refused });
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain("LinkLab");
    expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  },
);

test("hashed files may be kept, and only they", async () => {
  const kept = await page.request("/assets/main-abc123.js");
  expect(kept.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  const gone = await page.request("/assets/gone.js");
  expect(gone.headers.get("Cache-Control")).toBe("no-store");
  // The page itself, for whoever opens an address that is no file.
  for (const path of ["/assets/", "/assets/gone", "/assets/%00"]) {
    const shown = await page.request(path, { headers: { Accept: "text/html" } });
    expect([shown.status, shown.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  }
});

test("the configuration differs from the file in the tenant's address only", async () => {
  const response = await page.request("/linklab.config.json");
  expect(response.headers.get("Content-Type")).toBe("application/json");
  expect(await response.json()).toEqual({
    theme: "x",
    tenant: { name: "T", domain: tenant, clientId: "c" },
  });
});

test("without a tenant of this run the configuration is the file's own", async () => {
  const response = await createPage(folder).request("/linklab.config.json");
  expect(response.headers.get("Content-Type")).toBe("application/json");
  expect(await response.json()).toMatchObject({ tenant: { domain: "http://localhost:1" } });
});

test.each(["/", "/linklab.config.json", "/callback", "/callback/popup", "/assets/main-abc123.js"])(
  "%s is sent with what the site's table says of it",
  async (path) => {
    const { headers } = await navigate(path);
    for (const name of [...Object.keys(headersOf("/")), "Cache-Control"])
      expect(headers.get(name), name).toBe(headersOf(path)[name] ?? null);
  },
);
