import { nameOfCallee, type Code } from "./code.ts";
import { argumentsOf, calleeOf, itemsOf, memberOf, type CodeNode } from "./tree.ts";
import { resolve, sourceOf, type Expr } from "./values.ts";

/** A part of a text: characters that are written out, or an expression that only running it would tell. */
export type Piece = string | Expr;

const DEPTH = 20;
const AS_IS = /^(?:encodeURIComponent|encodeURI|decodeURIComponent|decodeURI|String|unref)$/;
const SAME = new Set(["toString", "trim", "replace", "replaceAll", "toUpperCase", "toLowerCase"]);

/** The pieces that a text is put together from: literals, templates, `+`, `concat`, `join`, `new URL`. */
export function piecesOf(code: Code, expr: Expr, depth = DEPTH): readonly Piece[] {
  const at = resolve(code, expr);
  const { node, frame } = at;
  if (depth <= 0 || code.budget.left < 0) return [at];
  const inner = (child: CodeNode): readonly Piece[] =>
    piecesOf(code, { node: child, frame }, depth - 1);
  switch (node.type) {
    case "String":
      return [unescape(sourceOf(code, node).slice(1, -1))];
    case "Number":
      return [sourceOf(code, node)];
    case "TemplateString":
      return templatePieces(code, node, inner);
    case "BinaryExpression":
      return operands(code, node)?.flatMap(inner) ?? fallback(code, node, inner) ?? [at];
    case "CallExpression":
    case "NewExpression":
      return calledPieces(code, node, inner) ?? [at];
    default: {
      // A URL object that is read by a member: `url.href`.
      const member = memberOf(node, code.text);
      return member?.name === "href" ? inner(member.object) : [at];
    }
  }
}

/** The whole text, if all of it is written out. */
export function literalOf(code: Code, expr: Expr): string | null {
  const pieces = piecesOf(code, expr);
  return pieces.every((piece) => typeof piece === "string") ? pieces.join("") : null;
}

function templatePieces(
  code: Code,
  node: CodeNode,
  inner: (child: CodeNode) => readonly Piece[],
): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = node.from + 1;
  const literal = (to: number): void => {
    if (to > from) pieces.push(unescape(code.text.slice(from, to)));
  };
  for (const part of node.children) {
    if (part.type !== "Interpolation") continue;
    literal(part.from);
    const expression = part.children[1];
    if (expression !== undefined && expression.type !== "InterpolationEnd")
      pieces.push(...inner(expression));
    from = part.to;
  }
  literal(code.text[node.to - 1] === "`" ? node.to - 1 : node.to);
  return pieces;
}

/** The operands of a chain of `+`, from left to right; `null` for other operators. */
function operands(code: Code, node: CodeNode): readonly CodeNode[] | null {
  const found: CodeNode[] = [];
  let at = node;
  while (at.type === "BinaryExpression") {
    const [left, operator, right] = at.children;
    if (left === undefined || operator === undefined || right === undefined) break;
    if (sourceOf(code, operator) !== "+") break;
    found.push(right);
    at = left;
    if (found.length > 200) return null;
  }
  return found.length === 0 ? null : [...found, at].toReversed();
}

/** `a || "b"`: the side that is written out. */
function fallback(
  code: Code,
  node: CodeNode,
  inner: (child: CodeNode) => readonly Piece[],
): readonly Piece[] | null {
  const [left, operator, right] = node.children;
  if (left === undefined || operator === undefined || right === undefined) return null;
  if (!/^(?:\|\||\?\?)$/.test(sourceOf(code, operator))) return null;
  const sides = [inner(left), inner(right)];
  return sides.find((side) => side.every((piece) => typeof piece === "string")) ?? null;
}

function calledPieces(
  code: Code,
  node: CodeNode,
  inner: (child: CodeNode) => readonly Piece[],
): readonly Piece[] | null {
  const [first, second] = argumentsOf(node);
  const name = nameOfCallee(node, code.text);
  const callee = calleeOf(node);
  const receiver = callee === null ? null : (memberOf(callee, code.text)?.object ?? null);
  if (receiver === null) {
    if (first === undefined) return null;
    if (name === "URL")
      return second === undefined ? inner(first) : joined([inner(second), inner(first)]);
    if (/^url-?join$/i.test(name)) return joined(argumentsOf(node).map(inner));
    return AS_IS.test(name) ? inner(first) : null;
  }
  const array = name === "join" ? arrayOf(code, receiver) : null;
  if (array !== null) {
    const [separator] = first === undefined ? [","] : inner(first);
    const items = itemsOf(array).map(inner);
    if (typeof separator !== "string") return null;
    return items.flatMap((pieces, at) => (at === 0 ? pieces : [separator, ...pieces]));
  }
  if (name === "concat") return [receiver, ...argumentsOf(node)].flatMap(inner);
  return SAME.has(name) ? inner(receiver) : null;
}

/** An array that is written out, be it passed through `map(encodeURIComponent)`. */
function arrayOf(code: Code, node: CodeNode): CodeNode | null {
  const made = resolve(code, { node, frame: null }).node;
  if (made.type === "ArrayExpression") return made;
  const callee = made.type === "CallExpression" ? calleeOf(made) : null;
  const member = callee && memberOf(callee, code.text);
  const [first] = argumentsOf(made);
  const isSame = first !== undefined && AS_IS.test(sourceOf(code, first));
  return member?.name === "map" && isSame ? arrayOf(code, member.object) : null;
}

/** Parts of a path with one slash between them. */
function joined(parts: readonly (readonly Piece[])[]): readonly Piece[] {
  return parts.flatMap((pieces, at) => {
    const [head, ...rest] = pieces;
    const own = typeof head === "string" && at > 0 ? [head.replace(/^\/+/, ""), ...rest] : pieces;
    const last = own.at(-1);
    const isCut = typeof last === "string" && at < parts.length - 1;
    const trimmed = isCut ? [...own.slice(0, -1), last.replace(/(?<!\/)\/+$/, "")] : own;
    return at === 0 ? trimmed : ["/", ...trimmed];
  });
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

function unescape(source: string): string {
  if (!source.includes("\\")) return source;
  return source.replaceAll(
    /\\(?:u([\da-f]{4})|x([\da-f]{2})|(\r?\n)|([^]))/gi,
    (_, unit?: string, byte?: string, line?: string, other?: string) => {
      const digits = unit ?? byte;
      if (digits !== undefined) return String.fromCodePoint(Number.parseInt(digits, 16));
      return line === undefined ? (ESCAPES[other ?? ""] ?? other ?? "") : "";
    },
  );
}
