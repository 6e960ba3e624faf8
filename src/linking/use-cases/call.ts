import { decodeBase64url, decodeUtf8 } from "#protocol/base64url.ts";
import { readJsonText } from "#protocol/json-text.ts";
import { headerValues, textIn, wholeOf, type Exchange, type Place } from "./exchange.ts";

/** What a request asks for, by method and path alone. */
export type Call =
  | {
      readonly kind: "link" | "unlink";
      /** The path where there is one, else what else told it. */
      readonly place: Place | null;
      readonly remarks: readonly CallRemark[];
    }
  | { readonly kind: "preflight" | "other-method" | "other-path"; readonly place: Place }
  | { readonly kind: "unknown"; readonly place: null };

/** Something odd about the path or method that does not change what is asked. */
export type CallRemark = {
  readonly id: "method-inferred" | "encoded-twice" | "full-id-in-path" | "path-incomplete";
  readonly place: Place | null;
};

type Segment = { readonly text: string; readonly start: number; readonly end: number };

/** Longer URLs are no calls of this API. */
const URL_LIMIT = 8192;

/**
 * Reads method and path. Any host counts, as tenants have custom domains and apps have proxies; a
 * path without `/api/v2` only where there is no host.
 *
 * @see Auth0 Management API, POST and DELETE /api/v2/users/{id}/identities
 */
export function readCall(exchange: Exchange): Call {
  const url = textIn(exchange, "url");
  const method = textIn(exchange, "method")?.trim().toUpperCase() || null;
  if (url === null || url.trim() === "") return { kind: "unknown", place: null };
  const whole = wholeOf("url", null, url);
  const rest = url.length > URL_LIMIT ? null : afterUser(url);
  if (rest === null) return { kind: "other-path", place: whole };
  if (method === "OPTIONS") return { kind: "preflight", place: wholeOf("method", null, method) };

  const { id, identities, tail } = rest;
  const isUnlink = method === "DELETE" || (method === null && tail.length > 0);
  if (!isUnlink && ((method !== null && method !== "POST") || tail.length > 0))
    return { kind: "other-method", place: wholeOf("method", null, method ?? "") };
  const remarks: CallRemark[] = [];
  const remark = (name: CallRemark["id"], at: Segment | null): void => {
    remarks.push({ id: name, place: at && { ...whole, start: at.start, end: at.end } });
  };
  if (method === null) remark("method-inferred", null);
  for (const segment of id === null ? tail : [id, ...tail])
    if (/%257c/i.test(segment.text)) remark("encoded-twice", segment);
  const secondary = tail[1];
  if (isUnlink && secondary !== undefined && /\||%7c/i.test(secondary.text))
    remark("full-id-in-path", secondary);
  if (id === null || (isUnlink && tail.length < 2)) remark("path-incomplete", null);
  const start = id?.start ?? identities.start;
  const place = { ...whole, start, end: (tail.at(-1) ?? identities).end };
  return { kind: isUnlink ? "unlink" : "link", place, remarks };
}

/** The segments after `/users` in `/api/v2/users/{id}/identities…`; `null` for other paths. */
function afterUser(
  url: string,
): { id: Segment | null; identities: Segment; tail: readonly Segment[] } | null {
  const origin = /^\s*[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? "";
  const end = url.slice(origin.length).search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, origin.length + end);
  const segments: Segment[] = [];
  for (const match of path.slice(origin.length).matchAll(/[^/\s]+/g)) {
    const start = origin.length + match.index;
    segments.push({ text: match[0], start, end: start + match[0].length });
  }
  const index = segments.findLastIndex(
    ({ text }, at) =>
      text === "identities" &&
      (segments[at - 1]?.text === "users" || segments[at - 2]?.text === "users"),
  );
  const identities = segments[index];
  if (identities === undefined) return null;
  const hasId = segments[index - 1]?.text !== "users" || segments[index - 2]?.text === "users";
  const users = hasId ? index - 2 : index - 1;
  const isVersion2 = segments[users - 2]?.text === "api" && segments[users - 1]?.text === "v2";
  if (!isVersion2 && origin !== "") return null;
  const id = hasId ? (segments[index - 1] ?? null) : null;
  return { id, identities, tail: segments.slice(index + 1) };
}

/**
 * Whether auth0.js sends it: by name, or by the `Auth0-Client` header, which Auth0's SDKs send and
 * Chrome keeps in its recordings.
 */
export function auth0jsPlace(exchange: Exchange): Place | null {
  const library = textIn(exchange, "library");
  if (library !== null && /\bauth0[.-]?js\b|\bauth0\.management\b/i.test(library))
    return wholeOf("library", null, library);
  return headerValues(exchange.headers, "auth0-client").find(isAuth0js) ?? null;
}

function isAuth0js({ text }: Place): boolean {
  const decoded = text.length > 4096 ? null : decodeBase64url(text.trim());
  const json = decoded && readJsonText(decodeUtf8(decoded.bytes) ?? "");
  const name = textIn(json?.value, "name");
  return name !== null && /^auth0\.js(?:-ulp)?$/.test(name);
}
