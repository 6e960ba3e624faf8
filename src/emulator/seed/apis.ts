import type { Api } from "#emulator/model.ts";
import { noteOpen, type NoteSkipped } from "./notes.ts";
import type { TenantFile } from "./schema.ts";

/** The Management API of some tenant, as an export names it; behind a custom domain it looks like any API. */
export const MANAGEMENT_API = /^https:\/\/[^/]+\/api\/v2\/$/;
const AT_AUTH0 = /^https:\/\/[^/]+\.auth0\.com\/api\/v2\/$/;

/** Makes the APIs of a seed. The Management API is always there, and needs no entry. */
export function createApis(
  servers: TenantFile["resourceServers"],
  managementAudience: string,
  note: NoteSkipped,
): Api[] {
  return servers.flatMap((server, index) => {
    const { identifier, signing_alg } = server;
    const name = server.name ?? identifier;
    if (isManagementApi(server, managementAudience)) return [];
    if (server.is_system) {
      note(["resourceServers", index], `the API "${name}" of Auth0 itself is not emulated`);
      return [];
    }
    if (signing_alg !== "RS256")
      note(
        ["resourceServers", index, "signing_alg"],
        `access tokens for "${name}" are signed with RS256: ${signing_alg} is not emulated`,
      );
    const { enforce_policies, subject_type_authorization } = server;
    noteOpen(
      (path, text) => note(["resourceServers", index, ...path], `the API "${name}" ${text}`),
      {
        enforce_policies,
        subject_type_authorization:
          (subject_type_authorization?.user?.policy ?? "allow_all") !== "allow_all",
      },
    );
    const scopes = new Set(server.scopes.map((scope) => scope.value));
    return [
      {
        identifier,
        name,
        scopes,
        userScopes: scopes,
        allowOfflineAccess: server.allow_offline_access,
        tokenLifetime: server.token_lifetime,
        tokenLifetimeForWeb: server.token_lifetime_for_web,
      },
    ];
  });
}

/** As much of an API as its grants are read by. */
export type NamedApi = Pick<TenantFile["resourceServers"][number], "identifier"> &
  Partial<Pick<TenantFile["resourceServers"][number], "name" | "subject_type_authorization">>;

/** Whether an API is the Management API of a tenant, this one or a real one. */
export function isManagementApi(
  { identifier, name }: NamedApi,
  managementAudience: string,
): boolean {
  const isNamed = name === "Auth0 Management API" && MANAGEMENT_API.test(identifier);
  return identifier === managementAudience || isNamed || AT_AUTH0.test(identifier);
}
