import * as v from "valibot";
import type { Fetch } from "#protocol/http.ts";
import { describeTenant } from "#protocol/tenant.ts";
import type { Config } from "#session/config.ts";

const configFile = v.object({
  tenant: v.object({
    name: v.pipe(v.string(), v.minLength(1)),
    domain: v.pipe(v.string(), v.minLength(1)),
    clientId: v.pipe(v.string(), v.minLength(1)),
    canonicalDomain: v.optional(v.string()),
    control: v.optional(v.pipe(v.string(), v.startsWith("/"))),
    accountHints: v.optional(v.object({ A: v.string(), B: v.string() })),
  }),
});

/**
 * Reads `linklab.config.json` of this deployment.
 *
 * @throws Error with a sentence for the person who set up the deployment
 */
export async function loadConfig(fetch: Fetch, appOrigin: string): Promise<Config> {
  const response = await fetch("/linklab.config.json");
  if (!response.ok) throw new Error(`linklab.config.json answered ${response.status}.`);
  const result = v.safeParse(configFile, parseJson(await response.text()));
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`linklab.config.json: ${v.getDotPath(issue) ?? "all"}: ${issue.message}.`);
  }
  const { name, domain, clientId, canonicalDomain, control, accountHints } = result.output.tenant;
  const tenant = describeTenant(domain, clientId, canonicalDomain);
  return {
    tenantName: name,
    // What is of the page's own origin is no other host.
    tenant: { ...tenant, isLocal: tenant.isLocal || tenant.origin === appOrigin },
    controlUrl: control === undefined ? null : tenant.origin + control,
    accountHints: accountHints ?? null,
    isOwn: false,
  };
}

/** A server that answers each path with the page answers a missing file with HTML. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error("linklab.config.json is not JSON.", { cause });
  }
}
