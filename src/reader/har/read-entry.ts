import { parseScope } from "#protocol/scope.ts";
import { readJsonText } from "#protocol/json-text.ts";
import { textIn, type Exchange } from "#linking/use-cases/exchange.ts";
import type { Found, FoundRequest, Layer, Unread } from "#reader/found.ts";
import { kindOfAddress, mayCarry, originOf, type AddressKind } from "./address.ts";
import {
  headerSpan,
  readHeaders,
  readRequestBody,
  readResponseBody,
  type EntryBody,
  type EntryHead,
  type EntryHeader,
} from "./entry.ts";
import { textOf, type Span } from "./json-bytes.ts";
import { readLogin, type LinkCall, type Login, type ServerGrant } from "./logins.ts";
import { partsOf } from "./parts.ts";
import type { Places } from "./places.ts";
import { refusalInBody, refusalInPage, refusalInUrl, type Refusal } from "./refusals.ts";
import { tokensIn, type TokenSource } from "./tokens.ts";

/** What was read of an entry. */
export type EntryReading = {
  readonly found: readonly Found[];
  readonly unread: readonly Unread[];
  readonly login: Login | null;
  readonly grant: ServerGrant | null;
  /** A call that links or unlinks, and its request among `found`. */
  readonly call: (LinkCall & { readonly request: FoundRequest }) | null;
};

type Answer = { readonly text: string; readonly span: Span };

/**
 * Reads an entry if it has to do with logins or linking; `null` for all others, which are most.
 *
 * @param seen the tokens so far, see `tokensIn`
 */
export function readEntry(
  bytes: Uint8Array,
  head: EntryHead,
  places: Places,
  seen: Set<string>,
): EntryReading | null {
  const kind = kindOfAddress(head.method, head.url);
  const layers: readonly Layer[] = [{ kind: "har", at: String(head.index) }];
  if (kind === "other") {
    const found = inUrls(head, layers, places, seen);
    return found.length === 0 ? null : { ...NOTHING, found };
  }
  const headers = readHeaders(bytes, head.request);
  const post = readRequestBody(bytes, head.request);
  const answered = readResponseBody(bytes, head.response);
  const body = post !== null && "text" in post ? post : null;
  const answer = answered !== null && "text" in answered ? answered : null;
  const unread = [post, answered].flatMap((part): Unread[] =>
    part !== null && "tooLarge" in part
      ? [{ reason: "too-large", place: places.placeOf(part.tooLarge, layers) }]
      : [],
  );
  const request =
    kind === "auth0" ? null : requestOf(bytes, head, { headers, body, answer, layers }, places);
  return {
    found: [
      ...(request === null ? [] : [request]),
      ...sourcesOf(bytes, kind, { headers, body, answer, layers }).flatMap((one) =>
        tokensIn(one, places, seen),
      ),
      ...refusalsOf(bytes, kind, head, answer).map(({ span, ...refusal }) => ({
        kind: "error" as const,
        place: places.placeOf(span, layers),
        ...refusal,
      })),
      ...inUrls(head, layers, places, seen),
    ],
    unread,
    login: kind === "authorize" ? readLogin(momentOf(head), head.url) : null,
    grant: kind === "token" ? grantOf(head, body, answer) : null,
    call: kind === "identities" && request ? callOf(head, headers, body, request) : null,
  };
}

const NOTHING: EntryReading = { found: [], unread: [], login: null, grant: null, call: null };

function momentOf({ index, time }: EntryHead) {
  return { index, time };
}

/** The parts of an entry that was looked into. */
type Opened = {
  readonly headers: readonly EntryHeader[];
  readonly body: EntryBody | null;
  readonly answer: Answer | null;
  readonly layers: readonly Layer[];
};

function requestOf(
  bytes: Uint8Array,
  head: EntryHead,
  opened: Opened,
  places: Places,
): FoundRequest {
  const { headers, body, answer, layers } = opened;
  const exchange: Exchange = {
    method: head.method,
    url: head.url,
    headers: headers.map(({ name, value }) => ({ name, value })),
    ...(body === null ? {} : { body: body.text }),
    ...(head.status === null ? {} : { status: head.status }),
    // The page of a login is long and says nothing of the request.
    ...(answer === null || isPage(answer.text) ? {} : { responseBody: answer.text }),
  };
  const place = places.placeOf(head.span, layers);
  const parts = partsOf(bytes, head, headers, body, places);
  return { kind: "request", form: "har", place, exchange, parts };
}

function isPage(text: string): boolean {
  return /^\s*</.test(text);
}

/** Where the tokens of an entry stand by the standards and by Auth0's API. */
function sourcesOf(
  bytes: Uint8Array,
  kind: AddressKind,
  { headers, body, answer, layers }: Opened,
): readonly TokenSource[] {
  const sources: TokenSource[] = headers
    .filter(({ name }) => /^authorization$/i.test(name))
    .map((header) => ({
      text: header.value,
      span: headerSpan(bytes, header),
      form: "bearer",
      layers: [...layers, { kind: "header", at: header.name }],
    }));
  if (body?.span) {
    const { text, span, json } = body;
    sources.push({ text, span, json: json?.value, form: json === null ? "form" : "json", layers });
  }
  if (answer !== null && kind === "token")
    sources.push({ ...answer, json: readJsonText(answer.text)?.value, form: "json", layers });
  if (answer !== null && kind === "authorize") sources.push({ ...answer, form: "page", layers });
  return sources;
}

/** The tokens and refusals that redirects carry: in the entry's own URL, and in that which it leads to. */
function inUrls(
  head: EntryHead,
  layers: readonly Layer[],
  places: Places,
  seen: Set<string>,
): readonly Found[] {
  const urls = [
    { text: head.url, span: head.urlSpan },
    ...(head.redirectUrl === null ? [] : [head.redirectUrl]),
  ];
  return urls.flatMap(({ text, span }): readonly Found[] => {
    if (!mayCarry(text)) return [];
    const refusal = refusalInUrl(text);
    const error: readonly Found[] =
      refusal === null ? [] : [{ kind: "error", place: places.placeOf(span, layers), ...refusal }];
    return [...error, ...tokensIn({ text, span, form: "url", layers }, places, seen)];
  });
}

function refusalsOf(
  bytes: Uint8Array,
  kind: AddressKind,
  head: EntryHead,
  answer: Answer | null,
): readonly (Refusal & { readonly span: Span })[] {
  const { status } = head;
  if (status === null) {
    // Chromium's own member: no answer came, or the page was not let see it.
    const span = head.response.get("_error");
    const message = textOf(bytes, span, 1024);
    if (message === null || message === "" || span === undefined) return [];
    return [{ form: "message", status: null, error: null, message, errorCode: null, span }];
  }
  if (answer === null) return [];
  const refusal =
    status >= 400
      ? refusalInBody(status, answer.text, kind === "token")
      : kind === "authorize"
        ? refusalInPage(answer.text)
        : null;
  return refusal === null ? [] : [{ ...refusal, span: answer.span }];
}

/** A server that asked for a token of its own; what it was given is in the answer. */
function grantOf(
  head: EntryHead,
  body: EntryBody | null,
  answer: Answer | null,
): ServerGrant | null {
  const sent = body === null ? null : membersOfBody(body);
  if (sent?.("grant_type") !== "client_credentials") return null;
  const given = textIn(readJsonText(answer?.text ?? "")?.value, "scope");
  return {
    ...momentOf(head),
    hints: {
      responseType: null,
      audience: sent("audience"),
      scope: given === null ? null : parseScope(given).join(" "),
      grantType: "client_credentials",
    },
  };
}

function membersOfBody({ text, json }: EntryBody): (name: string) => string | null {
  if (json !== null) return (name) => textIn(json.value, name);
  const form = new URLSearchParams(text);
  return (name) => form.get(name);
}

function callOf(
  head: EntryHead,
  headers: readonly EntryHeader[],
  body: EntryBody | null,
  request: FoundRequest,
): LinkCall & { readonly request: FoundRequest } {
  const valueOf = (wanted: string): string | null =>
    headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? null;
  const page = valueOf("origin") ?? valueOf("referer");
  return {
    ...momentOf(head),
    userId: userIdOf(head.url),
    linkWith: body === null ? null : membersOfBody(body)("link_with"),
    origin: page === null ? null : originOf(page),
    isFromPage: page !== null || valueOf("sec-fetch-mode") !== null,
    request,
  };
}

function userIdOf(url: string): string | null {
  const [, id = null] = /\/users\/([^/?#]+)\/identities/.exec(url) ?? [];
  try {
    return id === null ? null : decodeURIComponent(id);
  } catch {
    return null;
  }
}
