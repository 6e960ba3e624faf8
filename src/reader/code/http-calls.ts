import { definitionAt, functionAround, nameOfCallee, targetText, type Code } from "./code.ts";
import { optionsOf, type Draft, type Options, type Recogniser, type Said } from "./draft.ts";
import { callsOn, headerOf, headersOf, sharedHeaders } from "./headers.ts";
import { libraryOf } from "./libraries.ts";
import { literalOf, piecesOf, type Piece } from "./pieces.ts";
import { argumentsOf, calleeOf, isFunction, memberOf, type CodeNode } from "./tree.ts";
import { resolve, type Expr, type Frame } from "./values.ts";

const VERB = /^(?:get|post|put|patch|delete|del|head|options)$/;
const DIRECT =
  /^(?:axios|got|ky|request|rp|superagent|\$http|ajax|needle|ofetch|\$fetch|useFetch|httpRequest)$/;
const FETCH = /^(?:\w*[fF]etch|fetchWithAuth|fetchJson)$/;
/** The second argument of `post` has all the rest, not the body alone. */
const TAKES_OPTIONS = /^(?:got|ky|request|rp|ofetch|\$fetch|undici|cy)$|request-promise|fetch/;
/** These answer such calls, or expect them, and make none. */
const ANSWERS =
  /^(?:app|router|server|mock\w*|\w*[mM]ock|nock|rest|msw|worker|scope|interceptor|fastify|page|expect)$/;

/** A call of a library that sends HTTP, whatever its arguments are called. */
export const httpDraft: Recogniser = (code, call, frame) => {
  const name = nameOfCallee(call, code.text);
  if (call.type === "NewExpression" || name === "") return null;
  if (name === "open") return xhrDraft(code, call, frame);
  const isVerb = VERB.test(name);
  const isSending = isVerb || name === "request" || DIRECT.test(name) || FETCH.test(name);
  const [first] = argumentsOf(call);
  if (first === undefined || !isSending) return null;
  const library = libraryOf(code, call);
  if (library === null || isAnswered(code, call, library.name)) return null;
  const given = callArguments(code, call, frame, isVerb, library.name);
  if (given === null) return null;
  const { url, options, data } = given;
  const base = optionsOf(code, library.base);
  const chained = chainOf(code, call, frame);
  const headers = [
    ...headersOf(code, options?.get("headers") ?? null),
    ...bearerOption(code, options),
    ...chained.headers,
  ];
  const inherited = headersOf(code, base?.get("headers") ?? null);
  const own = new Set(headers.map((header) => header.name.toLowerCase()));
  const all = [...headers, ...inherited.filter((header) => !own.has(header.name.toLowerCase()))];
  const isAuthorized = all.some((header) => header.name.toLowerCase() === "authorization");
  const body = data ?? options?.get("body", "json", "data", "form", "payload") ?? null;
  return {
    library: library.name,
    libraryNode: library.node,
    node: chained.node,
    method: methodOf(code, call, name, options, given),
    url: withBase(code, url, base),
    headers: isAuthorized || name === "fetch" ? all : [...all, ...sharedHeaders(code, call)],
    body:
      (isFlag(code, body) ? options?.get("body", "data", "form") : body) ?? chained.body ?? null,
    token: name === "fetchWithAuth" ? { kind: "access-token", scope: null, audience: null } : null,
  };
};

type Given = {
  readonly url: Said | null;
  readonly options: Options | null;
  readonly data: Expr | null;
  readonly method: Said | null;
  readonly hasOptions: boolean;
};

/** Which argument is what: `(url, options)`, `(options)`, `(url, data, options)`, `("POST", url)`. */
function callArguments(
  code: Code,
  call: CodeNode,
  frame: Frame | null,
  isVerb: boolean,
  library: string,
): Given | null {
  const list = argumentsOf(call)
    .filter((node) => !isFunction(node))
    .map((node): Expr => ({ node, frame }));
  const [first] = list;
  if (first === undefined) return null;
  const target = resolve(code, first);
  if (target.node.type === "NewExpression" && nameOfCallee(target.node, code.text) === "Request")
    return callArguments(code, target.node, target.frame, false, library);
  const whole = optionsOf(code, first);
  if (whole !== null && !isVerb)
    return { url: urlIn(code, whole), options: whole, data: null, method: null, hasOptions: true };
  const isMethodFirst = /^(?:post|delete|get|put|patch)$/i.test(literalOf(code, first) ?? "");
  const [url = first, second = null, third = null] = isMethodFirst ? list.slice(1) : list;
  const said = urlSaid(code, url);
  const inOptions = optionsOf(code, url);
  const method = isMethodFirst ? saidOf(code, first) : null;
  if (inOptions !== null)
    return {
      url: urlIn(code, inOptions),
      options: inOptions,
      data: null,
      method,
      hasOptions: true,
    };
  const name = nameOfCallee(call, code.text);
  const takesData = isVerb && /^(?:post|put|patch)$/.test(name) && !TAKES_OPTIONS.test(library);
  const looksLikeOptions = optionsOf(code, second)?.get("headers", "json", "body", "form") != null;
  const config = takesData && !(third === null && looksLikeOptions) ? third : second;
  const data = config === second ? null : second;
  return { url: said, options: optionsOf(code, config), data, method, hasOptions: config !== null };
}

function methodOf(
  code: Code,
  call: CodeNode,
  name: string,
  options: Options | null,
  given: Given,
): Said | null {
  if (given.method !== null) return given.method;
  if (VERB.test(name)) {
    const callee = calleeOf(call);
    const node = (callee && memberOf(callee, code.text)?.at) ?? call;
    return { pieces: [name === "del" ? "DELETE" : name.toUpperCase()], node };
  }
  const own = options?.get("method", "type", "verb") ?? null;
  if (own !== null) {
    const text = literalOf(code, own);
    return text === null ? null : { pieces: [text], node: resolve(code, own).node };
  }
  const isDefault = !given.hasOptions || options?.isWhole === true;
  return isDefault ? { pieces: ["GET"], node: call.children[0] ?? call } : null;
}

function saidOf(code: Code, expr: Expr): Said {
  return { pieces: piecesOf(code, expr), node: resolve(code, expr).node };
}

function urlSaid(code: Code, expr: Expr): Said {
  const { node } = resolve(code, expr);
  const pieces = piecesOf(code, expr);
  // What is not written out has its place at the call.
  return { pieces, node: pieces.some((piece) => typeof piece === "string") ? node : expr.node };
}

/** The URL among options, in one part or in several. */
function urlIn(code: Code, options: Options): Said | null {
  const whole = options.get("url", "uri", "href");
  const path = options.get("path", "pathname", "endpoint");
  const host = options.get("hostname", "host", "baseURL", "baseUrl", "prefixUrl");
  const said = whole ?? path;
  if (said === null) return null;
  const own = urlSaid(code, said);
  if (host === null) return own;
  const base = piecesOf(code, host);
  const hasScheme = typeof base[0] === "string" && base[0].includes("://");
  const isHost = options.get("hostname", "host") === host && !hasScheme;
  return { pieces: join(isHost ? ["https://", ...base] : base, own.pieces), node: own.node };
}

/** The address that a client of a library was made with goes before a path. */
function withBase(code: Code, url: Said | null, base: Options | null): Said | null {
  const start = base?.get("baseURL", "baseUrl", "prefixUrl", "url") ?? null;
  if (url === null || start === null) return url;
  const [head] = url.pieces;
  if (typeof head === "string" && /^https?:/.test(head)) return url;
  return { pieces: join(piecesOf(code, start), url.pieces), node: url.node };
}

function join(base: readonly Piece[], path: readonly Piece[]): readonly Piece[] {
  const last = base.at(-1);
  const [head] = path;
  const isDouble = typeof last === "string" && last.endsWith("/");
  if (typeof head !== "string") return isDouble ? [...base, ...path] : [...base, "/", ...path];
  const rest = [head.replace(/^\/+/, ""), ...path.slice(1)];
  return isDouble ? [...base, ...rest] : [...base, "/", ...rest];
}

/** `json: true` says what the body is, and is none. */
function isFlag(code: Code, body: Expr | null): boolean {
  return body !== null && resolve(code, body).node.type === "BooleanLiteral";
}

/** `auth: { bearer: token }` of the library request. */
function bearerOption(code: Code, options: Options | null): Draft["headers"] {
  const bearer = optionsOf(code, options?.get("auth") ?? null)?.get("bearer") ?? null;
  if (bearer === null) return [];
  const pieces = ["Bearer ", ...piecesOf(code, bearer)];
  return [{ name: "Authorization", pieces, node: bearer.node }];
}

type Chain = Pick<Draft, "node" | "headers" | "body">;

/** What superagent and others are told after the URL: `.set(…)`, `.send(…)`, `.auth(…)`. */
function chainOf(code: Code, call: CodeNode, frame: Frame | null): Chain {
  const headers: Draft["headers"][number][] = [];
  let body: Expr | null = null;
  let node = call;
  for (let level = 0; level < 20; level += 1) {
    const next = chainedTo(node);
    if (next === null) break;
    const name = nameOfCallee(next, code.text);
    if (!/^(?:set|send|auth|header|type|accept|query|withCredentials|timeout)$/.test(name)) break;
    const [first, second] = argumentsOf(next);
    if (first !== undefined && name === "send") body = { node: first, frame };
    if (first !== undefined && name === "auth") {
      const pieces = ["Bearer ", ...piecesOf(code, { node: first, frame })];
      headers.push({ name: "Authorization", pieces, node: first });
    } else if (first !== undefined && (name === "set" || name === "header")) {
      const one = second && headerOf(code, first, second, frame);
      headers.push(...(second ? (one ? [one] : []) : headersOf(code, { node: first, frame })));
    }
    node = next;
  }
  const variable = nameOfResult(call, code);
  if (variable === null) return { node, headers, body };
  for (const name of ["write", "end", "send"])
    for (const later of callsOn(code, variable, name)) {
      const [first] = argumentsOf(later);
      if (first !== undefined && !isFunction(first)) body ??= { node: first, frame };
    }
  for (const later of callsOn(code, variable, "set").concat(callsOn(code, variable, "setHeader"))) {
    const [first, second] = argumentsOf(later);
    const one = first && second ? headerOf(code, first, second, frame) : null;
    if (one !== null) headers.push(one);
  }
  return { node, headers, body };
}

function chainedTo(node: CodeNode): CodeNode | null {
  const member = node.parent;
  const call = member?.parent;
  return member?.type === "MemberExpression" && call?.type === "CallExpression" ? call : null;
}

/** Whether it is an answer that is set up: `nock(…).post(…).reply(…)`, a route with its handler. */
function isAnswered(code: Code, call: CodeNode, library: string): boolean {
  const next = chainedTo(call);
  const chained = next === null ? "" : nameOfCallee(next, code.text);
  if (/^(?:reply|respond|intercept|mock|resolves$|returns$)/.test(chained)) return true;
  if (ANSWERS.test(library)) return true;
  const callee = calleeOf(call);
  const isMethod = callee?.type === "MemberExpression";
  if (!isMethod || !argumentsOf(call).slice(1).some(isFunction)) return false;
  if (/^https?$/.test(library)) return !/^(?:request|get)$/.test(nameOfCallee(call, code.text));
  return !/^(?:request|superagent|needle|\$|jquery|follow-redirects)$/i.test(library);
}

/** The name of the variable that keeps what a call gives. */
function nameOfResult(call: CodeNode, code: Code): string | null {
  const { parent } = call;
  if (parent?.type !== "VariableDeclaration" && parent?.type !== "AssignmentExpression")
    return null;
  const target = parent.children[call.index - 2];
  if (target === undefined) return null;
  const name = targetText(target, code.text);
  return definitionAt(code, name, call) === null ? null : name;
}

function xhrDraft(code: Code, call: CodeNode, frame: Frame | null): Draft | null {
  const callee = calleeOf(call);
  const member = callee && memberOf(callee, code.text);
  const [method, url] = argumentsOf(call);
  if (!member || method === undefined || url === undefined) return null;
  const verb = literalOf(code, { node: method, frame });
  if (verb === null || !VERB.test(verb.toLowerCase())) return null;
  const variable = targetText(member.object, code.text);
  const around = functionAround(call);
  const isNear = (other: CodeNode): boolean => functionAround(other) === around;
  const setters = callsOn(code, variable, "setRequestHeader").filter(isNear);
  const [sent] = callsOn(code, variable, "send").filter(isNear);
  const [body] = sent === undefined ? [] : argumentsOf(sent);
  return {
    library: "XMLHttpRequest",
    libraryNode: member.object,
    node: call,
    method: { pieces: [verb], node: method },
    url: urlSaid(code, { node: url, frame }),
    headers: setters.flatMap((setter) => {
      const [name, value] = argumentsOf(setter);
      return name && value ? (headerOf(code, name, value, frame) ?? []) : [];
    }),
    body: body ? { node: body, frame } : null,
    token: null,
  };
}
