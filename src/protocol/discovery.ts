import * as v from "valibot";
import { ProtocolError, type ProtocolErrorCode } from "./errors.ts";
import { readJson, sendRequest, type Fetch, type HttpRequest } from "./http.ts";
import type { Tenant } from "./tenant.ts";

const providerMetadata = v.object({
  issuer: v.string(),
  authorization_endpoint: v.pipe(v.string(), v.url()),
  token_endpoint: v.pipe(v.string(), v.url()),
  jwks_uri: v.pipe(v.string(), v.url()),
});

/** The members of a discovery document that LinkLab reads. @see OIDC Discovery 1.0 section 3 */
export type ProviderMetadata = v.InferOutput<typeof providerMetadata>;

const text = v.exactOptional(v.string());

// Named one by one: a tenant may publish more than it should, and keys are stored.
const publicKey = v.object({
  kty: v.string(),
  kid: text,
  alg: text,
  use: text,
  n: text,
  e: text,
  crv: text,
  x: text,
  y: text,
});

const keySet = v.object({ keys: v.array(publicKey) });

/** Public keys of a tenant; of each only the members that verify a signature. @see RFC 7518 section 6 */
export type KeySet = v.InferOutput<typeof keySet>;

/** `GET /.well-known/openid-configuration`. @see OIDC Discovery 1.0 section 4.1 */
export function buildDiscoveryRequest(tenant: Tenant): HttpRequest {
  return { method: "GET", url: `${tenant.issuer}.well-known/openid-configuration`, headers: {} };
}

/** `GET` of the `jwks_uri`, which was checked to be on the tenant's own origin. */
function buildKeySetRequest(metadata: ProviderMetadata): HttpRequest {
  return { method: "GET", url: metadata.jwks_uri, headers: {} };
}

/**
 * Reads the discovery document and the keys.
 *
 * @param request the request for the document, where it was shown before it is sent
 * @throws ProtocolError `no_answer`, `server_failed`, `not_json`, `unexpected_shape`, or
 *   `issuer_mismatch` when the document speaks for another issuer or names keys of another origin
 * @see OIDC Discovery 1.0 section 4.3
 */
export async function discover(
  fetch: Fetch,
  tenant: Tenant,
  request: HttpRequest = buildDiscoveryRequest(tenant),
): Promise<{ metadata: ProviderMetadata; keys: KeySet }> {
  const metadata = await sendFor(fetch, request, providerMetadata);
  if (metadata.issuer !== tenant.issuer) {
    throw new ProtocolError("issuer_mismatch", `expected issuer ${tenant.issuer}`);
  }
  if (new URL(metadata.jwks_uri).origin !== tenant.origin) {
    throw new ProtocolError("issuer_mismatch", "the keys are not on the tenant's own origin");
  }
  const keys = await sendFor(fetch, buildKeySetRequest(metadata), keySet);
  return { metadata, keys };
}

/** Whether one of the keys has this name. */
export function hasKey({ keys }: KeySet, kid: string): boolean {
  return keys.some((key) => key.kid === kid);
}

/** Whether a key of one set is in the other, too, by name and by what it is. */
export function shareKey(one: KeySet, other: KeySet): boolean {
  return one.keys.some((key) => other.keys.some(({ kid, n }) => kid === key.kid && n === key.n));
}

/** Reads keys back from storage; `null` for anything else. */
export function parseKeySet(value: unknown): KeySet | null {
  const result = v.safeParse(keySet, value);
  return result.success ? result.output : null;
}

async function sendFor<TSchema extends v.GenericSchema>(
  fetch: Fetch,
  request: HttpRequest,
  schema: TSchema,
): Promise<v.InferOutput<TSchema>> {
  const response = await sendRequest(fetch, request);
  if (!response.ok) {
    throw new ProtocolError(codeOf(response), `${request.url} answered ${response.status}`);
  }
  const result = v.safeParse(schema, await readJson(response));
  if (!result.success) {
    throw new ProtocolError(
      "unexpected_shape",
      `${request.url} is not what OpenID Connect describes`,
    );
  }
  return result.output;
}

function codeOf({ status, headers }: Response): ProtocolErrorCode {
  if (status >= 500) return "server_failed";
  return headers.get("Content-Type")?.startsWith("text/html") ? "not_json" : "unexpected_shape";
}
