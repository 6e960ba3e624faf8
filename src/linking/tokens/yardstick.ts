import type { Tenant } from "#protocol/tenant.ts";
import type { DecodedToken } from "#protocol/token.ts";
import { readRecipient, readText } from "./read-claim.ts";

/** What a token is judged for: a tenant, and what is known of who calls its API. */
export type Yardstick = {
  /** `iss` that its tokens have; `null` for one that names none. */
  readonly issuer: string | null;
  /** Identifier of its Management API, slash included. */
  readonly audience: string | null;
  /** The application whose token A's is, which `aud` of B's must name; `null` while it is not known. */
  readonly clientId: string | null;
  /** `sub` of A's access token; `null` while it is not known. */
  readonly subject: string | null;
};

const MANAGEMENT_API = /^https?:\/\/[^/?#]+\/api\/v2\/$/;
/** An issuer is text of a token: it may be of any length. */
const SHOWN_LETTERS = 80;
/** A tenant's own domain, as opposed to a custom one. */
const CANONICAL = /\.auth0\.com$/;

/** The tenant that is in use. */
export function yardstickOfTenant({ issuer, audience, clientId }: Tenant): Yardstick {
  return { issuer, audience, clientId, subject: null };
}

/**
 * The tenant that made a token, read off the token itself. Under a custom domain the API keeps the audience of
 * the tenant's own domain, so an access token that names one is taken at its word.
 *
 * @see Auth0 docs, auth0.js: under a custom domain the Management API takes the canonical one
 */
export function yardstickOfIssuer({ claims }: DecodedToken): Yardstick {
  const issuer = textOf(readText(claims, "iss"));
  const recipient = readRecipient(claims);
  const named = recipient.state === "ok" ? [recipient.value].flat() : [];
  const audience = issuer !== null && URL.canParse(issuer) ? apiOf(new URL(issuer), named) : null;
  return { issuer, audience, clientId: null, subject: null };
}

/** What B's ID token is judged for where A's access token is at hand: the caller that it goes with. */
export function yardstickOfCaller(accessToken: DecodedToken): Yardstick {
  return {
    ...yardstickOfIssuer(accessToken),
    clientId: textOf(readText(accessToken.claims, "azp")),
    subject: textOf(readText(accessToken.claims, "sub")),
  };
}

/** A yardstick in a word or two: its host, or what it says of itself. */
export function nameOfYardstick({ issuer }: Yardstick): string {
  if (issuer === null) return "no tenant: it names no issuer";
  const name = URL.canParse(issuer) ? new URL(issuer).host || issuer : issuer;
  return name.length > SHOWN_LETTERS ? `${name.slice(0, SHOWN_LETTERS)}…` : name;
}

function apiOf(issuer: URL, named: readonly string[]): string {
  const canonical = named.find(
    (audience) => MANAGEMENT_API.test(audience) && CANONICAL.test(new URL(audience).hostname),
  );
  const isCustom = !CANONICAL.test(issuer.hostname);
  return isCustom && canonical !== undefined ? canonical : `${issuer.origin}/api/v2/`;
}

function textOf(reading: ReturnType<typeof readText>): string | null {
  return reading.state === "ok" ? reading.value : null;
}
