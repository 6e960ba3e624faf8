import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startStaticHost } from "../../e2e/static-host.ts";
import { ROOT } from "../../scripts/setup.mjs";
import type { Place } from "./flows.ts";

/** LinkLab, being served. */
export type Served = { readonly origin: string; readonly stop: () => Promise<void> };

type Serve = {
  startLinkLab: (ports: {
    port: number;
    tenantPort: number;
  }) => Promise<{ origin: string; close: () => Promise<void> }>;
};

/** Serves it for one test, at an origin and with a tenant that no other test knows. */
export async function serve(place: Place): Promise<Served> {
  const { origin, stop } = await start(place);
  let stopped: Promise<void> | undefined;
  return { origin, stop: () => (stopped ??= stop()) };
}

async function start(place: Place): Promise<Served> {
  if (place === "files") return startStaticHost("");
  const built = pathToFileURL(join(ROOT, "dist", "node", "serve.js"));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from src/cli/serve.ts
  const { startLinkLab } = (await import(built.href)) as Serve;
  const { origin, close } = await startLinkLab({ port: 0, tenantPort: 0 });
  return { origin, stop: close };
}
