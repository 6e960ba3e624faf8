import tenant from "./tenant.yaml";
import databaseUsers from "./users.Username-Password-Authentication.json";
import socialUsers from "./users.social.json";

/** The content of seed files, not yet checked. */
export type TenantSeed = {
  /** A `tenant.yaml` of the Deploy CLI, parsed. */
  tenant: unknown;
  /** Bulk import files by the name of their database connection. */
  databaseUsers: Readonly<Record<string, unknown>>;
  /** Accounts at other providers. */
  socialUsers: unknown;
};

/** The tenant that LinkLab teaches with: its applications, Ada Lovelace's three accounts, Mallory. */
export const LINKLAB_SEED: TenantSeed = {
  tenant,
  databaseUsers: { "Username-Password-Authentication": databaseUsers },
  socialUsers,
};
