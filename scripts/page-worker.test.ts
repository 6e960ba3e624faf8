import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { build } from "vite";
import { createPageWorker } from "./page-worker.ts";

const root = mkdtempSync(join(tmpdir(), "linklab-worker-"));
afterAll(() => rmSync(root, { recursive: true }));

const FILES = {
  "index.html": `<script type="module" src="/src/page.ts"></script>`,
  "src/page.ts": `
    import worker from "./reader/worker.ts?worker&url";
    import { shared } from "./shared.ts";
    console.log("in the page", shared, worker);
    void import("./later.ts");
  `,
  "src/later.ts": `console.log("later");`,
  "src/shared.ts": `export const shared = globalThis.name + " shared by both";`,
  "src/reader/worker.ts": `
    import { shared } from "../shared.ts";
    self.addEventListener("message", () => void import("./part.ts"));
    console.log("in the worker", shared);
  `,
  "src/reader/part.ts": `console.log("a part of the worker");`,
};

test("a worker shares the page's chunks, and loads its parts without the page's document", async () => {
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  const built = await build({
    root,
    base: "./",
    configFile: false,
    logLevel: "silent",
    plugins: [createPageWorker()],
    build: { write: false, modulePreload: { polyfill: false } },
  });
  const [bundle] = [built].flat();
  if (bundle === undefined || !("output" in bundle)) throw new TypeError("no bundle");
  const chunks = bundle.output.filter((file) => file.type === "chunk");
  const holding = (text: string) => chunks.filter(({ code }) => code.includes(text));

  const [worker] = holding("in the worker");
  const [page] = holding("in the page");
  const [shared, ...more] = holding("shared by both");
  expect(more).toEqual([]);
  expect(worker?.imports).toEqual([shared?.fileName]);
  expect(page?.imports).toContain(shared?.fileName);
  expect(holding("document")).not.toEqual([]);
  for (const chunk of [worker, shared]) expect(chunk?.code).not.toContain("document");
  expect(holding("a part of the worker")).toHaveLength(1);
  const name = worker?.fileName.replace("assets/", "");
  expect(page?.code).toMatch(new RegExp(`new URL\\(.${name}., ?import\\.meta\\.url\\)`));
});
