import { keep, readParameters } from "#emulator/oauth/parameters.ts";
import type { Parameters } from "#emulator/oauth/parameters.ts";
import { OAuthError } from "#emulator/rules/errors.ts";
import { JsonRefused, parseJson, readText } from "#emulator/json.ts";

/** What is read of such a body, here or at `/userinfo`. */
const READ = new Set(
  "access_token audience client_assertion client_assertion_type client_id client_secret code code_verifier grant_type organization redirect_uri refresh_token scope token".split(
    " ",
  ),
);

/**
 * Reads the body of a request to `/oauth/*`, which Auth0 takes as a form or as JSON.
 * @throws OAuthError `body-unreadable`, `parameter-repeated`, `parameter-invalid`
 */
export async function readOAuthBody(request: Request): Promise<Parameters> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  const text = await readText(request).catch(unreadable);
  if (type === "application/x-www-form-urlencoded")
    return readParameters(new URLSearchParams(text));
  if (type !== "application/json") throw new OAuthError("body-unreadable");

  const body = parse(text);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new OAuthError("body-unreadable");
  const parameters = new Map<string, string>();
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === "string") keep(parameters, name, value);
    // Null is no value: auth0-python sends it for what it was not given (get_token.py, `organization`).
    else if (value !== null && READ.has(name)) throw new OAuthError("parameter-invalid", { name });
  }
  return parameters;
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): never {
  throw error instanceof JsonRefused ? new OAuthError("body-unreadable") : error;
}
