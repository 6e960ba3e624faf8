import { defineConfig } from "vitest/config";

/** One browser, so one test after the other. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: "firefox",
    include: ["*.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 180_000,
  },
});
