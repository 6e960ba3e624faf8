import type { Connection } from "#emulator/model.ts";
import type { NoteSkipped } from "./notes.ts";
import type { TenantFile } from "./schema.ts";
import { stableId } from "./stable-id.ts";

type Entry = TenantFile["connections"][number];

/** Strategies that are no provider at which somebody picks an account. */
const WITHOUT_ACCOUNTS = new Set(
  "ad adfs auth0-adldap auth0-oidc custom email google-apps ip office365 oidc okta pingfederate samlp sharepoint sms waad".split(
    " ",
  ),
);

/**
 * Makes the connections of a seed: databases, and providers such as Google.
 * @param clientIds of the applications, by name; a file may also name them by id, which goes first
 */
export function createConnections(
  { databases, connections }: Pick<TenantFile, "databases" | "connections">,
  clientIds: ReadonlyMap<string, string>,
  note: NoteSkipped,
): Connection[] {
  const names = new Set(databases.map(({ name }) => name));
  const entries = [
    ...databases.map((entry, index) => ({ entry, place: ["databases", index] })),
    ...connections.map((entry, index) => ({ entry, place: ["connections", index] })),
  ];
  return entries.flatMap(({ entry, place: [section = "", index = 0] }) => {
    // A database may stand in both sections.
    if (section === "connections" && entry.strategy === "auth0" && names.has(entry.name)) return [];
    const connection = createConnection(entry, clientIds, (path, text) =>
      note([section, index, ...path], `the connection "${entry.name}" ${text}`),
    );
    return connection === undefined ? [] : [connection];
  });
}

function createConnection(
  { id, name, strategy, display_name, enabled_clients, options }: Entry,
  clientIds: ReadonlyMap<string, string>,
  note: NoteSkipped,
): Connection | undefined {
  if (WITHOUT_ACCOUNTS.has(strategy)) {
    note(["strategy"], `is skipped: its strategy "${strategy}" is not emulated`);
    return undefined;
  }
  if (options.enabledDatabaseCustomization)
    note(["options"], "has scripts, which do not run: its users are those of the seed");
  const known = new Set(clientIds.values());
  const find = (client: string) => (known.has(client) ? client : clientIds.get(client));
  const missing = enabled_clients.filter((client) => find(client) === undefined);
  if (missing.length > 0)
    note(
      ["enabled_clients"],
      `is enabled for applications that are not there: ${missing.join(", ")}`,
    );
  return {
    id: id ?? `con_${stableId(name, 16)}`,
    name,
    strategy,
    clientIds: new Set(enabled_clients.flatMap((client) => find(client) ?? [])),
    displayName: display_name ?? name,
    isClosed: options.disable_signup,
  };
}
