import type { Application } from "#emulator/model.ts";
import { flawOfAddress } from "./addresses.ts";
import { SeedError } from "./notes.ts";

/** What a note about them names instead of a file. */
export const CALLBACKS = "callbacks";

/** A callback that an application has besides those of the seed. */
export type ExtraCallback = { clientId: string; url: string };

/**
 * Registers further callbacks; pages of their origins may then read what the application is answered.
 * @throws SeedError when there is no such application, or no browser can be sent to the address
 */
export function addCallbacks<Config extends { applications: ReadonlyMap<string, Application> }>(
  config: Config,
  callbacks: readonly ExtraCallback[],
): Config {
  const applications = new Map(config.applications);
  for (const { clientId, url } of callbacks) {
    const application = applications.get(clientId);
    if (application === undefined)
      throw new SeedError({
        file: CALLBACKS,
        path: [],
        text: `no application has the client ID "${clientId}". There are: ${[...applications.keys()].join(", ")}`,
      });
    const flaw = flawOfAddress(url);
    if (flaw !== undefined)
      throw new SeedError({ file: CALLBACKS, path: [], text: `${url} is no callback: ${flaw}` });
    applications.set(clientId, {
      ...application,
      callbacks: [...application.callbacks, url],
      corsOrigins: new Set([...application.corsOrigins, ...webOriginsOf([url])]),
    });
  }
  return { ...config, applications };
}

/** The origins of web addresses among some URLs. A native app's own scheme has none. */
export function webOriginsOf(urls: readonly string[]): string[] {
  return urls.map((url) => new URL(url).origin).filter((origin) => origin !== "null");
}
