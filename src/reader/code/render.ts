import type { Piece } from "./pieces.ts";
import { nameOfCallee, targetText, type Code } from "./code.ts";
import { argumentsOf, unwrap, type CodeNode } from "./tree.ts";

/** A text with `{name}` where only running the code would tell. */
export function render(code: Code, pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : `{${nameOf(code, piece.node)}}`))
    .join("");
}

/** A short name for an expression: `{`, `}` and slashes never stand in it. */
export function nameOf(code: Code, node: CodeNode): string {
  const inner = unwrap(node);
  const text = targetText(inner, code.text);
  if (/^[\w$]+(?:\.[\w$]+)*$/.test(text) && text.length <= 60) return text;
  const [first] = inner.type === "CallExpression" ? argumentsOf(inner) : [];
  const called = inner.type === "CallExpression" ? nameOfCallee(inner, code.text) : "";
  if (called.startsWith("encodeURI") && first !== undefined) {
    const own = targetText(first, code.text);
    if (/^[\w$]+(?:\.[\w$]+)*$/.test(own) && own.length <= 60) return own;
  }
  return /^[\w$]{1,60}$/.test(called) ? called : "value";
}
