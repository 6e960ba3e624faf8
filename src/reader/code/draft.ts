import type { Code } from "./code.ts";
import type { Piece } from "./pieces.ts";
import type { Origin } from "./token-origin.ts";
import { isReference, type CodeNode } from "./tree.ts";
import { membersOf, resolve, type Expr, type Frame } from "./values.ts";

/** Text that a call says, put together from pieces, and where it stands. */
export type Said = { readonly pieces: readonly Piece[]; readonly node: CodeNode };

/** A header of a call. */
export type Header = Said & { readonly name: string };

/** A call as it was written, before it is known what it asks. */
export type Draft = {
  readonly library: string;
  /** What names the library in the source. */
  readonly libraryNode: CodeNode;
  /** The whole call, with the calls that are chained to it. */
  readonly node: CodeNode;
  /** `null` while unknown. */
  readonly method: Said | null;
  readonly url: Said | null;
  readonly headers: readonly Header[];
  readonly body: Expr | null;
  /** Of SDKs, which make the header themselves: what they know of the token. */
  readonly token: Expr | Origin | null;
};

/** What makes a draft from a call, if it is of its kind. */
export type Recogniser = (code: Code, call: CodeNode, frame: Frame | null) => Draft | null;

/** Options of a call by any of the names that libraries have for them. */
export type Options = {
  /** Whether all of its members are to be seen. */
  readonly isWhole: boolean;
  readonly get: (...names: readonly string[]) => Expr | null;
};

/** Reads an object of options. `null` for what is no object. */
export function optionsOf(code: Code, expr: Expr | null): Options | null {
  if (expr === null) return null;
  const read = membersOf(code, resolve(code, expr));
  if (read === null) return null;
  const variable = isReference(expr.node) ? expr.node : null;
  const later = (name: string): Expr | null => {
    if (variable === null) return null;
    const target = `${code.text.slice(variable.from, variable.to)}.${name}`;
    const node = code.assigned.get(target)?.at(-1);
    return node ? { node, frame: expr.frame } : null;
  };
  return {
    isWhole: !read.isOpen,
    get: (...names) => {
      for (const name of names) {
        const found = later(name) ?? read.members.get(name)?.value;
        if (found) return found;
      }
      return null;
    },
  };
}
