import { defineConfig } from "vitest/config";

/** One tenant and one origin for apps: one file after the other. */
export default defineConfig({
  root: import.meta.dirname,
  test: { include: ["*.test.ts"], fileParallelism: false, isolate: false, testTimeout: 60_000 },
});
