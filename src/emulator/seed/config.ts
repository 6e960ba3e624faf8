import { createManagementApi } from "./management-api.ts";
import type { Api, Application, Connection, TenantConfig } from "#emulator/model.ts";
import { webOriginsOf } from "./extra-callbacks.ts";
import type { TenantFile } from "./schema.ts";

/** What `tenant.yaml` alone says of a tenant. */
export type FileConfig = Omit<TenantConfig, "demoAccounts">;

/**
 * Makes the fixed part of a tenant out of a checked `tenant.yaml`.
 * @throws TypeError when the file names an application that it does not define, or uses a name twice
 */
export function createConfig(file: TenantFile, managementAudience: string): FileConfig {
  const clientIds = new Map(file.clients.map((client) => [client.name, client.client_id]));
  const clientIdOf = (name: string): string => {
    const id = clientIds.get(name);
    if (id === undefined) throw new TypeError(`seed: no application is named "${name}"`);
    return id;
  };
  return {
    friendlyName: file.tenant.friendly_name,
    logoutUrls: file.tenant.allowed_logout_urls,
    sessionLifetime: file.tenant.session_lifetime * 3600,
    applications: unique(
      file.clients.map(createApplication),
      (application) => application.clientId,
    ),
    connections: unique(
      [...file.databases, ...file.connections].map((connection) =>
        createConnection(connection, new Set(connection.enabled_clients.map(clientIdOf))),
      ),
      (connection) => connection.name,
    ),
    apis: unique(
      [createManagementApi(managementAudience), ...file.resourceServers.map(createApi)],
      (api) => api.identifier,
    ),
    clientGrants: unique(
      file.clientGrants.map((grant) => ({
        ...grant,
        key: `${clientIdOf(grant.client_id)} ${grant.audience}`,
      })),
      (grant) => grant.key,
      (grant) => new Set(grant.scope),
    ),
  };
}

function createApplication(client: TenantFile["clients"][number]): Application {
  const isPublic = client.token_endpoint_auth_method === "none";
  const needsSecret = !isPublic || client.jwt_configuration.alg === "HS256";
  if (needsSecret && client.client_secret === undefined)
    throw new TypeError(`seed: the application "${client.client_id}" needs a client_secret`);
  return {
    clientId: client.client_id,
    name: client.name,
    type: client.app_type,
    clientSecret: client.client_secret,
    isPublic,
    callbacks: client.callbacks,
    logoutUrls: client.allowed_logout_urls,
    webOrigins: client.web_origins,
    corsOrigins: new Set([...client.allowed_origins, ...webOriginsOf(client.callbacks)]),
    grantTypes: new Set(client.grant_types),
    isFirstParty: client.is_first_party,
    idTokenAlg: client.jwt_configuration.alg,
    idTokenLifetime: client.jwt_configuration.lifetime_in_seconds,
    refreshToken: {
      idleLifetime: client.refresh_token?.idle_token_lifetime ?? 1_296_000,
      lifetime: client.refresh_token?.token_lifetime ?? 2_592_000,
    },
  };
}

function createConnection(
  connection: TenantFile["connections"][number],
  clientIds: ReadonlySet<string>,
): Connection {
  const { id, name, strategy } = connection;
  return { id, name, strategy, clientIds, displayName: connection.display_name ?? name };
}

function createApi(server: TenantFile["resourceServers"][number]): Api {
  const scopes = new Set(server.scopes.map((scope) => scope.value));
  return {
    identifier: server.identifier,
    name: server.name,
    scopes,
    userScopes: scopes,
    allowOfflineAccess: server.allow_offline_access,
    tokenLifetime: server.token_lifetime,
    tokenLifetimeForWeb: server.token_lifetime_for_web,
  };
}

function unique<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item>;
function unique<Item, Value>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  valueOf: (item: Item) => Value,
): Map<string, Value>;
function unique<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  valueOf: (item: Item) => unknown = (item) => item,
): Map<string, unknown> {
  const map = new Map<string, unknown>();
  for (const item of items) {
    const key = keyOf(item);
    if (map.has(key)) throw new TypeError(`seed: "${key}" is defined twice`);
    map.set(key, valueOf(item));
  }
  return map;
}
