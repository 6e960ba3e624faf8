import { readToken } from "#protocol/token-reading.ts";
import { isRecord } from "#protocol/token.ts";
import { isRedacted } from "#linking/use-cases/bearer.ts";
import type { FoundOther, FoundToken, Layer, OtherKind, PlaceSays } from "#reader/found.ts";
import { parametersOf } from "./address.ts";
import type { Span } from "./json-bytes.ts";
import type { Places } from "./places.ts";

/** A text of an entry that may hold tokens, and the way to it. */
export type TokenSource = {
  readonly text: string;
  /** The parsed text of the form `json`. */
  readonly json?: unknown;
  readonly span: Span;
  /** `page`: HTML or a script, in which the tokens stand as JSON. */
  readonly form: "bearer" | "json" | "form" | "url" | "page";
  readonly layers: readonly Layer[];
};

/** What the names say by which OAuth, OIDC and the Management API hand tokens over. */
const SAYS: Readonly<Record<string, PlaceSays>> = {
  access_token: "access-token",
  id_token: "id-token",
  link_with: "link-with",
  refresh_token: "refresh-token",
  id_token_hint: "token-hint",
};

/** A member of JSON within a page, such as the answer of a login without a redirect. */
const IN_PAGE = /\\?["'](access_token|id_token|refresh_token)\\?["']\s*:\s*\\?["']([\w.~+/=-]+)/g;

type Named = { readonly name: string; readonly value: string };

/**
 * The tokens of a text, by the names at which they are handed over. Nothing else of a recording is
 * searched: a page of somebody's has many texts that look like tokens.
 *
 * @param seen the tokens so far: the same one stands in many entries, and the first place is told
 */
export function tokensIn(
  source: TokenSource,
  places: Places,
  seen: Set<string>,
): readonly (FoundToken | FoundOther)[] {
  return namedIn(source).flatMap(({ name, value }): readonly (FoundToken | FoundOther)[] => {
    if (seen.has(value)) return [];
    if (!isRedacted(value)) seen.add(value);
    const place = places.placeOf(source.span, [
      ...source.layers,
      ...(source.form === "bearer" ? [] : [{ kind: layerOf(source.form), at: name } as const]),
    ]);
    const says = source.form === "bearer" ? "bearer" : (SAYS[name] ?? null);
    const token = readToken(value);
    if (isRedacted(value)) return [{ kind: "other", what: "redacted-token", place, name }];
    if (token.kind !== "opaque") return [{ kind: "token", place, name, says, token }];
    return [{ kind: "other", what: opaqueKind(says, value), place, name }];
  });
}

/** Auth0's access token is 32 characters that say nothing where the login asked for no audience. */
function opaqueKind(says: PlaceSays | null, value: string): OtherKind {
  if (says === "refresh-token") return "refresh-token";
  return says === "access-token" && /^[\w-]{32}$/.test(value)
    ? "token-without-audience"
    : "opaque-token";
}

function layerOf(form: "json" | "form" | "url" | "page"): "json" | "form" | "url" {
  return form === "page" ? "json" : form;
}

function namedIn({ text, json, form }: TokenSource): readonly Named[] {
  switch (form) {
    case "bearer": {
      const value = text.replace(/^\s*(?:bearer|dpop)\s+/i, "").trim();
      const isOther = /^(?:basic|digest|negotiate)\b/i.test(value);
      return value === "" || isOther ? [] : [{ name: "Authorization", value }];
    }
    case "json":
      return isRecord(json) ? Object.keys(SAYS).flatMap((name) => named(name, json[name])) : [];
    case "form":
      return inParameters(new URLSearchParams(text));
    case "url": {
      const { query, fragment } = parametersOf(text);
      return [...inParameters(query), ...inParameters(fragment)];
    }
    case "page":
      return Array.from(text.matchAll(IN_PAGE), ([, name = "", value = ""]) => ({ name, value }));
  }
}

function inParameters(parameters: URLSearchParams): readonly Named[] {
  return Object.keys(SAYS).flatMap((name) => named(name, parameters.get(name)));
}

function named(name: string, value: unknown): readonly Named[] {
  return typeof value === "string" && value.trim() !== "" ? [{ name, value }] : [];
}
