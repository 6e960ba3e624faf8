import { afterEach, beforeEach, expect, test, vi } from "vitest";

type Rules = { createScriptURL: (url: string) => string };

const createPolicy = vi.fn((_name: string, rules: Rules) => rules);

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal("trustedTypes", { createPolicy });
});

afterEach(() => {
  vi.unstubAllGlobals();
  createPolicy.mockClear();
});

test("both workers come from one policy, which is made once", async () => {
  const { readerScript, tenantScript } = await import("./script-urls.ts");
  expect(readerScript()).toContain("reading-worker");
  expect(tenantScript()).toBe("/tenant-worker.js");
  expect(tenantScript("09af")).toBe("/tenant-worker.js?v=09af");
  expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(["linklab"]);
});

test("a browser without trusted types has the same rules", async () => {
  vi.stubGlobal("trustedTypes", undefined);
  const { tenantScript } = await import("./script-urls.ts");
  expect(tenantScript("1")).toBe("/tenant-worker.js?v=1");
  expect(() => tenantScript("1&x=https://evil.example")).toThrow("no script of LinkLab");
});

test.each([
  "https://evil.example/tenant-worker.js",
  "//evil.example/tenant-worker.js",
  "/\\evil.example/tenant-worker.js",
  "/tenant-worker.js?v=",
  "/tenant-worker.js?v=g",
  "/tenant-worker.js?v=1#x",
  "/tenant-worker.js\n",
  "/tenant-worker.jsx",
  "tenant-worker.js",
  "/other.js",
  "blob:http://localhost/1",
  "data:text/javascript,1",
  "javascript:1",
  "",
])("(S 12) %j becomes no script", async (url) => {
  const { readerScript } = await import("./script-urls.ts");
  readerScript();
  const rules = createPolicy.mock.calls[0]?.[1];
  expect(() => rules?.createScriptURL(url)).toThrow("no script of LinkLab");
});
