import { MOST_WRITTEN, weigh } from "#emulator/accounts/room.ts";
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
  setConfig(controls, added.config);
  return {
    ...describeApplication(added.application),
    client_secret: added.application.clientSecret,
  };
}

/**
 * Registers a callback.
 * @throws ControlError `application-unknown`, `limit-reached`, `body-invalid`
 */
export function plantCallback(controls: Controls, clientId: string, url: string) {
  const { core } = controls;
  const known = core.config.applications.get(clientId);
  if (known === undefined) throw new ControlError("application-unknown");
  if (known.callbacks.length >= MAX_ADDED) throw new ControlError("limit-reached");
  const config: TenantConfig = explained(() => addCallbacks(core.config, [{ clientId, url }]));
  setConfig(controls, config);
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
  setConfig(controls, added.config);
  return describeConnection(added.connection);
}

/** All of it is kept, and some of it as often as there are connections. */
function setConfig(controls: Controls, config: TenantConfig): void {
  if (weigh(config) > MOST_WRITTEN / 2) throw new ControlError("limit-reached");
  controls.setConfig(config);
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
