import { requireParameter } from "#emulator/oauth/parameters.ts";
import type { Parameters } from "#emulator/oauth/parameters.ts";
import type { Core } from "#emulator/core.ts";
import { OAuthError } from "#emulator/rules/errors.ts";
import type { Application } from "#emulator/model.ts";

/**
 * Finds out which application speaks: by its id alone when it is public, else by its secret, in the
 * body or as Basic authentication, never both.
 * @throws OAuthError `client-refused`, `client-methods`, `parameter-missing`, `parameter-not-offered`
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export function authenticateClient(
  core: Core,
  parameters: Parameters,
  authorization: string | null,
): Application {
  // With a secret beside it, or for an application that needs none, an assertion would be believed unread.
  for (const name of ["client_assertion", "client_assertion_type"])
    if (parameters.has(name)) throw new OAuthError("parameter-not-offered", { name });
  const basic = readBasic(authorization);
  if (basic !== undefined && parameters.has("client_secret"))
    throw new OAuthError("client-methods");
  const clientId = basic?.id ?? requireParameter(parameters, "client_id");
  if (basic !== undefined && (parameters.get("client_id") ?? clientId) !== clientId)
    throw refused("header and body name different applications");
  const application = core.config.applications.get(clientId);
  if (application === undefined) throw refused("client_id names no application");
  if (application.isPublic) return application;
  const secret = basic?.secret ?? parameters.get("client_secret");
  if (secret === undefined) throw refused("client_secret is missing");
  if (secret !== application.clientSecret) throw refused("client_secret is wrong");
  return application;
}

/**
 * Another header says nothing about the application. That Auth0 does not look at it is assumed, from its own SDK: ruby-auth0
 * sends its old token with the request for a new one (httpproxy.rb, token_management.rb).
 */
function readBasic(authorization: string | null): { id: string; secret: string } | undefined {
  if (authorization === null || !/^Basic\b/i.test(authorization)) return undefined;
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1];
  if (encoded === undefined) throw refused("the header is no Basic authentication");
  try {
    const pair = atob(encoded);
    const colon = pair.indexOf(":");
    // Both halves are form-encoded before they are joined; a second colon belongs to the secret.
    const [id = "", secret = ""] = [pair.slice(0, colon), pair.slice(colon + 1)].map((half) =>
      decodeURIComponent(half.replaceAll("+", " ")),
    );
    if (colon !== -1) return { id, secret };
  } catch {
    // Neither base64 nor form-encoded: refused like a pair without a colon.
  }
  throw refused("the header is no Basic authentication");
}

function refused(because: string): OAuthError {
  return new OAuthError("client-refused", {}, because);
}
