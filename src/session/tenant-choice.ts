import * as v from "valibot";
import { describeTenant, type Tenant } from "#protocol/tenant.ts";
import type { Area } from "./areas.ts";
import type { Config } from "./config.ts";

const KEY = "linklab.tenant";

/** Of which tenant a tab keeps what it keeps. */
const KEPT_OF = "linklab.kept-of";

const choice = v.object({
  domain: v.pipe(v.string(), v.minLength(1)),
  clientId: v.pipe(v.string(), v.minLength(1)),
  /** The tenant's own domain at Auth0, where the other is a custom one. */
  canonicalDomain: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
});

/** A tenant of the reader's own, in place of the one this deployment comes with. */
export type TenantChoice = v.InferOutput<typeof choice>;

/** The deployment's configuration, with the reader's own tenant in it if one was chosen. */
export function withChoice(config: Config, area: Area): Config {
  const chosen = readChoice(area);
  if (chosen === null || config.leftOut.includes("own-tenant")) return config;
  const tenant = describe(chosen);
  const host = new URL(tenant.origin).host;
  return {
    ...config,
    tenantName: `My tenant ${host}`,
    tenant,
    controlUrl: null,
    accountHints: null,
    isOwn: true,
    isHostedHere: false,
  };
}

/**
 * Chooses a tenant for this and later visits. The page must be loaded anew afterwards: its policy
 * allows one tenant only.
 *
 * @throws TypeError when a domain is not a host, or the client ID is empty
 */
export function chooseTenant(chosen: TenantChoice, area: Area): void {
  describe(chosen);
  area.setItem(KEY, JSON.stringify(chosen));
}

/** Goes back to the tenant that this deployment comes with, from the next load on. */
export function forgetTenant(area: Area): void {
  area.removeItem(KEY);
}

/**
 * Forgets what a tab keeps of another tenant: another tab may have changed it, or the deployment may. The answer of
 * a login that left for one is not to be taken to the other, with the verifier of its code.
 *
 * @see RFC 9700 section 4.4, mix-up
 */
export function keepToTenant(area: Area, { origin, clientId }: Tenant): void {
  const tenant = `${origin} ${clientId}`;
  const kept = area.getItem(KEPT_OF);
  if (kept === tenant) return;
  if (kept !== null) area.clear();
  try {
    area.setItem(KEPT_OF, tenant);
  } catch {
    // A full or forbidden store keeps nothing of the next login either.
  }
}

function describe({ domain, clientId, canonicalDomain }: TenantChoice): Tenant {
  return describeTenant(domain, clientId, canonicalDomain);
}

function readChoice(area: Area): TenantChoice | null {
  const text = area.getItem(KEY);
  if (text === null) return null;
  try {
    const chosen = v.parse(choice, JSON.parse(text));
    describe(chosen);
    return chosen;
  } catch {
    return null;
  }
}
