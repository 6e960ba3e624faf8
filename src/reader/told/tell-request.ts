import { isRecord } from "#protocol/token.ts";
import type { FoundRequest, Range, RequestPart } from "#reader/found.ts";
import type { LayerText } from "#reader/layers.ts";
import type { JsonObject } from "#reader/wrappers/json-scan.ts";

type PlacesOf = (value: unknown) => ReadonlyMap<string, Range>;

/** A value, and where it stands. */
type Placed = { readonly value: unknown; readonly range: Range | undefined };

type Header = { readonly name: string } & Placed;

const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i;

/**
 * An object that says a request: `method` and `url`, and what goes with them. As in a HAR, an export of
 * Postman or Insomnia, or made by hand.
 */
export function tellRequest(
  layer: LayerText,
  object: JsonObject,
  placesOf: PlacesOf,
): FoundRequest | null {
  const { value, places, start, end } = object;
  const { method } = value;
  const url = textOrMember(value, places, "url", ["raw"], placesOf);
  if (typeof method !== "string" || typeof url.value !== "string" || !METHOD.test(method))
    return null;
  const { postData } = value;
  const isHar = isRecord(postData) || value["httpVersion"] !== undefined;
  const bodyName = ["postData", "body", "data"].find((name) => value[name] !== undefined) ?? "body";
  const body = textOrMember(value, places, bodyName, ["text", "raw"], placesOf);
  const headers = headersOf(value, placesOf);
  const parts: RequestPart[] = [];
  const add = (part: RequestPart["part"], name: string | null, range: Range | undefined): void => {
    if (range === undefined) return;
    const place = layer.placeOf(range.start, range.end);
    parts.push({ part, name, start: place.start, end: place.end });
  };
  add("method", null, places.get("method"));
  add("url", null, url.range);
  for (const { name, range } of headers) add("header", name, range);
  add("body", null, body.range);
  for (const [name, range] of placesOf(body.value)) add("body", name, range);
  return {
    kind: "request",
    form: isHar ? "har" : "json",
    place: layer.placeOf(start, end),
    exchange: {
      method,
      url: url.value,
      headers:
        value["headers"] === undefined && headers.length === 0
          ? undefined
          : headers.map((header): readonly [string, unknown] => [header.name, header.value]),
      body: body.value,
    },
    parts,
  };
}

/** A member, or the text inside it where tools write it as an object. */
function textOrMember(
  value: JsonObject["value"],
  places: JsonObject["places"],
  name: string,
  inside: readonly string[],
  placesOf: PlacesOf,
): Placed {
  const member = value[name];
  const text = isRecord(member) ? inside.find((one) => typeof member[one] === "string") : undefined;
  return isRecord(member) && text !== undefined
    ? { value: member[text], range: placesOf(member).get(text) }
    : { value: member, range: places.get(name) };
}

/** The headers, and the one that a tool makes of what it knows of the login. */
function headersOf(value: JsonObject["value"], placesOf: PlacesOf): readonly Header[] {
  const written = listOf(value["headers"] ?? value["header"], placesOf);
  const isThere = written.some(({ name }) => name.toLowerCase() === "authorization");
  const token = isThere ? null : bearerOf(value["auth"] ?? value["authentication"], placesOf);
  return token === null
    ? written
    : [...written, { name: "Authorization", ...token, value: `Bearer ${String(token.value)}` }];
}

/** Headers as an object, as pairs, or as a list of `{ name, value }` or `{ key, value }`. */
function listOf(headers: unknown, placesOf: PlacesOf): readonly Header[] {
  if (isRecord(headers)) {
    const places = placesOf(headers);
    return Object.entries(headers).map(([name, value]) => ({
      name,
      value,
      range: places.get(name),
    }));
  }
  if (!Array.isArray(headers)) return [];
  return headers.flatMap((header: unknown): readonly Header[] => {
    if (Array.isArray(header))
      return typeof header[0] === "string"
        ? [{ name: header[0], value: header[1], range: undefined }]
        : [];
    if (!isRecord(header) || header["disabled"] === true) return [];
    const name = header["name"] ?? header["key"];
    if (typeof name !== "string") return [];
    return [{ name, value: header["value"], range: placesOf(header).get("value") }];
  });
}

/** Postman: `{ type, bearer: [{ key: "token", value }] }`; Insomnia: `{ type, token }`. */
function bearerOf(auth: unknown, placesOf: PlacesOf): Placed | null {
  if (!isRecord(auth) || auth["type"] !== "bearer" || auth["disabled"] === true) return null;
  const { bearer } = auth;
  const pairs: readonly unknown[] = Array.isArray(bearer) ? bearer : [];
  const pair = pairs.find((one) => isRecord(one) && one["key"] === "token");
  const holder = isRecord(pair) ? pair : isRecord(bearer) ? bearer : auth;
  const name = isRecord(pair) ? "value" : "token";
  return typeof holder[name] === "string"
    ? { value: holder[name], range: placesOf(holder).get(name) }
    : null;
}
