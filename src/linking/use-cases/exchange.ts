import { isRecord } from "#protocol/token.ts";

/**
 * A request, and its answer if there is one, as far as they are known. Everything comes from
 * recordings, pasted text or code, so nothing is trusted to have its type.
 */
export type Exchange = {
  readonly method?: unknown;
  /** A whole URL or a path. */
  readonly url?: unknown;
  /** An object, a list of pairs, or a list of `{ name, value }` as in a HAR. */
  readonly headers?: unknown;
  /** Text (JSON or a form) or a parsed value. */
  readonly body?: unknown;
  readonly status?: unknown;
  readonly responseBody?: unknown;
  /** What sends it: `auth0.js Management`, `auth0-node`, `fetch`. */
  readonly library?: unknown;
  /**
   * What somebody said of the bearer token, for when the header does not show it: `kind` is
   * `id-token` or `access-token`; `scope` its scopes, divided by spaces, and `audience` the API it is
   * for, each absent while unknown.
   */
  readonly bearer?: unknown;
  /** How its app asked for a token in the same recording: `Hints`. */
  readonly hints?: unknown;
};

/** What an authorization request asked for, or a server's token request. */
export type Hints = {
  readonly responseType: string | null;
  readonly audience: string | null;
  /** Of a server: what it was given, where the answer says so. */
  readonly scope: string | null;
  /** `client_credentials` where a server asked for itself. */
  readonly grantType: string | null;
};

/** A stretch of the exchange that decides something. `text.slice(start, end)` are its characters. */
export type Place = {
  /** `claim`: in the decoded payload of the bearer or of `link_with`. */
  readonly part: "method" | "url" | "header" | "body" | "claim" | "hint" | "library";
  /** Of a claim: which token it stands in. */
  readonly token: "bearer" | "link_with" | null;
  /** Header, member, claim or parameter. */
  readonly name: string | null;
  /** The whole text of the part. It may hold a token: hide it before it is shown. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

/** The whole of a text as a place. */
export function wholeOf(part: Place["part"], name: string | null, text: string): Place {
  return { part, token: null, name, text, start: 0, end: text.length };
}

/** A member that is text; `null` for anything else. */
export function textIn(value: unknown, name: string): string | null {
  const member = isRecord(value) && Object.hasOwn(value, name) ? value[name] : null;
  return typeof member === "string" ? member : null;
}

/** The values of a header, whatever the case of its name, each with the name as it was written. */
export function headerValues(headers: unknown, wanted: string): readonly Place[] {
  const places: Place[] = [];
  for (const [name, value] of headerEntries(headers)) {
    if (typeof name !== "string" || name.trim().toLowerCase() !== wanted) continue;
    for (const text of Array.isArray(value) ? value : [value])
      if (typeof text === "string") places.push(wholeOf("header", name, text));
  }
  return places;
}

function headerEntries(headers: unknown): readonly (readonly [unknown, unknown])[] {
  if (isRecord(headers)) return Object.entries(headers);
  if (!Array.isArray(headers)) return [];
  return headers.map((entry: unknown) => {
    if (Array.isArray(entry)) return [entry[0], entry[1]];
    return [textIn(entry, "name"), textIn(entry, "value")];
  });
}
