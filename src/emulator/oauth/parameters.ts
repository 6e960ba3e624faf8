import { OAuthError, PageError } from "#emulator/rules/errors.ts";

/** Request parameters by name. An empty one counts as absent (RFC 6749 section 3.1). */
export type Parameters = ReadonlyMap<string, string>;

/**
 * Reads form or query parameters.
 * @throws OAuthError `parameter-repeated`
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1
 */
export function readParameters(search: URLSearchParams): Parameters {
  const parameters = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of search) {
    if (seen.has(name)) throw new OAuthError("parameter-repeated", { name });
    seen.add(name);
    if (value !== "") parameters.set(name, value);
  }
  return parameters;
}

/**
 * Reads the query of an address that a browser goes to. `URL` wrote it, so that it need not be parsed again.
 * @throws PageError `request-repeated`: a doubled parameter may be the callback itself, so there is nowhere to
 * redirect to
 */
export function readPageQuery(url: string): Parameters {
  const [, query = ""] = /^[^?#]*\?([^#]*)/.exec(url) ?? [];
  try {
    return readParameters(new URLSearchParams(query));
  } catch (error) {
    if (error instanceof OAuthError) throw new PageError("request-repeated", error.values);
    throw error;
  }
}

/**
 * A parameter that must be there.
 * @throws OAuthError `parameter-missing`
 */
export function requireParameter(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined) throw new OAuthError("parameter-missing", { name });
  return value;
}

/** The words of a space-separated parameter, each once, in order. */
export function splitWords(value: string | undefined): string[] {
  return [...new Set((value ?? "").split(" ").filter((word) => word !== ""))];
}
