import { readCall } from "#linking/use-cases/call.ts";

/** What a URL is for, as far as it matters to linking. */
export type AddressKind = "identities" | "authorize" | "token" | "auth0" | "other";

/** Of these paths a refusal is worth telling, too. */
const AUTH0_PATH =
  /^\/(?:api\/v2\/|oauth\/|userinfo$|co\/authenticate$|dbconnections\/|passwordless\/|login\/callback$|mfa\/)/;

const URL_PARTS = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)([^?#]*)/i;

/** Tells by method and path; any host counts, as tenants have custom domains. */
export function kindOfAddress(method: string, url: string): AddressKind {
  const path = URL_PARTS.exec(url)?.[2] ?? "";
  if (path === "/authorize") return "authorize";
  if (path === "/oauth/token") return "token";
  if (path.includes("/identities") && readCall({ method, url }).kind !== "other-path")
    return "identities";
  return AUTH0_PATH.test(path) ? "auth0" : "other";
}

/** Whether a URL may carry a token or a refusal. */
export function mayCarry(url: string): boolean {
  return /[?#&](?:error|access_token|id_token|id_token_hint)=/.test(url);
}

/** Parameters of the query and of the fragment. */
export function parametersOf(url: string): {
  readonly query: URLSearchParams;
  readonly fragment: URLSearchParams;
} {
  const hash = url.indexOf("#");
  const beforeHash = hash === -1 ? url : url.slice(0, hash);
  const question = beforeHash.indexOf("?");
  return {
    query: new URLSearchParams(question === -1 ? "" : beforeHash.slice(question + 1)),
    fragment: new URLSearchParams(hash === -1 ? "" : url.slice(hash + 1)),
  };
}

/** Scheme, host and port of a URL; `null` where it has none. */
export function originOf(url: string): string | null {
  try {
    const { origin } = new URL(url);
    return origin === "null" ? null : origin;
  } catch {
    return null;
  }
}
