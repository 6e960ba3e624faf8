import * as v from "valibot";
import type { Fetch } from "#protocol/http.ts";
import { describeTenant } from "#protocol/tenant.ts";
import { FEATURES, type Config } from "#session/config.ts";

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

const configFile = v.object({
  tenant: v.object({
    name: v.pipe(v.string(), v.minLength(1)),
    domain: v.pipe(v.string(), v.minLength(1)),
    clientId: v.pipe(v.string(), v.minLength(1)),
    canonicalDomain: v.optional(v.string()),
    control: v.optional(v.pipe(v.string(), v.startsWith("/"))),
    accountHints: v.optional(v.object({ A: v.string(), B: v.string() })),
  }),
  banner: v.optional(
    v.object({
      text: words,
      link: v.optional(
        v.object({
          label: words,
          href: v.pipe(
            v.string(),
            v.regex(/^https?:\/\//, "It has to begin with https:// or http://"),
          ),
        }),
      ),
    }),
  ),
  features: v.optional(v.array(v.picklist(FEATURES)), [...FEATURES]),
});

/**
 * Reads `linklab.config.json` of this deployment.
 *
 * The domain `"self"` is this site's own origin.
 *
 * @param appUrl where the site lies, without a slash at its end
 * @throws Error with a sentence for the person who set up the deployment
 */
export async function loadConfig(fetch: Fetch, appUrl: string): Promise<Config> {
  const response = await fetch(`${appUrl}/linklab.config.json`);
  if (!response.ok) throw new Error(`linklab.config.json answered ${response.status}.`);
  const result = v.safeParse(configFile, parseJson(await response.text()));
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`linklab.config.json: ${v.getDotPath(issue) ?? "all"}: ${issue.message}.`);
  }
  const { banner, features } = result.output;
  const { name, domain, clientId, canonicalDomain, control, accountHints } = result.output.tenant;
  const isSelf = domain === "self";
  const tenant = describeTenant(isSelf ? ownOrigin(appUrl) : domain, clientId, canonicalDomain);
  // The site's own tenant is at the root of an origin. A site that lies elsewhere has none to ask.
  const isMissing = isSelf && tenant.origin !== appUrl;
  return {
    tenantName: name,
    // What is of the page's own origin is no other host.
    tenant: { ...tenant, isLocal: tenant.isLocal || isSelf },
    controlUrl: control === undefined || isMissing ? null : tenant.origin + control,
    accountHints: accountHints ?? null,
    isOwn: false,
    isHostedHere: isSelf && !isMissing,
    banner: banner ?? null,
    leftOut: FEATURES.filter((feature) => !features.includes(feature)),
  };
}

/** Without https a tenant is asked at localhost only; at another name the page says to open it there. */
function ownOrigin(appUrl: string): string {
  const url = new URL(appUrl);
  if (url.protocol === "http:") url.hostname = "localhost";
  return url.origin;
}

/** A server that answers each path with the page answers a missing file with HTML. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error("linklab.config.json is not JSON.", { cause });
  }
}
