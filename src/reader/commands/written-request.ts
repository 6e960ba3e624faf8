import { decodeBase64url, decodeUtf8 } from "#protocol/base64url.ts";
import { readJsonText } from "#protocol/json-text.ts";
import { isRecord } from "#protocol/token.ts";
import type { Exchange } from "#linking/use-cases/exchange.ts";
import type { FoundRequest, Range, RequestForm, RequestPart } from "#reader/found.ts";
import { rangeOf, type MappedText } from "./mapped-text.ts";

/** A request as somebody wrote it, before it is an exchange. */
export type WrittenRequest = {
  readonly form: RequestForm;
  /** `isWritten` is false where the program chooses it by itself. */
  readonly method: { readonly text: MappedText; readonly isWritten: boolean };
  readonly url: MappedText;
  readonly headers: readonly WrittenHeader[];
  /** `null`: none, or one that is not in the text. */
  readonly body: MappedText | null;
  readonly answer?: WrittenAnswer;
};

/** A header. Its name is as it was written. */
export type WrittenHeader = { readonly name: string; readonly value: MappedText };

/** What stands below a request as its answer. */
export type WrittenAnswer = { readonly status: number; readonly body: string | null };

/** Larger bodies are no JSON of this API, and have no members to show. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** Makes the exchange of a written request, and says where its parts stand. */
export function finishRequest(
  written: WrittenRequest,
  place: Range & { line: number },
): FoundRequest {
  const { form, method, url, headers, body, answer } = written;
  const client = headers.find(({ name }) => name.toLowerCase() === "auth0-client");
  const library = client === undefined ? null : libraryOf(client.value.text);
  const exchange: Exchange = {
    method: method.text.text.toUpperCase(),
    url: url.text,
    headers: headers.map(({ name, value }) => [name, value.text]),
    ...(body === null ? {} : { body: body.text }),
    ...(answer === undefined ? {} : { status: answer.status }),
    ...(answer === undefined || answer.body === null ? {} : { responseBody: answer.body }),
    ...(library === null ? {} : { library }),
  };
  const parts = [
    ...(method.isWritten ? partOf("method", null, method.text) : []),
    ...partOf("url", null, url),
    ...headers.flatMap(({ name, value }) => partOf("header", name, value)),
    ...(library === null || client === undefined ? [] : partOf("library", null, client.value)),
    ...(body === null ? [] : [...partOf("body", null, body), ...memberParts(body)]),
  ];
  const layers = [{ kind: "command", at: null }] as const;
  return { kind: "request", form, place: { ...place, layers }, exchange, parts };
}

function partOf(
  part: RequestPart["part"],
  name: string | null,
  mapped: MappedText,
): readonly RequestPart[] {
  const range = rangeOf(mapped);
  return range === null ? [] : [{ part, name, ...range }];
}

function memberParts(body: MappedText): readonly RequestPart[] {
  const members = body.text.length > BODY_LIMIT ? [] : membersOf(body.text);
  return members.flatMap(({ name, start, end }) => {
    const range = rangeOf(body, start, end);
    return range === null ? [] : [{ part: "body" as const, name, ...range }];
  });
}

function membersOf(text: string): readonly (Range & { readonly name: string })[] {
  const json = readJsonText(text);
  if (json !== null) return isRecord(json.value) ? json.members : [];
  if (!/^[\w.~%-]+=/.test(text)) return [];
  return Array.from(text.matchAll(/[^&]+/g), ({ 0: pair, index }) => {
    const [[name] = [""]] = new URLSearchParams(pair);
    return { name, start: index, end: index + pair.length };
  });
}

/** `name/version` of the header by which Auth0's SDKs tell who they are. */
function libraryOf(header: string): string | null {
  const decoded = header.length > 4096 ? null : decodeBase64url(header.trim());
  const value = decoded && readJsonText(decodeUtf8(decoded.bytes) ?? "")?.value;
  if (!isRecord(value) || typeof value["name"] !== "string") return null;
  return typeof value["version"] === "string"
    ? `${value["name"]}/${value["version"]}`
    : value["name"];
}

/** A header line; `null` where the line is none. A value may be empty. */
export function splitHeader(text: string): { name: string; valueStart: number } | null {
  const colon = text.indexOf(":", 1);
  const name = colon === -1 || colon > 200 ? "" : text.slice(0, colon).trim();
  if (name === "" || /[\s"{}]/.test(name)) return null;
  return { name, valueStart: colon + 1 };
}

/** The `Authorization` of a name and a password. */
export function basicCredentials(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return `Basic ${btoa(bytes.join(""))}`;
}

/** Percent-encodes all but the unreserved characters of RFC 3986. */
export function percentEncode(text: string): string {
  return text.replaceAll(/[^\w.~-]+/gu, (part) =>
    Array.from(
      new TextEncoder().encode(part),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    ).join(""),
  );
}

/** Whether a word can be meant as the URL of a request. */
export function isLikeUrl(text: string): boolean {
  if (/\s/.test(text) && !/^https?:/i.test(text.slice(0, 300))) return false;
  return /^(?:[a-z][a-z\d+.-]*:\/\/|\/|[$%{<]|\{\{|localhost\b|[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)|\w[\w-]*\/|:\d)/i.test(
    text.slice(0, 300),
  );
}
