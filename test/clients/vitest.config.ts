import { env } from "node:process";
import { defineConfig } from "vitest/config";
import { CLIENTS } from "./settings.ts";

/** What `scripts/clients.ts` says of the tenant over https, and of that over http. */
function envOf(scheme: "HTTPS" | "HTTP"): Record<string, string> {
  const names = ["ISSUER", "APP_ORIGIN", "CALLBACK"];
  return Object.fromEntries(
    names.map((name) => [`CLIENTS_${name}`, env[`CLIENTS_${scheme}_${name}`] ?? ""]),
  );
}

const overHttp = CLIENTS.flatMap(({ test, httpsOnly }) =>
  test === undefined || httpsOnly !== undefined ? [] : [`${test}.test.ts`],
);

/** A tenant has one origin for apps: one file after the other. */
const ONE_BY_ONE = { fileParallelism: false, isolate: false, testTimeout: 60_000 };

export default defineConfig({
  root: import.meta.dirname,
  test: {
    projects: [
      { test: { ...ONE_BY_ONE, name: "https", include: ["*.test.ts"], env: envOf("HTTPS") } },
      { test: { ...ONE_BY_ONE, name: "http", include: overHttp, env: envOf("HTTP") } },
    ],
  },
});
