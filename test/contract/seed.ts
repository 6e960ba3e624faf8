import * as v from "valibot";
import type { TenantSeed } from "#emulator/seed/files.ts";
import { QUICK_SEED } from "#test/support/seed.ts";

/** The origin of the first application below, and of nobody else. */
export const elsewhereOrigin = "https://elsewhere.example";
/** Its callback. */
export const elsewhereCallback = `${elsewhereOrigin}/callback`;
/** An API that gives no refresh tokens. */
export const onlineAudience = "https://online.linklab.example/";

const elsewhere = {
  name: "Elsewhere",
  client_id: "elsewhere",
  app_type: "spa",
  token_endpoint_auth_method: "none",
  callbacks: [elsewhereCallback],
  grant_types: ["implicit"],
  jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000 },
};

/** Somebody else's application, beside the partner's. */
const vendor = {
  name: "Vendor",
  client_id: "vendor",
  app_type: "spa",
  is_first_party: false,
  token_endpoint_auth_method: "none",
  callbacks: ["##APP_ORIGIN##/callback"],
  grant_types: ["authorization_code"],
  jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000 },
};

const online = {
  name: "Online",
  identifier: onlineAudience,
  signing_alg: "RS256",
  token_lifetime: 86_400,
  token_lifetime_for_web: 7200,
  allow_offline_access: false,
  scopes: [{ value: "read:online" }],
};

/** The id of a second connection with Google, in which nobody has an account. */
export const emptyGoogleId = "con_EmptyGoogle00001";

const secondGoogle = {
  name: "google-second",
  id: emptyGoogleId,
  strategy: "google-oauth2",
  display_name: "Google, once more",
  enabled_clients: [],
};

const file = v.parse(
  v.looseObject({
    clients: v.array(v.unknown()),
    resourceServers: v.array(v.unknown()),
    connections: v.array(v.looseObject({ name: v.string(), enabled_clients: v.array(v.string()) })),
  }),
  QUICK_SEED.tenant,
);

/**
 * LinkLab's own tenant with what its seed has no example of: an application of another origin, without a
 * web origin, the code flow and a database connection; a second application of somebody else; an API
 * without refresh tokens.
 */
export const contractSeed: TenantSeed = {
  ...QUICK_SEED,
  tenant: {
    ...file,
    clients: [...file.clients, elsewhere, vendor],
    resourceServers: [...file.resourceServers, online],
    connections: file.connections
      .map((connection) =>
        connection.name === "github"
          ? { ...connection, enabled_clients: [...connection.enabled_clients, elsewhere.name] }
          : connection,
      )
      .concat(secondGoogle),
  },
};
