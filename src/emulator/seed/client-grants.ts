import { isManagementApi, MANAGEMENT_API, type NamedApi } from "./apis.ts";
import type { NoteSkipped } from "./notes.ts";
import type { TenantFile } from "./schema.ts";

/** What an application may do by itself: its client ID, the audience and the scopes. */
export type ClientGrant = { clientId: string; audience: string; scopes: ReadonlySet<string> };

/** Makes the client grants of a seed. A real tenant's Management API becomes that of this one. */
export function createClientGrants(
  {
    clientGrants,
    resourceServers,
  }: Pick<TenantFile, "clientGrants"> & { resourceServers: readonly NamedApi[] },
  clientIds: ReadonlyMap<string, string>,
  managementAudience: string,
  note: NoteSkipped,
): ClientGrant[] {
  const known = new Set(clientIds.values());
  const audiences = new Set(
    resourceServers
      .filter((server) => !isManagementApi(server, managementAudience))
      .map(({ identifier }) => identifier),
  );
  const denying = new Set(
    resourceServers
      .filter((server) => server.subject_type_authorization?.client?.policy === "deny_all")
      .map(({ identifier }) => identifier),
  );
  return clientGrants.flatMap(({ client_id, audience, scope, subject_type }, index) => {
    if (subject_type === "user" || denying.has(audience)) {
      const why = subject_type === "user" ? "it is for people" : `"${audience}" denies it`;
      note(["clientGrants", index], `a grant of "${client_id}" is skipped: ${why}`);
      return [];
    }
    const clientId = known.has(client_id) ? client_id : clientIds.get(client_id);
    if (clientId === undefined) {
      note(["clientGrants", index], `a grant of "${client_id}" is skipped: it is not there`);
      return [];
    }
    const isOwn = audience === managementAudience || audiences.has(audience);
    if (!isOwn && !MANAGEMENT_API.test(audience)) {
      note(["clientGrants", index], `a grant for "${audience}" is skipped: it is not there`);
      return [];
    }
    return [{ clientId, audience: isOwn ? audience : managementAudience, scopes: new Set(scope) }];
  });
}
