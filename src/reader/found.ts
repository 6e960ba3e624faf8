import type { Exchange, Place as ExchangePlace } from "#linking/use-cases/exchange.ts";
import type { TokenReading } from "#protocol/token-reading.ts";

/** A stretch of the text that was brought, in UTF-16 units. */
export type Range = { readonly start: number; readonly end: number };

/** Something that was opened to look inside, and where in it the way went on. */
export type Layer = {
  readonly kind:
    | "har"
    | "json"
    | "url"
    | "form"
    | "cookie"
    | "header"
    | "storage"
    | "command"
    | "base64"
    | "percent"
    | "escapes";
  /** Index of a HAR entry, JSON path, name of a parameter, header or cookie; `null` for the whole. */
  readonly at: string | null;
};

/** Where something stood. Where a layer was decoded, the range holds all of what was decoded. */
export type Place = Range & {
  /** Counted from 1. */
  readonly line: number;
  /** From the outermost to the innermost. */
  readonly layers: readonly Layer[];
};

/** What the place of a token says that it is, before anyone looks into it. */
export type PlaceSays =
  | "access-token"
  | "id-token"
  | "link-with"
  | "refresh-token"
  | "bearer"
  | "cookie"
  | "token-hint";

/** A token, whole. What it is and whether it can be read is for its reading to say. */
export type FoundToken = {
  readonly kind: "token";
  readonly place: Place;
  /** The name that it had there, such as `id_token` or `appSession`. */
  readonly name: string | null;
  readonly says: PlaceSays | null;
  readonly token: TokenReading;
};

/** What is no token of use here, and what it is instead. */
export type OtherKind =
  | "refresh-token"
  | "session-cookie"
  | "opaque-token"
  | "token-without-audience"
  | "sd-jwt"
  | "paseto"
  | "pem"
  | "jwk"
  | "one-part"
  | "redacted-token"
  | "authorization-code";

/** Something that is told by its kind alone. */
export type FoundOther = {
  readonly kind: "other";
  readonly what: OtherKind;
  readonly place: Place;
  readonly name: string | null;
};

/** Where a part of a request stands in what was brought, so that it can be lit up. */
export type RequestPart = Range & {
  readonly part: Exclude<ExchangePlace["part"], "claim">;
  /** Of a header or a member of the body; `null` for the whole. */
  readonly name: string | null;
};

/** How a request was written. */
export type RequestForm =
  | "curl"
  | "powershell"
  | "httpie"
  | "wget"
  | "fetch"
  | "node-fetch"
  | "raw"
  | "har"
  | "json";

/** A request that was sent or is ready to be sent. */
export type FoundRequest = {
  readonly kind: "request";
  readonly form: RequestForm;
  readonly place: Place;
  readonly exchange: Exchange;
  readonly parts: readonly RequestPart[];
};

/** A call in source code: what of it can be read without running it. */
export type FoundCall = {
  readonly kind: "call";
  /** What makes it: `fetch`, `axios`, `auth0.js`, `auth0-spa-js`, `auth0-react`, `auth0`. */
  readonly library: string;
  readonly place: Place;
  readonly exchange: Exchange;
  readonly parts: readonly RequestPart[];
};

/** What a server, an SDK or a redirect said when it refused. */
export type FoundError = {
  readonly kind: "error";
  readonly form: "body" | "callback" | "message";
  readonly place: Place;
  readonly status: number | null;
  /** `error` of OAuth, or the HTTP reason of the Management API. */
  readonly error: string | null;
  readonly message: string | null;
  readonly errorCode: string | null;
};

/** A line of a tenant's log. */
export type FoundLog = {
  readonly kind: "log";
  readonly place: Place;
  /** Auth0's code of the event, such as `depnote` or `slo`. */
  readonly type: string;
  readonly description: string | null;
};

/** Everything that can be found in what people bring. */
export type Found = FoundToken | FoundOther | FoundRequest | FoundCall | FoundError | FoundLog;

/** Why something could not be read. */
export type UnreadReason =
  | "empty"
  | "binary"
  | "compressed"
  | "html"
  | "truncated"
  | "too-deep"
  | "too-large"
  | "not-text"
  /** Code that leads too far to be followed to its end. */
  | "not-followed"
  /** It names what links or unlinks, and no call of a known form. */
  | "unknown-form"
  | "nothing-known";

/** A stretch that could not be read, and why. */
export type Unread = { readonly reason: UnreadReason; readonly place: Place };

/** What was found, in the order of the text, and what could not be read. */
export type Reading = { readonly found: readonly Found[]; readonly unread: readonly Unread[] };
