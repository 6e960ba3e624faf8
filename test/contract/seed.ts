import * as v from "valibot";
import type { TenantSeed } from "#emulator/seed/files.ts";
import { QUICK_SEED } from "#test/support/seed.ts";

/** The origin of the first application below, and of nobody else. */
export const ELSEWHERE_ORIGIN = "https://elsewhere.example";
/** Its callback. */
export const ELSEWHERE_CALLBACK = `${ELSEWHERE_ORIGIN}/callback`;

/** What an application of somebody else may ask for, and needs consent to. */
export const PARTNER = {
  client_id: "linklab-partner",
  scope: "openid email",
  audience: "https://orders.linklab.example/",
};

/** An API that gives no refresh tokens. */
export const ONLINE_AUDIENCE = "https://online.linklab.example/";

const ELSEWHERE = {
  name: "Elsewhere",
  client_id: "elsewhere",
  app_type: "spa",
  token_endpoint_auth_method: "none",
  callbacks: [ELSEWHERE_CALLBACK],
  grant_types: ["implicit"],
  jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000 },
};

/** Somebody else's application, beside the partner's. */
const VENDOR = {
  name: "Vendor",
  client_id: "vendor",
  app_type: "spa",
  is_first_party: false,
  token_endpoint_auth_method: "none",
  callbacks: ["##APP_ORIGIN##/callback"],
  grant_types: ["authorization_code"],
  jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000 },
};

const ONLINE = {
  name: "Online",
  identifier: ONLINE_AUDIENCE,
  signing_alg: "RS256",
  token_lifetime: 86_400,
  token_lifetime_for_web: 7200,
  allow_offline_access: false,
  scopes: [{ value: "read:online" }],
};

/** The id of a second connection with Google, in which nobody has an account. */
export const EMPTY_GOOGLE_ID = "con_EmptyGoogle00001";

const SECOND_GOOGLE = {
  name: "google-second",
  id: EMPTY_GOOGLE_ID,
  strategy: "google-oauth2",
  display_name: "Google, once more",
  enabled_clients: [],
};

const entries = v.array(v.looseObject({ name: v.string(), enabled_clients: v.array(v.string()) }));

const file = v.parse(
  v.looseObject({
    clients: v.array(v.unknown()),
    resourceServers: v.array(v.unknown()),
    databases: entries,
    connections: entries,
  }),
  QUICK_SEED.tenant,
);

/**
 * LinkLab's own tenant with what its seed has no example of: an application of another origin, without a
 * web origin, the code flow and a database connection; a second application of somebody else; an API
 * without refresh tokens.
 */
export const CONTRACT_SEED: TenantSeed = {
  ...QUICK_SEED,
  tenant: {
    ...file,
    clients: [...file.clients, ELSEWHERE, VENDOR],
    resourceServers: [...file.resourceServers, ONLINE],
    databases: file.databases.map((database) => ({
      ...database,
      enabled_clients: [...database.enabled_clients, VENDOR.name],
    })),
    connections: file.connections
      .map((connection) =>
        connection.name === "github"
          ? { ...connection, enabled_clients: [...connection.enabled_clients, ELSEWHERE.name] }
          : connection,
      )
      .concat(SECOND_GOOGLE),
  },
};
