import * as v from "valibot";
import { tellIssue } from "#emulator/tell-issue.ts";
import { grantKey } from "#emulator/model.ts";
import type { Application, Connection, TenantConfig } from "#emulator/model.ts";
import { createClientGrants } from "./client-grants.ts";
import { createApplications } from "./applications.ts";
import { createConnections } from "./connections.ts";
import { SeedError } from "./notes.ts";
import type { NoteSkipped } from "./notes.ts";
import { addedApplicationSchema, addedConnectionSchema } from "./schema.ts";

/** What an error about them names instead of a file. */
const ADDED = "added";

/**
 * Adds an application, written as an entry of `clients` in a seed. Two members are ours: `connections`, the
 * names of those that it may use, all of them unless said; and `client_grants`, what it may do by itself.
 * @throws SeedError when it does not fit, is there already, or asks for what is not emulated
 */
export function addApplication(
  config: TenantConfig,
  value: unknown,
  managementAudience: string,
): { config: TenantConfig; application: Application } {
  const { connections, client_grants, ...client } = check(addedApplicationSchema, value);
  const [application] = createApplications([client], refuseNotes(2));
  if (application === undefined) throw refusal([], "an entry for all applications is none itself");
  const { clientId } = application;
  if (config.applications.has(clientId))
    throw refusal(["client_id"], `there is an application "${clientId}" already`);
  for (const [index, name] of (connections ?? []).entries())
    if (!config.connections.has(name))
      throw refusal(["connections", index], `there is no connection "${name}"`);
  const grants = createClientGrants(
    {
      clientGrants: client_grants.map(({ audience, scope }) => ({
        client_id: clientId,
        audience: audience ?? managementAudience,
        scope,
      })),
      resourceServers: [...config.apis.keys()].map((identifier) => ({ identifier })),
    },
    new Map([[clientId, clientId]]),
    managementAudience,
    (path, text) => {
      throw refusal(["client_grants", ...path.slice(1)], text);
    },
  );
  return {
    application,
    config: {
      ...config,
      applications: new Map([...config.applications, [clientId, application]]),
      clientGrants: new Map([
        ...config.clientGrants,
        ...grants.map((grant) => [grantKey(grant), grant.scopes] as const),
      ]),
      connections: new Map(
        [...config.connections].map(([name, connection]) => [
          name,
          (connections?.includes(name) ?? true) ? enable(connection, clientId) : connection,
        ]),
      ),
    },
  };
}

/**
 * Adds a connection, written as an entry of `connections` in a seed. Without `enabled_clients` all
 * applications may use it.
 * @throws SeedError when it does not fit, is there already, or is of a kind that is not emulated
 */
export function addConnection(
  config: TenantConfig,
  value: unknown,
): { config: TenantConfig; connection: Connection } {
  const ids = [...config.applications.keys()];
  const { enabled_clients = ids, ...entry } = check(addedConnectionSchema, value);
  const [connection] = createConnections(
    { databases: [], connections: [{ ...entry, enabled_clients }] },
    new Map(ids.map((id) => [id, id])),
    refuseNotes(2),
  );
  if (connection === undefined) throw refusal([], "it is no connection");
  const { name } = connection;
  if (config.connections.has(name))
    throw refusal(["name"], `there is a connection "${name}" already`);
  return {
    connection,
    config: { ...config, connections: new Map([...config.connections, [name, connection]]) },
  };
}

function enable(connection: Connection, clientId: string): Connection {
  return { ...connection, clientIds: new Set([...connection.clientIds, clientId]) };
}

/**
 * What is left out of a file with a warning is refused where somebody waits for an answer. A note about the
 * whole entry says which identifier it got, which the answer says, too.
 * @param depth of the entry in its file
 */
function refuseNotes(depth: number): NoteSkipped {
  return (path, text) => {
    if (path.length > depth) throw refusal(path.slice(depth), text);
  };
}

function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw refusal([v.getDotPath(issue) ?? "body"], tellIssue(issue));
}

function refusal(path: readonly (string | number)[], text: string): SeedError {
  return new SeedError({ file: ADDED, path, text });
}
