import { OAuthError } from "#emulator/rules/errors.ts";

/** Request parameters by name. An empty one counts as absent (RFC 6749 section 3.1). */
export type Parameters = ReadonlyMap<string, string>;

const MOST = 100;

/**
 * Reads form or query parameters.
 * @throws OAuthError `parameter-repeated`, `parameter-invalid`
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1
 */
export function readParameters(search: URLSearchParams): Parameters {
  const parameters = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of search) {
    if (seen.has(name)) throw new OAuthError("parameter-repeated", { name });
    seen.add(name);
    keep(parameters, name, value);
  }
  return parameters;
}

/**
 * Adds a parameter, unless it is empty.
 * @throws OAuthError `parameter-invalid` where there are a hundred, which is more than anybody sends: they are kept
 * until an answer is signed
 */
export function keep(parameters: Map<string, string>, name: string, value: string): void {
  if (parameters.size >= MOST) throw new OAuthError("parameter-invalid", { name });
  if (value !== "") parameters.set(name, value);
}

/** The query of an address. `URL` wrote it, so that it need not be parsed again. */
export function queryOf(url: string): URLSearchParams {
  const [, query = ""] = /^[^?#]*\?([^#]*)/.exec(url) ?? [];
  return new URLSearchParams(query);
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
