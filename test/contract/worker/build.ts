import { join } from "node:path";
import { build, mergeConfig, type Plugin } from "vite";
import { ROOT } from "#scripts/setup.mjs";
import { onlyCode, workerConfig } from "#scripts/site-plugin.ts";
import { CONTRACT_SEED } from "#test/contract/seed.ts";

const EMULATOR = join(ROOT, "src", "emulator");
const SEED = join(EMULATOR, "seed", "files.ts");
const SYSTEM = join(EMULATOR, "hosts", "system.ts");
const HOST = join(EMULATOR, "hosts", "service-worker.ts");
const JARS = join(import.meta.dirname, "many-jars.ts");

/**
 * The site's worker as `npm run build` makes it, but for what the contract decides: the seed, the machine's
 * clock, and that its one tenant has several browsers.
 */
export async function buildContractWorker(): Promise<string> {
  return onlyCode(
    await build(mergeConfig(workerConfig(ROOT, [forContract()]), { build: { minify: false } })),
  );
}

function forContract(): Plugin {
  return {
    name: "contract",
    enforce: "pre",
    resolveId: (source, importer) =>
      source === "./cookie-jar.ts" && importer === HOST ? JARS : null,
    load: (id) =>
      id === SEED ? `export const LINKLAB_SEED = ${JSON.stringify(CONTRACT_SEED)};` : null,
    transform: (code, id) => (id === SYSTEM ? code.replace("Date.now()", "self.told.now") : null),
  };
}
