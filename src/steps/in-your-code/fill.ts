import type { Tenant } from "#protocol/tenant.ts";

/** A piece of code: as it is written, or a value of the reader's. */
export type CodePiece = string | { readonly value: string };

/** Under a custom domain the Management API keeps the canonical one: as audience, address and in auth0.js. */
const OF_API = /https:\/\/\{yourDomain\}(?=\/api\/v2)|(?<=Management\(\{ domain: ")\{yourDomain\}/;
const OF_TENANT = /(?:https:\/\/)?\{yourDomain\}|\{yourClientId\}/;
const PLACEHOLDER = new RegExp(`(?<ofApi>${OF_API.source})|${OF_TENANT.source}`, "g");

/** What a domain or a client ID is made of. Anything else could end the string that it stands in. */
const PLAIN = /^[\w.:/[\]-]+$/;

/**
 * Puts the reader's tenant and application into code. A value that is no plain text leaves its
 * placeholder. A domain may bring its scheme, and then stands for `https://` as well.
 */
export function fillIn(
  code: string,
  tenant: Pick<Tenant, "domain" | "clientId" | "audience">,
): readonly CodePiece[] {
  const pieces: CodePiece[] = [];
  let done = 0;
  for (const { 0: placeholder, index, groups } of code.matchAll(PLACEHOLDER)) {
    const value = valueOf(placeholder, groups?.["ofApi"] !== undefined, tenant);
    if (value === null) continue;
    if (index > done) pieces.push(code.slice(done, index));
    pieces.push({ value });
    done = index + placeholder.length;
  }
  if (done < code.length) pieces.push(code.slice(done));
  return pieces;
}

function valueOf(
  placeholder: string,
  isOfApi: boolean,
  { domain, clientId, audience }: Pick<Tenant, "domain" | "clientId" | "audience">,
): string | null {
  if (placeholder === "{yourClientId}") return PLAIN.test(clientId) ? clientId : null;
  const value = isOfApi ? domainOf(audience) : domain;
  if (!PLAIN.test(value)) return null;
  const needsScheme = placeholder.startsWith("https://") && !/^https?:\/\//.test(value);
  return needsScheme ? `https://${value}` : value;
}

/** The domain of the Management API, as SDKs take it. */
function domainOf(audience: string): string {
  const { protocol, origin, host } = new URL(audience);
  return protocol === "http:" ? origin : host;
}

/** Code as one text, for the clipboard. */
export function textOf(pieces: readonly CodePiece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.value)).join("");
}
