import { childOf, isFunction, plainName, type CodeNode } from "./tree.ts";

/** Where a name gets its value from. */
export type Definition = {
  readonly kind: "value" | "parameter" | "import" | "function";
  readonly name: string;
  /** The value of which it is a part; the function of a parameter; `null` where nothing is known. */
  readonly from: CodeNode | null;
  /** Names of the members that lead from that value to it; indexes of arrays count as names. */
  readonly path: readonly string[];
  /** Of a parameter: which one. */
  readonly index: number;
  /** The name holds within it. */
  readonly scope: CodeNode;
};

const BLOCKS = new Set(["Script", "Block", "ForStatement", "ClassBody"]);

/** What a node of type `VariableDefinition` defines; `null` for a class and other things without a value. */
export function definitionOf(node: CodeNode, text: string): Definition | null {
  const path: string[] = [];
  const name = plainName(node, text);
  let inner = node;
  // A pattern that goes deeper is none that somebody wrote.
  for (let depth = 0; depth < 20; depth += 1) {
    const outer = inner.parent;
    if (outer === null) return null;
    switch (outer.type) {
      case "ObjectPattern":
        break;
      case "PatternProperty":
        path.unshift(nameInPattern(outer, text));
        break;
      case "ArrayPattern":
        path.unshift(String(countBefore(outer, inner)));
        break;
      case "ParamList": {
        const scope = outer.parent;
        const index = countBefore(outer, inner);
        return scope && { kind: "parameter", name, from: scope, path, index, scope };
      }
      case "VariableDeclaration": {
        const scope = scopeOf(outer, outer.children[0]?.type === "var");
        return { kind: "value", name, from: valueAfter(outer, inner), path, index: 0, scope };
      }
      case "FunctionDeclaration":
        return fn(name, outer);
      case "ImportGroup":
      case "ImportDeclaration":
        return importOf(outer, inner, name, text);
      default:
        return null;
    }
    inner = outer;
  }
  return null;
}

function fn(name: string, from: CodeNode): Definition {
  return { kind: "function", name, from, path: [], index: 0, scope: scopeOf(from, false) };
}

function importOf(outer: CodeNode, inner: CodeNode, name: string, text: string): Definition {
  const declaration = outer.type === "ImportGroup" ? (outer.parent ?? outer) : outer;
  const at = inner.index;
  const isRenamed = outer.children[at - 1]?.type === "as";
  const original = isRenamed ? outer.children[at - 2] : undefined;
  const own = outer === declaration ? (isRenamed ? "*" : "default") : name;
  const exported = outer !== declaration && original !== undefined;
  return {
    kind: "import",
    name,
    from: childOf(declaration, "String"),
    path: [exported ? plainName(original, text) : own],
    index: 0,
    scope: scopeOf(declaration, false),
  };
}

/** The name of the member that a part of a pattern takes. `...rest` takes none. */
function nameInPattern(property: CodeNode, text: string): string {
  const [first] = property.children;
  return first === undefined || first.type === "Spread" ? "..." : plainName(first, text);
}

/** How many commas stand before it. Of very long lists only the start is counted. */
function countBefore({ children }: CodeNode, { index }: CodeNode): number {
  const before = children.slice(0, Math.min(index, 1000));
  return before.filter(({ type }) => type === ",").length;
}

/** The value of a declaration: what stands after the first `=` behind it, before the next comma. */
function valueAfter({ children }: CodeNode, defined: CodeNode): CodeNode | null {
  for (let at = defined.index + 1; at < children.length; at += 1) {
    const child = children[at];
    if (child?.type === ",") break;
    if (child?.type === "Equals") return children[at + 1] ?? null;
  }
  return null;
}

function scopeOf(node: CodeNode, isVar: boolean): CodeNode {
  let scope = node.parent ?? node;
  for (let level = 0; scope.parent !== null && level < 10_000; level += 1) {
    const isBlock = BLOCKS.has(scope.type) && !(isVar && scope.type === "Block");
    if (isBlock || isFunction(scope)) break;
    scope = scope.parent;
  }
  return scope;
}
