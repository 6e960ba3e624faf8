import * as v from "valibot";
import { linklabSeed } from "#emulator/seed/files.ts";
import type { TenantSeed } from "#emulator/seed/files.ts";

/** The callback of the application below. */
export const elsewhereCallback = "https://elsewhere.example/callback";

const elsewhere = {
  name: "Elsewhere",
  client_id: "elsewhere",
  app_type: "spa",
  token_endpoint_auth_method: "none",
  callbacks: [elsewhereCallback],
  grant_types: ["implicit"],
  jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000 },
};

const file = v.parse(
  v.looseObject({
    clients: v.array(v.unknown()),
    connections: v.array(v.looseObject({ name: v.string(), enabled_clients: v.array(v.string()) })),
  }),
  linklabSeed.tenant,
);

/**
 * LinkLab's own tenant with one more application, which lacks what those of the seed have: a web origin,
 * the code flow and a database connection.
 */
export const contractSeed: TenantSeed = {
  ...linklabSeed,
  tenant: {
    ...file,
    clients: [...file.clients, elsewhere],
    connections: file.connections.map((connection) =>
      connection.name === "github"
        ? { ...connection, enabled_clients: [...connection.enabled_clients, elsewhere.name] }
        : connection,
    ),
  },
};
