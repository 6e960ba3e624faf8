import { join } from "node:path";
import { serveTenant } from "#emulator/hosts/node.ts";
import { systemRandom } from "#emulator/hosts/system.ts";
import { generateSigningKeys, type SigningKeys, type TenantOptions } from "#emulator/index.ts";
import { listen, startOn, type Door } from "./listen.ts";
import type { Ports } from "./options.ts";
import { createPage } from "./page.ts";
import { ROOT, SITE } from "#scripts/setup.mjs";

/** The app and its own tenant, both being served. */
export type LinkLab = {
  /** The app's. */
  readonly origin: string;
  readonly tenantOrigin: string;
  readonly tenant: Awaited<ReturnType<typeof serveTenant>>["tenant"];
  close: () => Promise<void>;
};

/** Makes signing keys once, for several tenants that only one process uses. */
export function makeKeys(): Promise<SigningKeys> {
  return generateSigningKeys(systemRandom);
}

/** Serves one more tenant for an app that is served already, on a free port unless one is named. */
export function startTenant(appOrigin: string, port = 0): ReturnType<typeof serveTenant> {
  return serveTenant({ port, appOrigin });
}

/** Serves the built app alone, as a host of files does that sends the headers of the site. */
export async function startSite(
  port = 0,
): Promise<{ readonly origin: string; stop: Door["close"] }> {
  const app = await startOn(port, "--port", listen);
  const page = createPage(join(ROOT, SITE));
  app.open(({ request, refused }) => page.fetch(request, { refused }));
  return { origin: app.origin, stop: app.close };
}

/**
 * Serves the built app and a fresh tenant. Each needs to know where the other is: the app's port is
 * taken first, the tenant is seeded with it, and only then the app answers.
 * @param options the tenant's signing keys, where making new ones would take too long, and traits that are
 *   not those of its server
 * @throws CommandError with one line when a port is taken
 */
export async function startLinkLab(
  { port, tenantPort }: Ports,
  options: Pick<TenantOptions, "keys" | "traits"> = {},
): Promise<LinkLab> {
  const app = await startOn(port, "--port", listen);
  try {
    const tenant = await startOn(tenantPort, "--tenant-port", (free) =>
      serveTenant({ port: free, appOrigin: app.origin, ...options }),
    );
    const page = createPage(join(ROOT, SITE), tenant.origin);
    app.open(({ request, refused }) => page.fetch(request, { refused }));
    return {
      origin: app.origin,
      tenantOrigin: tenant.origin,
      tenant: tenant.tenant,
      close: async () => void (await Promise.all([app.close(), tenant.close()])),
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}
