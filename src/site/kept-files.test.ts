import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createKeptFiles } from "./kept-files.ts";

const always = () => true;

const WORKER = "/worker.js";

const PAGE = '<meta name="linklab-version" content="1" />';

/** What the host answers, by path; what it has not is a network error. */
let host: Map<string, Response>;
let stores: Map<string, Map<string, Response>>;

const keyOf = (request: Request | string) => (typeof request === "string" ? request : request.url);

beforeEach(() => {
  host = new Map();
  stores = new Map();
  const open = async (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    return {
      match: async (request: Request | string) => store.get(keyOf(request))?.clone(),
      put: async (request: Request | string, response: Response) =>
        void store.set(keyOf(request), response),
    };
  };
  vi.stubGlobal("caches", {
    open,
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
  });
  vi.stubGlobal("fetch", async (request: Request | string) => {
    const answer = host.get(keyOf(request));
    if (answer === undefined) throw new TypeError("no network");
    return answer.clone();
  });
});

afterEach(() => void vi.unstubAllGlobals());

function list(...paths: string[]) {
  host.set("/site-files.json", Response.json(paths));
  host.set("/404.html", new Response(PAGE, { status: 404 }));
  for (const path of paths) host.set(path, new Response(path));
}

test("without a network the page is the one that was kept, whatever status it came with", async () => {
  list("/assets/a.js");
  const files = createKeptFiles("1", WORKER);
  await files.fill(always);
  host.clear();
  expect(await files.readPage()).toBe(PAGE);
});

test("a host's own page, for a failure of it, stands in for no page of ours", async () => {
  list();
  const files = createKeptFiles("1", WORKER);
  await files.fill(always);
  host.set("/404.html", new Response("<h1>Bad gateway</h1>", { status: 502 }));
  expect(await files.readPage()).toBe(PAGE);
  await expect(createKeptFiles("2", WORKER).readPage()).rejects.toThrow(TypeError);
});

const OTHERS = "<h1>Another site</h1>";

test.each([
  ["has a page for every address", 200, 200, undefined],
  ["has nothing at both", 404, 404, undefined],
  ["has our worker still", 404, "javascript", PAGE],
  ["cannot say whether it has our worker", 404, 503, PAGE],
  ["does not answer for our worker", 404, null, PAGE],
] as const)("a host that %s", async (_, status, worker, page) => {
  list();
  const files = createKeptFiles("1", WORKER);
  await files.fill(always);
  host.set("/404.html", new Response(OTHERS, { status }));
  const headers = { "Content-Type": worker === "javascript" ? "text/javascript" : "text/html" };
  const answer = { status: typeof worker === "number" ? worker : 200, headers };
  if (worker !== null) host.set(WORKER, new Response("", answer));
  expect(await files.readPage()).toBe(page);
});

test("a page that a host has for every address is not kept as a file", async () => {
  list("/assets/a.js");
  host.set("/assets/a.js", new Response(PAGE, { headers: { "Content-Type": "text/html" } }));
  const files = createKeptFiles("1", WORKER);
  await expect(files.fill(always)).rejects.toThrow(TypeError);
  expect([...(stores.get("linklab-files-1")?.keys() ?? [])]).toEqual(["/404.html"]);
});

test("what is no longer wanted is not taken", async () => {
  list("/assets/a.js", "/assets/b.js");
  let count = 0;
  await createKeptFiles("1", WORKER).fill(() => (count += 1) < 2);
  expect([...(stores.get("linklab-files-1")?.keys() ?? [])]).toEqual(["/404.html", "/assets/a.js"]);
});

test("of older versions the one before stays", async () => {
  list();
  for (const version of ["1", "2", "3"]) await createKeptFiles(version, WORKER).fill(always);
  expect([...stores.keys()]).toEqual(["linklab-files-2", "linklab-files-3"]);
});
