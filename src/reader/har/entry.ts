import { decodeBase64url, decodeUtf8 } from "#protocol/base64url.ts";
import { readJsonText, type JsonText } from "#protocol/json-text.ts";
import { textIn } from "#linking/use-cases/exchange.ts";
import { kindOfAddress, mayCarry } from "./address.ts";
import {
  endOfValue,
  itemsOf,
  membersOf,
  numberOf,
  startOfMember,
  textOf,
  valueOf,
  type Members,
  type Span,
} from "./json-bytes.ts";

/** A header of an entry, and where it stands. */
export type EntryHeader = { readonly name: string; readonly value: string; readonly item: Span };

/** What of an entry tells whether it matters. */
export type EntryHead = {
  readonly index: number;
  readonly span: Span;
  /** Milliseconds since the epoch; `null` where it does not say. */
  readonly time: number | null;
  readonly method: string;
  readonly url: string;
  readonly urlSpan: Span;
  readonly methodSpan: Span | null;
  readonly redirectUrl: { readonly text: string; readonly span: Span } | null;
  /** `null` where nothing was answered: recordings write 0 or -1 then. */
  readonly status: number | null;
  readonly request: Members;
  readonly response: Members;
};

/** A body of a request or an answer. */
export type EntryBody = {
  readonly text: string;
  /** `null` where it is no JSON. */
  readonly json: JsonText | null;
  /** The JSON string that holds it; `null` where it was put together from `params`. */
  readonly span: Span | null;
  /** Where its parameters stand, where they were recorded one by one. */
  readonly params: readonly { readonly name: string; readonly span: Span }[];
};

/** Longer URLs are no calls of this kind. Fragments hold two tokens. */
const URL_LIMIT = 64 * 1024;

/** Room for a token of the largest size; longer bodies are not looked into. */
const BODY_LIMIT = 512 * 1024;

/**
 * Whether an entry may have to do with logins or linking: by its URL, or because it leads elsewhere.
 * Most have not, so only what is needed to tell is looked at.
 */
export function mayMatter(bytes: Uint8Array, start: number): boolean {
  const request = startOfMember(bytes, start, "request");
  const url = textAt(bytes, startOfMember(bytes, request, "url"));
  if (url === null) return false;
  if (kindOfAddress("", url) !== "other" || mayCarry(url)) return true;
  const response = startOfMember(bytes, start, "response");
  // A status has three digits; those that lead elsewhere begin with a three.
  const status = startOfMember(bytes, response, "status");
  return status !== null && bytes[status] === 0x33;
}

function textAt(bytes: Uint8Array, start: number | null): string | null {
  const end = start === null ? null : endOfValue(bytes, start);
  return start === null || end === null ? null : textOf(bytes, { start, end }, URL_LIMIT);
}

/**
 * Reads what every entry is asked for. `null` for what is no entry: no object, or no request with a
 * URL.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/#entries
 */
export function readEntryHead(bytes: Uint8Array, span: Span, index: number): EntryHead | null {
  const entry = membersOf(bytes, span);
  const request = membersOf(bytes, entry.get("request"));
  const urlSpan = request.get("url");
  const url = textOf(bytes, urlSpan, URL_LIMIT);
  if (url === null || urlSpan === undefined) return null;
  const response = membersOf(bytes, entry.get("response"));
  const status = numberOf(bytes, response.get("status")) ?? 0;
  const time = Date.parse(textOf(bytes, entry.get("startedDateTime"), 64) ?? "");
  return {
    index,
    span,
    time: Number.isNaN(time) ? null : time,
    method: textOf(bytes, request.get("method"), 64) ?? "",
    methodSpan: request.get("method") ?? null,
    url,
    urlSpan,
    redirectUrl: readRedirect(bytes, response),
    status: status > 0 ? status : null,
    request,
    response,
  };
}

/** `redirectURL`, else `Location`: Safari and proxies leave the first empty. */
function readRedirect(bytes: Uint8Array, response: Members): EntryHead["redirectUrl"] {
  const span = response.get("redirectURL");
  const text = textOf(bytes, span, URL_LIMIT);
  if (span !== undefined && text !== null && text !== "") return { text, span };
  const status = numberOf(bytes, response.get("status")) ?? 0;
  if (status < 300 || status > 399) return null;
  const location = readHeaders(bytes, response).find(({ name }) => /^location$/i.test(name));
  return location ? { text: location.value, span: headerSpan(bytes, location) } : null;
}

/** The headers of a request or an answer in their order. What is no header is left out. */
export function readHeaders(bytes: Uint8Array, message: Members): readonly EntryHeader[] {
  const items = itemsOf(bytes, message.get("headers"));
  const values = valueOf(bytes, message.get("headers"), BODY_LIMIT);
  if (!Array.isArray(values) || values.length !== items.length) return [];
  return values.flatMap((header: unknown, index) => {
    const name = textIn(header, "name");
    const value = textIn(header, "value");
    const item = items[index];
    return name === null || value === null || item === undefined ? [] : [{ name, value, item }];
  });
}

/** Where the value of a header stands. */
export function headerSpan(bytes: Uint8Array, { item }: EntryHeader): Span {
  return membersOf(bytes, item).get("value") ?? item;
}

/**
 * The body of the request: `text`, else what `params` make. `null` where none was kept, which is so
 * in a recording without bodies, too; `too-large` with its place.
 */
export function readRequestBody(bytes: Uint8Array, request: Members): EntryBody | TooLarge | null {
  const post = membersOf(bytes, request.get("postData"));
  const span = post.get("text");
  if (span !== undefined && span.end - span.start > BODY_LIMIT) return { tooLarge: span };
  const params = itemsOf(bytes, post.get("params")).flatMap((item) => {
    const param = membersOf(bytes, item);
    const name = textOf(bytes, param.get("name"), BODY_LIMIT);
    const value = textOf(bytes, param.get("value"), BODY_LIMIT) ?? "";
    return name === null ? [] : [{ name, value, span: item }];
  });
  const text = textOf(bytes, span, BODY_LIMIT);
  if (text !== null && text !== "" && span !== undefined)
    return { text, json: readJsonText(text), span, params };
  if (params.length === 0) return null;
  const pairs = params.map(({ name, value }) => [decodeForm(name), decodeForm(value)]);
  return { text: new URLSearchParams(pairs).toString(), json: null, span: null, params };
}

/** Some recorders give `params` as they were sent, others decoded. Only whole escapes are decoded. */
function decodeForm(text: string): string {
  if (!text.includes("%") || /\s|%(?![\da-f]{2})/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A body that is not looked into for its size. */
export type TooLarge = { readonly tooLarge: Span };

/** The text of the answer, decoded where it was kept as base64; `null` where there is none. */
export function readResponseBody(
  bytes: Uint8Array,
  response: Members,
): { readonly text: string; readonly span: Span } | TooLarge | null {
  const content = membersOf(bytes, response.get("content"));
  const span = content.get("text");
  if (span === undefined) return null;
  if (span.end - span.start > BODY_LIMIT) return { tooLarge: span };
  const text = textOf(bytes, span, BODY_LIMIT);
  if (text === null || text === "") return null;
  if (textOf(bytes, content.get("encoding"), 64)?.toLowerCase() !== "base64") return { text, span };
  const decoded = decodeBase64url(text.replaceAll(/\s/g, ""));
  const plain = decoded && decodeUtf8(decoded.bytes);
  return plain === null || plain === "" ? null : { text: plain, span };
}
