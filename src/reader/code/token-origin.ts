import { tokenKindOfName } from "#linking/use-cases/bearer.ts";
import {
  argumentOf,
  callSitesOf,
  definitionAt,
  nameOfCallee,
  returnsOf,
  targetText,
  type Code,
} from "./code.ts";
import type { Definition } from "./definitions.ts";
import { askedOf, type Login } from "./logins.ts";
import { literalOf } from "./pieces.ts";
import {
  argumentsOf,
  calleeOf,
  isFunction,
  itemsOf,
  memberOf,
  plainName,
  unwrap,
  type CodeNode,
} from "./tree.ts";
import { frameOf, membersOf, resolve, sourceOf, type Expr, type Frame } from "./values.ts";

/** Which token an expression holds. Scope and audience are `null` while unknown. */
export type Origin = {
  readonly kind: "id-token" | "access-token" | "both";
  readonly scope: string | null;
  readonly audience: string | null;
};

type Search = { readonly code: Code; readonly login: Login | null };
type Path = readonly string[];

const ID: Origin = { kind: "id-token", scope: null, audience: null };
const BOTH: Origin = { kind: "both", scope: null, audience: null };
const SERVER_SCOPE = "update:users";
const DEPTH = 16;

/**
 * Follows a token through the names, awaits, patterns and callbacks of one file to where it comes from;
 * where that tells nothing, its name may. `null` if neither does.
 */
export function originOf(search: Search, expr: Expr): Origin | null {
  return trace(search, expr, [], DEPTH);
}

function trace(search: Search, expr: Expr, path: Path, depth: number): Origin | null {
  const { code } = search;
  code.budget.left -= 1;
  if (depth <= 0 || code.budget.left < 0) return null;
  const node = unwrap(expr.node);
  const { frame } = expr;
  const inner = (child: CodeNode, more: Path = path, at: Frame | null = frame): Origin | null =>
    trace(search, { node: child, frame: at }, more, depth - 1);

  const member = memberOf(node, code.text);
  if (member !== null) {
    const stored = code.assigned.get(targetText(node, code.text)) ?? [];
    const known = combine(stored.map((value) => inner(value)));
    return known ?? inner(member.object, [member.name, ...path]) ?? byName(search, [member.name]);
  }
  switch (node.type) {
    case "VariableName":
    case "PropertyDefinition":
      return ofName(search, { node, frame }, path, depth);
    case "CallExpression":
      return ofCall(search, { node, frame }, path, depth) ?? byName(search, path);
    case "ConditionalExpression":
      return combine([node.children[2], node.children[4]].map((side) => side && inner(side)));
    case "BinaryExpression":
      return combine([node.children[0], node.children[2]].map((side) => side && inner(side)));
    case "ObjectExpression": {
      const [name, ...rest] = path;
      const own =
        name === undefined ? undefined : membersOf(code, { node, frame })?.members.get(name);
      return own ? trace(search, own.value, rest, depth - 1) : byName(search, path);
    }
    case "ArrayExpression": {
      const item = itemsOf(node)[Number(path[0])];
      return item ? inner(item, path.slice(1)) : null;
    }
    case "TemplateString":
      return combine(
        node.children.map(({ children }) => (children[1] ? inner(children[1]) : null)),
      );
    default:
      return byName(search, path);
  }
}

function ofName(search: Search, { node, frame }: Expr, path: Path, depth: number): Origin | null {
  const { code } = search;
  const name = plainName(node, code.text);
  const definition = definitionAt(code, name, node);
  const whole = [...(definition?.path ?? []), ...path];
  const found = definition && ofDefinition(search, definition, whole, frame, depth);
  return (
    found ?? byName(search, definition?.kind === "import" ? path : whole) ?? byName(search, [name])
  );
}

function ofDefinition(
  search: Search,
  definition: Definition,
  path: Path,
  frame: Frame | null,
  depth: number,
): Origin | null {
  const { code } = search;
  const follow = (node: CodeNode, way: Path, at: Frame | null): Origin | null =>
    trace(search, { node, frame: at }, way, depth - 1);
  if (definition.kind === "parameter") return ofParameter(search, definition, path, frame, depth);
  if (definition.kind !== "value") return null;
  const assigned = code.assigned.get(definition.name) ?? [];
  const { from } = definition;
  const state = from === null ? [] : setToState(code, definition);
  if (state.length > 0) return combine(state.map((value) => follow(value, path.slice(1), null)));
  return combine([
    from && follow(from, path, frame),
    ...assigned.map((value) => follow(value, path, frame)),
  ]);
}

/** What is put into `const [token, setToken] = useState()`. */
function setToState(code: Code, { path, from, name }: Definition): readonly CodeNode[] {
  if (path[0] !== "0" || from?.parent == null) return [];
  for (const [setter, [first]] of code.definitions) {
    code.budget.left -= 1;
    if (setter === name || first?.from !== from || first.path[0] !== "1") continue;
    return (code.callsOf.get(setter) ?? []).flatMap((call) => argumentsOf(call).slice(0, 1));
  }
  return [];
}

function ofParameter(
  search: Search,
  definition: Definition,
  path: Path,
  frame: Frame | null,
  depth: number,
): Origin | null {
  const { code } = search;
  const { scope: fn } = definition;
  const known = frameOf(frame, definition);
  const sites = known ? [known.call] : callSitesOf(code, fn);
  const outer = known ? known.outer : null;
  const given = combine(
    sites.slice(0, 20).map((call) => {
      const argument = argumentOf(call, definition);
      return argument ? trace(search, { node: argument, frame: outer }, path, depth - 1) : null;
    }),
  );
  if (given !== null || fn.parent?.type !== "ArgList") return given;
  const call = fn.parent.parent;
  const callee = call && calleeOf(call);
  if (call === null || callee === null) return null;
  const receiver = memberOf(callee, code.text);
  const isThen = receiver?.name === "then";
  return isThen
    ? trace(search, { node: receiver.object, frame }, path, depth - 1)
    : ofTokenCall(search, call, path);
}

const STORAGE = /^(?:getItem|get|getCookie)$/;
const PASSING =
  /^(?:json|trim|toString|toPromise|valueOf|String|parse|finally|catch|firstValueFrom|lastValueFrom|from|useMemo|useCallback|memo|unref|toValue)$/;

function ofCall(search: Search, { node, frame }: Expr, path: Path, depth: number): Origin | null {
  const { code } = search;
  const name = nameOfCallee(node, code.text);
  const own = ofTokenCall(search, node, path);
  if (own !== null) return own;
  const callee = calleeOf(node);
  const receiver = callee && memberOf(callee, code.text);
  const [first] = argumentsOf(node);
  const follow = (child: CodeNode, way = path, at = frame): Origin | null =>
    trace(search, { node: child, frame: at }, way, depth - 1);
  const returned = (fn: CodeNode, at: Frame | null): Origin | null =>
    combine(returnsOf(code, fn).map((value) => follow(value, path, at)));
  if (receiver?.name === "then" && first !== undefined) {
    const callback = resolve(code, { node: first, frame }).node;
    return isFunction(callback) ? returned(callback, frame) : follow(receiver.object);
  }
  if (name === "all" && first !== undefined) return follow(first);
  if (STORAGE.test(name) && first !== undefined) {
    const key = literalOf(code, { node: first, frame });
    return key === null ? null : byName(search, [key]);
  }
  if (PASSING.test(name)) {
    const isCalledOn = receiver !== null && sourceOf(code, receiver.object) !== "JSON";
    const passed =
      isCalledOn && first === undefined ? receiver.object : (first ?? receiver?.object);
    return passed ? follow(passed) : null;
  }
  if (callee === null) return null;
  const fn = resolve(code, { node: callee, frame }).node;
  if (isFunction(fn)) return returned(fn, { fn, call: node, outer: frame });
  const method = methodOf(code, callee);
  return (method && returned(method, null)) ?? byName(search, [name]);
}

/** `this.getToken(…)`: the method of that name in the file. */
function methodOf(code: Code, callee: CodeNode): CodeNode | null {
  const member = memberOf(callee, code.text);
  return member === null || member.object.type !== "this"
    ? null
    : (code.methods.get(member.name) ?? null);
}

const GETS_ACCESS_TOKEN =
  /^(?:getAccessToken|getAccessTokenSilently|getTokenSilently|getAccessTokenWithPopup|getTokenWithPopup)\$?$/;

/** The calls of SDKs and of the token endpoint that give tokens. */
function ofTokenCall(search: Search, call: CodeNode, path: Path): Origin | null {
  const { code, login } = search;
  const name = originalName(code, call);
  const last = path.at(-1) ?? "";
  if (/^getIdTokenClaims\$?$/.test(name)) return last === "__raw" ? ID : null;
  if (name === "getIdToken" || name === "getRawIdToken") return ID;
  if (name === "idTokenClaims$") return last === "__raw" ? ID : null;
  if (GETS_ACCESS_TOKEN.test(name)) {
    if (tokenKindOfName(last) === "id-token") return ID;
    const [options] = argumentsOf(call);
    const asked = options && askedOf(code, options);
    const scopes = [asked?.scope ?? null, login?.scope ?? null].map((scope) =>
      written(scope?.text),
    );
    const scope = scopes.filter((text) => text !== null).join(" ");
    const audience = written((asked?.audience ?? login?.audience)?.text);
    return { kind: "access-token", scope: scope === "" ? null : scope, audience };
  }
  const isByServer = name === "clientCredentialsGrant" || isClientCredentials(code, call);
  if (!isByServer || tokenKindOfName(last) === "id-token") return null;
  return { kind: "access-token", scope: scopeIn(code, call) ?? SERVER_SCOPE, audience: null };
}

/** What is called, by the name that its SDK gave it. */
function originalName(code: Code, call: CodeNode): string {
  const callee = calleeOf(call);
  const name = nameOfCallee(call, code.text);
  if (callee?.type !== "VariableName") return name;
  return definitionAt(code, name, call)?.path.at(-1) ?? name;
}

/** A text of which more than one name is to be seen. */
function written(text: string | undefined): string | null {
  return text === undefined || /^\{[^}]*\}$/.test(text) ? null : text;
}

function isClientCredentials(code: Code, call: CodeNode): boolean {
  return sourcesOf(code, call).some((source) => source.includes("client_credentials"));
}

function scopeIn(code: Code, call: CodeNode): string | null {
  for (const source of sourcesOf(code, call)) {
    const scope = /\bscope\\?["']?\s*[:=]\s*\\?["']([^"'\\]+)/.exec(source)?.[1];
    if (scope !== undefined) return scope;
  }
  return null;
}

/** The text of a call's arguments, of each as it was made. */
function sourcesOf(code: Code, call: CodeNode): readonly string[] {
  return argumentsOf(call).flatMap((argument) => {
    if (isFunction(argument)) return [];
    const { node } = resolve(code, { node: argument, frame: null });
    const members = membersOf(code, { node, frame: null })?.members.values() ?? [];
    const nested = [...members].map(({ value }) => resolve(code, value).node);
    return [argument, node, ...nested].map(({ from, to }) =>
      code.text.slice(from, Math.min(to, from + 2000)),
    );
  });
}

/** What the last name on the way says; `authResult.accessToken` has the scope that the login asked for. */
function byName({ login }: Search, path: Path): Origin | null {
  const name = path.at(-1) ?? "";
  if (/^(?:__raw|rawIdToken)$/.test(name)) return ID;
  const kind = tokenKindOfName(name);
  if (kind === null) return null;
  if (kind === "id-token") return ID;
  if (kind === "both") return BOTH;
  const isAsked = login?.library === "auth0.js";
  return {
    kind,
    scope: isAsked ? written(login.scope?.text) : null,
    audience: isAsked ? written(login.audience?.text) : null,
  };
}

/** What several ways agree on; ways that say nothing do not count. */
function combine(origins: readonly (Origin | null | undefined)[]): Origin | null {
  const told = origins.filter((origin) => origin != null);
  const [first = null, ...others] = told;
  if (first === null) return null;
  if (others.some(({ kind }) => kind !== first.kind)) return BOTH;
  const isOne = others.every(({ scope }) => scope === first.scope);
  return isOne ? first : { ...first, scope: null };
}
