import type { Found, FoundError, FoundLog, FoundOther, Range } from "#reader/found.ts";
import type { LayerText } from "#reader/layers.ts";
import type { JsonObject } from "#reader/wrappers/json-scan.ts";
import { tellRequest } from "./tell-request.ts";

type Value = Readonly<Record<string, unknown>>;

const KEY_MEMBERS = ["n", "x", "k", "e"];

/** What an object of JSON is as a whole: an error, a line of a log, a request, a key, a code. */
export function tellObject(
  layer: LayerText,
  object: JsonObject,
  placesOf: (value: unknown) => ReadonlyMap<string, Range>,
): Found | null {
  return (
    tellError(layer, object) ??
    tellLog(layer, object) ??
    tellRequest(layer, object, placesOf) ??
    tellKey(layer, object) ??
    tellCode(layer, object)
  );
}

/**
 * The body of a refusal.
 *
 * @see RFC 6749 section 5.2: `error`, `error_description`
 * @see Auth0 Management API: `statusCode`, `error`, `message`, `errorCode`
 */
function tellError(layer: LayerText, { value, start, end }: JsonObject): FoundError | null {
  const status = numberOf(value, "statusCode") ?? numberOf(value, "status");
  const error = textOf(value, "error") ?? textOf(value, "errorCode");
  const message =
    textOf(value, "error_description") ??
    textOf(value, "errorDescription") ??
    textOf(value, "message");
  const place = layer.placeOf(start, end);
  const base = { kind: "error", form: "body", place } as const;
  if (error !== null && (message !== null || /^[a-z]+(?:_[a-z]+)+$/.test(error))) {
    const errorCode = textOf(value, "errorCode");
    return { ...base, status, error: textOf(value, "error"), message, errorCode };
  }
  const code = textOf(value, "code");
  const description = textOf(value, "description");
  // auth0.js gives its errors in these words.
  if (code !== null && description !== null && /^[a-z]+(?:_[a-z]+)+$/.test(code))
    return { ...base, status, error: code, message: description, errorCode: null };
  if (status !== null && status >= 400 && message !== null)
    return { ...base, status, error: null, message, errorCode: null };
  return null;
}

/** @see Auth0 tenant logs: `type` is the code of the event, `date` when it happened. */
function tellLog(layer: LayerText, { value, start, end }: JsonObject): FoundLog | null {
  const type = textOf(value, "type");
  if (type === null || !/^[a-z_]{1,40}$/.test(type) || textOf(value, "date") === null) return null;
  const isOfTenant = ["client_id", "log_id", "_id", "tenant_name", "user_id", "ip"].some(
    (name) => value[name] !== undefined,
  );
  if (!isOfTenant) return null;
  const description = textOf(value, "description");
  return { kind: "log", place: layer.placeOf(start, end), type, description };
}

/** @see RFC 7517 section 4 */
function tellKey(layer: LayerText, { value, start, end }: JsonObject): FoundOther | null {
  const isKey = textOf(value, "kty") !== null && KEY_MEMBERS.some((name) => textOf(value, name));
  if (!isKey) return null;
  return {
    kind: "other",
    what: "jwk",
    place: layer.placeOf(start, end),
    name: textOf(value, "kid"),
  };
}

/** A token request whose code was not exchanged yet. */
function tellCode(layer: LayerText, { value, places }: JsonObject): FoundOther | null {
  const range = places.get("code");
  if (textOf(value, "grant_type") !== "authorization_code" || range === undefined) return null;
  const place = layer.placeOf(range.start, range.end);
  return { kind: "other", what: "authorization-code", place, name: "code" };
}

function textOf(value: Value, name: string): string | null {
  const member = value[name];
  return typeof member === "string" && member !== "" ? member : null;
}

function numberOf(value: Value, name: string): number | null {
  const member = value[name];
  return typeof member === "number" ? member : null;
}
