import type { RequestPart } from "#reader/found.ts";
import { headerSpan, type EntryBody, type EntryHead, type EntryHeader } from "./entry.ts";
import type { Span } from "./json-bytes.ts";
import { offsetsInBytes, type Places } from "./places.ts";

/** Of all headers these can decide something. */
const TELLING = /^(?:authorization|auth0-client)$/i;

type Part = Pick<RequestPart, "part" | "name"> & { readonly span: Span };

/** Where the parts of a request stand, in the order of the file. Quotes belong to no part. */
export function partsOf(
  bytes: Uint8Array,
  { methodSpan, urlSpan }: EntryHead,
  headers: readonly EntryHeader[],
  body: EntryBody | null,
  places: Places,
): readonly RequestPart[] {
  const parts: Part[] = [
    { part: "url", name: null, span: inner(urlSpan) },
    ...headers
      .filter(({ name }) => TELLING.test(name))
      .map((header): Part => {
        const span = inner(headerSpan(bytes, header));
        return { part: "header", name: header.name, span };
      }),
    ...(body === null ? [] : bodyParts(bytes, body)),
  ];
  if (methodSpan !== null) parts.push({ part: "method", name: null, span: inner(methodSpan) });
  return parts
    .toSorted((a, b) => a.span.start - b.span.start)
    .map(({ part, name, span }) => ({ part, name, ...places.rangeOf(span) }));
}

function bodyParts(bytes: Uint8Array, body: EntryBody): readonly Part[] {
  const { span, params } = body;
  if (span === null) return params.map(({ name, span: at }) => ({ part: "body", name, span: at }));
  const members = membersIn(body);
  const ends = members.flatMap(({ start, end }) => [start, end]);
  const offsets = offsetsInBytes(bytes, span, ends);
  return [
    { part: "body", name: null, span: inner(span) },
    ...members.map(({ name }, index): Part => {
      const [start = span.start, end = span.end] = offsets.slice(index * 2, index * 2 + 2);
      return { part: "body", name, span: { start, end } };
    }),
  ];
}

/** The members of JSON or of a form, none of what is neither, in the order of the text. */
function membersIn({ text, json }: EntryBody): readonly (Span & { readonly name: string })[] {
  if (json !== null) return json.members.toSorted((a, b) => a.start - b.start);
  if (!/^[\w.~%-]+=/.test(text)) return [];
  return Array.from(text.matchAll(/[^&]+/g), ({ 0: pair, index }) => {
    const [[name] = [""]] = new URLSearchParams(pair);
    return { name, start: index, end: index + pair.length };
  });
}

function inner({ start, end }: Span): Span {
  return { start: start + 1, end: end - 1 };
}
