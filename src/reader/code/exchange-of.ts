import { readCall } from "#linking/use-cases/call.ts";
import { tokenKindOfName } from "#linking/use-cases/bearer.ts";
import type { Exchange } from "#linking/use-cases/exchange.ts";
import { isRecord } from "#protocol/token.ts";
import type { RequestPart } from "#reader/found.ts";
import { nameOfCallee, type Code } from "./code.ts";
import type { Draft, Header, Said } from "./draft.ts";
import type { Login } from "./logins.ts";
import { piecesOf, type Piece } from "./pieces.ts";
import { nameOf, render } from "./render.ts";
import { originOf, type Origin } from "./token-origin.ts";
import { argumentsOf, type CodeNode } from "./tree.ts";
import { membersOf, resolve, type Expr } from "./values.ts";

/** An exchange, and where its parts stand in the code. */
export type Read = { readonly exchange: Exchange; readonly parts: readonly RequestPart[] };

/** What of a call can be judged. */
export function exchangeOf(code: Code, draft: Draft, login: Login | null): Read {
  const parts: RequestPart[] = [partAt("library", null, draft.libraryNode)];
  const text = (said: Said | null): string | null => said && render(code, said.pieces);
  const method = text(draft.method);
  const url = draft.url && urlText(code, draft.url.pieces);
  if (draft.method !== null && method !== null)
    parts.push(partAt("method", null, draft.method.node));
  if (draft.url !== null) parts.push(partAt("url", null, draft.url.node));
  const body = bodyOf(code, draft);
  const bearer = bearerOf(code, draft, login);
  // Where nothing of a token is to be seen, another file adds it, whose login may be another.
  const hints = hintsOf(bearer === NOTHING ? null : login);
  return {
    exchange: {
      library: draft.library,
      ...(method !== null && { method }),
      ...(url !== null && isTelling(url, method) && { url }),
      ...bearer.exchange,
      ...body.exchange,
      ...hints.exchange,
    },
    parts: [...parts, ...bearer.parts, ...body.parts, ...hints.parts],
  };
}

function partAt(part: RequestPart["part"], name: string | null, node: CodeNode): RequestPart {
  return { part, name, start: node.from, end: node.to };
}

/** A base without its slash, `${api}users/…`, gets one, or it would be no path. */
function urlText(code: Code, pieces: readonly Piece[]): string {
  return render(code, pieces)
    .replace(/^(\{[^}]*\})(?=(?:api|users)\/)/, "$1/")
    .trim();
}

/**
 * Whether a URL says what is called. A name may stand for one segment, or for all before the first
 * slash; any other may hold a path that nobody can see.
 */
function isTelling(url: string, method: string | null): boolean {
  const { kind } = readCall({ url, method });
  if (kind !== "other-path") return true;
  const path = url.replace(/^(?:https?:\/\/[^/]*|\{[^}]*\})(?=\/|$)/, "").replace(/[?#][^]*$/, "");
  const isWhole = path === "" && url.startsWith("{");
  const mayHoldPath =
    /\}[^/](?<=\{[^}]*\}[^/])|[^/]\{/.test(path) ||
    (url.startsWith("{") && /\/identities(?:\/|$)/.test(path));
  return !isWhole && !mayHoldPath && !/\}$(?<=\/api\/v2\/\{[^}]*\})/.test(url);
}

/** Whether the URL of a call says what is called. */
export function hasTellingUrl(code: Code, { url, method }: Draft): boolean {
  if (url === null) return false;
  return isTelling(urlText(code, url.pieces), method && render(code, method.pieces));
}

/** Whatever else has methods such as `get` and `delete` is told only where the path is of this API. */
const SENDS_HTTP =
  /fetch|^(?:axios|got|ky|superagent|request(?:-promise.*)?|rp|needle|undici|https?|XMLHttpRequest|\$|jQuery|\$http|auth0.*)$/i;

/** A call without a URL is told only where its body is one that links. */
export function isWorthTelling({ url, body, library }: Exchange): boolean {
  if (typeof url === "string" && typeof library === "string")
    return SENDS_HTTP.test(library) || /\/api\/v2\/|\/identities(?:\/|$)/.test(url);
  if (typeof body === "string") return body.includes("link_with");
  return isRecord(body) && ("link_with" in body || ("user_id" in body && "provider" in body));
}

type Part = { readonly exchange: Exchange; readonly parts: readonly RequestPart[] };
const NOTHING: Part = { exchange: {}, parts: [] };

function bearerOf(code: Code, draft: Draft, login: Login | null): Part {
  const { token } = draft;
  if (token !== null && "kind" in token) return { exchange: { bearer: toldOf(token) }, parts: [] };
  if (token !== null) {
    const pieces = ["Bearer ", ...piecesOf(code, token)];
    return authorization(code, [{ name: "Authorization", pieces, node: token.node }], login);
  }
  const own = draft.headers.filter(({ name }) => name.trim().toLowerCase() === "authorization");
  return own.length === 0 ? NOTHING : authorization(code, own, login);
}

function authorization(code: Code, headers: readonly Header[], login: Login | null): Part {
  const read = headers.map((header) => ({ header, ...bearerText(code, header, login) }));
  const [first] = read;
  const origin = read.length === 1 ? first?.origin : null;
  return {
    exchange: {
      headers: read.map(({ header, text }) => [header.name, text]),
      ...(origin && origin.kind !== "both" && { bearer: toldOf(origin) }),
    },
    parts: headers.map(({ name, node }) => partAt("header", name, node)),
  };
}

function toldOf({ kind, scope, audience }: Origin): unknown {
  return { kind, ...(scope !== null && { scope }), ...(audience !== null && { audience }) };
}

/** A header's text, with a name in the token's place that says what is known of it. */
function bearerText(
  code: Code,
  { pieces }: Header,
  login: Login | null,
): { readonly text: string; readonly origin: Origin | null } {
  const holes = pieces.filter((piece) => typeof piece !== "string");
  const [hole] = holes;
  if (hole === undefined) return { text: withoutFiller(render(code, pieces)), origin: null };
  const origin = holes.length === 1 ? originOf({ code, login }, hole) : null;
  const own = nameOf(code, hole.node);
  const name = nameFor(own, origin);
  const words = pieces.map((piece) => (typeof piece === "string" ? piece : `{${name}}`));
  return { text: words.join(""), origin };
}

function nameFor(own: string, origin: Origin | null): string {
  if (origin === null) return tokenKindOfName(own) === null ? own : "token";
  if (origin.kind === "both") return "token";
  if (tokenKindOfName(own) === origin.kind) return own;
  return origin.kind === "id-token" ? "idToken" : "accessToken";
}

/** `Bearer …`, `Bearer <token>`, `Bearer YOUR_TOKEN`: what examples have in the place of a token. */
function withoutFiller(text: string): string {
  const [, scheme = "", rest = ""] = /^\s*(bearer\s+)?([^]*)/i.exec(text) ?? [];
  const raw = rest.trimEnd();
  if (/^(?:\.{2,}|…|x{3,}|\*{3,})$/i.test(raw)) return `${scheme}{token}`;
  const name = /^(?:<([\w ]+)>|\[([\w ]+)\]|([A-Z][A-Z_]+))$/.exec(raw);
  return name === null ? text : `${scheme}{${raw.replaceAll(/\W+/g, "_")}}`;
}

function bodyOf(code: Code, draft: Draft): Part {
  if (draft.body === null) return NOTHING;
  if (draft.library === "auth0.js") {
    const link_with = render(code, piecesOf(code, draft.body));
    const parts = [partAt("body", "link_with", draft.body.node)];
    return { exchange: { body: { link_with } }, parts };
  }
  const value = unpack(code, draft.body);
  const read = membersOf(code, value);
  if (read === null) return textBody(code, value);
  const body: Record<string, unknown> = {};
  const parts = [partAt("body", null, value.node)];
  for (const [name, member] of read.members) {
    body[name] = render(code, piecesOf(code, member.value));
    parts.push(partAt("body", name, member.node));
  }
  const isKnown = !read.isOpen || "link_with" in body || "user_id" in body;
  return isKnown ? { exchange: { body }, parts } : { exchange: {}, parts };
}

function textBody(code: Code, value: Expr): Part {
  const pieces = piecesOf(code, value);
  const isWritten = pieces.some((piece) => typeof piece === "string");
  const parts = [partAt("body", null, value.node)];
  return isWritten ? { exchange: { body: render(code, pieces) }, parts } : { exchange: {}, parts };
}

/** What is inside of `JSON.stringify(…)` and of what makes a form. */
function unpack(code: Code, expr: Expr): Expr {
  let at = resolve(code, expr);
  for (let level = 0; level < 4; level += 1) {
    const name = at.node.type === "CallExpression" ? nameOfCallee(at.node, code.text) : "";
    const [first] = argumentsOf(at.node);
    if (!/^(?:stringify|from|json|toString)$/.test(name) || first === undefined) break;
    at = resolve(code, { node: first, frame: at.frame });
  }
  return at;
}

const HINTS = { responseType: "response_type", audience: "audience", scope: "scope" } as const;

function hintsOf(login: Login | null): Part {
  if (login === null) return NOTHING;
  const hints: Record<string, string> = {};
  const parts: RequestPart[] = [];
  for (const key of ["responseType", "audience", "scope"] as const) {
    const asked = login[key];
    if (asked === undefined) continue;
    hints[key] = asked.text;
    if (asked.node !== null) parts.push(partAt("hint", HINTS[key], asked.node));
  }
  return { exchange: { hints }, parts };
}
