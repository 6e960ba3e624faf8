/** The tenant's public door; the hosts in `hosts/` are the other one. */
export { createHomeRoutes } from "./home/route.ts";
export { generateSigningKeys, importSigningKeys } from "./keys.ts";
export type { SigningKeys } from "./keys.ts";
export { LINKLAB_SEED as linklabSeed } from "./seed/files.ts";
export type { TenantSeed } from "./seed/files.ts";
export { CALLBACKS } from "./seed/extra-callbacks.ts";
export { loadSeed } from "./seed/load.ts";
export { describePath, SeedError } from "./seed/notes.ts";
export type { SeedPlace } from "./seed/notes.ts";
export { createTenant } from "./tenant.ts";
export type { Tenant, TenantOptions } from "./tenant.ts";
