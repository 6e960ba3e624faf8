import type { TenantConfig } from "#emulator/model.ts";
import { addApplication, addConnection } from "#emulator/seed/additions.ts";
import { addCallbacks } from "#emulator/seed/extra-callbacks.ts";
import { describePath, SeedError } from "#emulator/seed/notes.ts";
import { describeApplication, describeConnection } from "./applications.ts";
import type { Controls } from "./controls.ts";
import { ControlError } from "./errors.ts";

/** More than any test needs, of applications and of connections. */
const MAX_ADDED = 1000;

/**
 * Adds an application. Its secret is in the answer, since no file has it.
 * @throws ControlError `body-invalid`, `limit-reached`
 */
export function plantApplication(controls: Controls, body: unknown) {
  const { config, managementAudience } = controls.core;
  if (config.applications.size >= MAX_ADDED) throw new ControlError("limit-reached");
  const added = explained(() => addApplication(config, body, managementAudience));
  controls.setConfig(added.config);
  return {
    ...describeApplication(added.application),
    client_secret: added.application.clientSecret,
  };
}

/**
 * Registers a callback.
 * @throws ControlError `application-unknown`, `limit-reached`, `body-invalid`
 */
export function plantCallback({ core, setConfig }: Controls, clientId: string, url: string) {
  const known = core.config.applications.get(clientId);
  if (known === undefined) throw new ControlError("application-unknown");
  if (known.callbacks.length >= MAX_ADDED) throw new ControlError("limit-reached");
  const config: TenantConfig = explained(() => addCallbacks(core.config, [{ clientId, url }]));
  setConfig(config);
  return describeApplication(config.applications.get(clientId) ?? known);
}

/**
 * Adds a connection.
 * @throws ControlError `body-invalid`, `limit-reached`
 */
export function plantConnection(controls: Controls, body: unknown) {
  const { config } = controls.core;
  if (config.connections.size >= MAX_ADDED) throw new ControlError("limit-reached");
  const added = explained(() => addConnection(config, body));
  controls.setConfig(added.config);
  return describeConnection(added.connection);
}

function explained<Value>(add: () => Value): Value {
  try {
    return add();
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    const { note } = error;
    const place = note.path.length === 0 ? note.file : describePath(note);
    throw new ControlError("body-invalid", `${place}: ${note.text}`);
  }
}
