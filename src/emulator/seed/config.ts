import { createApis, isManagementApi } from "./apis.ts";
import { createClientGrants } from "./client-grants.ts";
import { createApplications, readUrls } from "./applications.ts";
import { createConnections } from "./connections.ts";
import { createManagementApi } from "./management-api.ts";
import { SeedError } from "./notes.ts";
import type { NoteSkipped } from "./notes.ts";
import { grantKey } from "#emulator/model.ts";
import type { TenantConfig } from "#emulator/model.ts";
import type { TenantFile } from "./schema.ts";

/** What `tenant.yaml` alone says of a tenant. */
export type FileConfig = Omit<TenantConfig, "demoAccounts">;

/**
 * Makes the fixed part of a tenant out of a checked `tenant.yaml`.
 * @param note is told what the file has that is not emulated
 * @throws SeedError when the file uses a name twice
 */
export function createConfig(
  file: TenantFile,
  managementAudience: string,
  note: NoteSkipped,
): FileConfig {
  const applications = createApplications(file.clients, note);
  const byName = unique("clients", applications, ({ name }) => name);
  const clientIds = new Map([...byName].map(([name, { clientId }]) => [name, clientId]));
  const grants = createClientGrants(file, clientIds, managementAudience, note);
  const apis = unique(
    "resourceServers",
    [
      createManagementApi(managementAudience),
      ...createApis(file.resourceServers, managementAudience, note),
    ],
    ({ identifier }) => identifier,
  );
  const asked = file.tenant.default_audience;
  const audience = isManagementApi({ identifier: asked }, managementAudience)
    ? managementAudience
    : asked;
  const defaultAudience = apis.has(audience) ? audience : undefined;
  if (asked !== "" && defaultAudience === undefined)
    note(
      ["tenant", "default_audience"],
      `the default audience "${asked}" is skipped: it is not there`,
    );
  return {
    friendlyName: file.tenant.friendly_name,
    logoutUrls: readUrls(file.tenant.allowed_logout_urls, "allowed_logout_urls", (path, text) =>
      note(["tenant", ...path], `the tenant ${text}`),
    ),
    sessionLifetime: file.tenant.session_lifetime * 3600,
    applications: unique("clients", applications, ({ clientId }) => clientId),
    connections: unique(
      "connections",
      createConnections(file, clientIds, note),
      ({ name }) => name,
    ),
    apis,
    defaultAudience,
    clientGrants: new Map(
      [...unique("clientGrants", grants, grantKey)].map(([key, { scopes }]) => [key, scopes]),
    ),
  };
}

function unique<Item>(
  section: string,
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, Item> {
  const map = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    if (map.has(key))
      throw new SeedError({
        file: "tenant.yaml",
        path: [section],
        text: `"${key}" is defined twice`,
      });
    map.set(key, item);
  }
  return map;
}
