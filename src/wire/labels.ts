import type { NamedRequest } from "#protocol/named-request.ts";
import { isRecord } from "#protocol/token.ts";
import type { WireEvent } from "./event.ts";
import { pathOf } from "./lane.ts";
import { splitMarkers } from "./redact.ts";

/** Parameters of an answer that say what it is; the rest only accompanies them. */
const ANSWER_PARAMETERS = ["code", "access_token", "id_token", "error", "state"] as const;

/** What a successful answer is, by the end of its path. */
const CONTENTS: readonly (readonly [RegExp, string])[] = [
  [/\/identities(\/.*)?$/, "identities"],
  [/\/api\/v2\/users\/[^/]+$/, "user"],
  [/\/jwks\.json$/, "keys"],
  [/\/openid-configuration$/, "configuration"],
  [/\/userinfo$/, "claims"],
];

/**
 * A path as a label: without host and query, its ids cut. The whole URL is one click away.
 *
 * @param url a redacted URL, or a path that may hold `{placeholders}`
 */
export function shortPath(url: string): string {
  return splitMarkers(pathOf(url))
    .map((piece) => (typeof piece === "string" ? piece : "…"))
    .join("")
    .replace(/^\/api\/v2\/users\/[^/]+\/identities(\/.*)?$/, "…/identities$1")
    .replace(/^\/api\/v2\/users\/[^/]+$/, "…/users/{id}")
    .replace(/^(…\/identities\/[^/]+)\/.*$/, "$1/…")
    .replace(/^\/\.well-known\//, "…/");
}

/** What a request asks, in a few words: what tells it from another one to the same path. */
export function askOf(event: WireEvent): string {
  const prompt = parametersOf(event.url).get("prompt");
  const details = [
    prompt ? `prompt=${prompt}` : null,
    event.requestHeaders["Authorization"]?.includes("ID token⟧") ? "ID token as bearer" : null,
    ["link_with", "user_id"].find((name) => event.requestBody?.includes(`"${name}":`)) ?? null,
  ];
  return [`${event.method} ${shortPath(event.url)}`, ...details.filter(Boolean)].join(" · ");
}

/** The same of a request that is to be sent. @param name its method and short path */
export function plannedAskOf(name: string, { bearer, body }: NamedRequest): string {
  const text = (body ?? []).map((piece) => (typeof piece === "string" ? piece : "")).join("");
  const details = [
    bearer?.name.endsWith("ID token") ? "ID token as bearer" : null,
    ["link_with", "user_id"].find((member) => text.includes(`"${member}":`)) ?? null,
  ];
  return [name, ...details.filter(Boolean)].join(" · ");
}

/**
 * The answer as it is shown on its way back; `null` while there is none. Holds names and codes of
 * errors only, no value that came.
 */
export function answerOf(event: WireEvent): string | null {
  switch (event.state) {
    case "sent":
      return null;
    case "no-answer":
      return "no answer";
    case "cancelled":
      return event.kind === "page" ? "closed" : "stopped waiting";
    case "answered":
      if (event.kind === "page") return pageAnswer(event);
      return event.status === null ? "not readable" : `${event.status} · ${contentOf(event)}`;
    case "refused": {
      if (event.kind === "page") return pageAnswer(event);
      if (event.isExpected) return `${event.status} as expected`;
      const code = errorOf(parseObject(event.responseBody));
      return code === null ? String(event.status) : `${event.status} · ${code}`;
    }
  }
}

/** How a login's answer comes to the app. */
export function carrierOf(event: WireEvent): string {
  return parametersOf(event.url).get("response_mode") === "web_message"
    ? "web_message"
    : "redirect";
}

function pageAnswer(event: WireEvent): string {
  const names = answerParameters(event);
  const error = names.get("error");
  if (error !== undefined) return `error=${error}`;
  const known = ANSWER_PARAMETERS.filter((name) => names.has(name));
  return known.length > 0 ? known.join(", ") : asked(event);
}

/** What was asked for, where the answer went past the log: a popup of auth0.js hands it to the SDK. */
function asked(event: WireEvent): string {
  const types = parametersOf(event.url).get("response_type")?.split(" ") ?? [];
  const names = types.map((type) => (type === "token" ? "access_token" : type));
  return names.length > 0 ? names.join(", ") : carrierOf(event);
}

/** What came with a redirect, in its query or fragment, or with a message. */
function answerParameters(event: WireEvent): Map<string, string> {
  const location = event.responseHeaders["Location"];
  if (location !== undefined) return parametersOf(location);
  const message = parseObject(event.responseBody)["response"];
  // Anything may have come; what is no text has nothing to say.
  return new Map(
    Object.entries(isRecord(message) ? message : {}).map(([name, value]) => [
      name,
      typeof value === "string" ? value : "",
    ]),
  );
}

function contentOf(event: WireEvent): string {
  const path = pathOf(event.url);
  if (path.endsWith("/oauth/token")) {
    return event.actor === null ? "tokens" : `tokens of ${event.actor}`;
  }
  return CONTENTS.find(([pattern]) => pattern.test(path))?.[1] ?? "answer";
}

function errorOf(body: Readonly<Record<string, unknown>>): string | null {
  const code = body["errorCode"] ?? body["error"] ?? null;
  return typeof code === "string" ? code : null;
}

function parametersOf(url: string): Map<string, string> {
  const parts = /^[^?#]*(?:\?([^#]*))?(?:#(.*))?$/s.exec(url);
  return new Map([
    ...new URLSearchParams(parts?.[1] ?? ""),
    ...new URLSearchParams(parts?.[2] ?? ""),
  ]);
}

function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
