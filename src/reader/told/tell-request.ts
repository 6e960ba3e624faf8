import { isRecord } from "#protocol/token.ts";
import type { FoundRequest, Range, RequestPart } from "#reader/found.ts";
import type { LayerText } from "#reader/layers.ts";
import type { JsonObject } from "#reader/wrappers/json-scan.ts";

type PlacesOf = (value: unknown) => ReadonlyMap<string, Range>;

const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i;

/** An object that says a request: `method` and `url`, and what goes with them. As in a HAR, or made by hand. */
export function tellRequest(
  layer: LayerText,
  object: JsonObject,
  placesOf: PlacesOf,
): FoundRequest | null {
  const { value, places, start, end } = object;
  const { method, url } = value;
  if (typeof method !== "string" || typeof url !== "string" || !METHOD.test(method)) return null;
  const { postData } = value;
  const isHar = isRecord(postData) || value["httpVersion"] !== undefined;
  const bodyName = ["body", "data"].find((name) => value[name] !== undefined) ?? "body";
  const body = isRecord(postData) ? postData["text"] : value[bodyName];
  const bodyPlace = isRecord(postData) ? placesOf(postData).get("text") : places.get(bodyName);
  const parts: RequestPart[] = [];
  const add = (part: RequestPart["part"], name: string | null, range: Range | undefined): void => {
    if (range === undefined) return;
    const place = layer.placeOf(range.start, range.end);
    parts.push({ part, name, start: place.start, end: place.end });
  };
  add("method", null, places.get("method"));
  add("url", null, places.get("url"));
  for (const [name, range] of headerPlaces(value["headers"], placesOf)) add("header", name, range);
  add("body", null, bodyPlace);
  for (const [name, range] of placesOf(body)) add("body", name, range);
  return {
    kind: "request",
    form: isHar ? "har" : "json",
    place: layer.placeOf(start, end),
    exchange: { method, url, headers: value["headers"], body },
    parts,
  };
}

/** Where the values of headers stand, as an object or as a list of `{ name, value }`. */
function headerPlaces(headers: unknown, placesOf: PlacesOf): readonly (readonly [string, Range])[] {
  if (!Array.isArray(headers)) return [...placesOf(headers)];
  return headers.flatMap((header: unknown) => {
    const range = placesOf(header).get("value");
    const name = isRecord(header) ? header["name"] : null;
    return typeof name === "string" && range !== undefined ? [[name, range] as const] : [];
  });
}
