import { keep, readParameters } from "#emulator/oauth/parameters.ts";
import type { Parameters } from "#emulator/oauth/parameters.ts";
import { OAuthError } from "#emulator/rules/errors.ts";
import { JsonRefused, parseJson, readText } from "#emulator/json.ts";

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
    if (typeof value !== "string") throw new OAuthError("parameter-invalid", { name });
    keep(parameters, name, value);
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
