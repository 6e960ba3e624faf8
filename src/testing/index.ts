import { startOn } from "#cli/listen.ts";
import { createHomeRoutes, createTenant as createCore } from "#emulator/index.ts";
import { serveTenant as serveCore } from "#emulator/hosts/node.ts";
import { systemClock, systemRandom } from "#emulator/hosts/system.ts";
import { keysOf } from "./keys.ts";
import { createMethods } from "./methods.ts";
import { checkOptions } from "./options.ts";
import { openSeed } from "./seed.ts";
import type { ServedTenant, ServeOptions, Tenant, TenantOptions } from "./types.ts";

export type * from "./types.ts";

/** Where a tenant is that has no socket. */
const ISSUER = "http://localhost:5180/";
/** Where many apps are while they are written. */
const APP_ORIGIN = "http://localhost:3000";

/**
 * Makes a tenant in this process, without a socket: requests go in by `fetch`.
 * @throws TypeError, or an error of one line, that names the option, or the file and line of a seed, which is wrong
 */
export async function createTenant(options: TenantOptions = {}): Promise<Tenant> {
  const checked = checkOptions(options, "createTenant");
  const [seed, ports] = await Promise.all([openSeed(checked), portsOf(checked)]);
  const core = seed.explained(() =>
    createCore({
      ...ports,
      ...seed.options,
      home: createHomeRoutes,
      issuer: checked.issuer ?? ISSUER,
      clock: systemClock,
      random: systemRandom,
    }),
  );
  return createMethods({ core, end: () => Promise.resolve() });
}

/**
 * Serves a tenant on this computer, at a free port unless one is named.
 * @throws as `createTenant`, and an error of one line when the port is taken
 */
export async function serveTenant(options: ServeOptions = {}): Promise<ServedTenant> {
  const checked = checkOptions(options, "serveTenant");
  const [seed, ports] = await Promise.all([openSeed(checked), portsOf(checked)]);
  const served = await seed.explained(() =>
    startOn(checked.port ?? 0, "port", (port) =>
      serveCore({
        ...ports,
        ...seed.options,
        port,
        https: checked.https,
        names: checked.names,
        issuer: checked.issuer,
      }),
    ),
  );
  const methods = createMethods({ core: served.tenant, end: served.close });
  return { ...methods, url: served.origin, port: served.port, ca: served.ca };
}

async function portsOf({ appOrigins, policy, keys }: TenantOptions) {
  const [appOrigin = APP_ORIGIN, ...otherAppOrigins] = appOrigins ?? [];
  return { appOrigin, otherAppOrigins, policy, keys: await keysOf(keys) };
}
