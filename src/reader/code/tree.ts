/** A node of a syntax tree. Its type is the name that the grammar of `@lezer/javascript` gives. */
export type CodeNode = {
  readonly type: string;
  readonly from: number;
  readonly to: number;
  readonly parent: CodeNode | null;
  /** Its place among the children of its parent. */
  readonly index: number;
  readonly children: readonly CodeNode[];
};

const NO_OPERANDS = new Set(["(", ")", "[", "]", "{", "}", ",", ";", ":", "⚠"]);

/** What stands between the marks of a list: arguments, elements, members. */
export function itemsOf(node: CodeNode): readonly CodeNode[] {
  return node.children.filter(({ type }) => !NO_OPERANDS.has(type));
}

/** The first child of a type; `null` if there is none. */
export function childOf(node: CodeNode | null, type: string): CodeNode | null {
  return node?.children.find((child) => child.type === type) ?? null;
}

/** What is left of an expression without brackets, `await`, `!`, `as T` and `satisfies T`. */
export function unwrap(node: CodeNode): CodeNode {
  let inner = node;
  for (;;) {
    const next = wrapped(inner);
    if (next === null) return inner;
    inner = next;
  }
}

function wrapped({ type, children }: CodeNode): CodeNode | null {
  const [first = null, second] = children;
  switch (type) {
    case "ParenthesizedExpression":
    case "AwaitExpression":
      return second ?? null;
    case "JSXEscape":
      return second ?? null;
    case "PrefixCast":
      return children.at(-1) ?? null;
    case "InstantiationExpression":
      return first;
    case "PostfixExpression":
      return second?.type === "LogicOp" ? first : null;
    case "BinaryExpression":
      return second?.type === "as" || second?.type === "satisfies" ? first : null;
    default:
      return null;
  }
}

/** The arguments of a call or of `new`. */
export function argumentsOf(call: CodeNode): readonly CodeNode[] {
  const list = childOf(call, "ArgList");
  return list === null ? [] : itemsOf(list);
}

/** What is called, or made by `new`. */
export function calleeOf(call: CodeNode): CodeNode | null {
  const callee = call.children.find(({ type }) => type !== "new") ?? null;
  return callee && unwrap(callee);
}

/** The object and the name of `object.name` and `object["name"]`; `null` for other nodes. */
export function memberOf(
  node: CodeNode,
  text: string,
): { readonly object: CodeNode; readonly name: string; readonly at: CodeNode } | null {
  if (node.type !== "MemberExpression") return null;
  const [object] = node.children;
  const at = node.children.findLast(
    ({ type }) => type === "PropertyName" || type === "PrivatePropertyName" || type === "String",
  );
  if (object === undefined || at === undefined || at === object) return null;
  return { object, name: plainName(at, text), at };
}

/** A name as it was written, without quotes. */
export function plainName(node: CodeNode, text: string): string {
  const source = text.slice(node.from, node.to);
  return node.type === "String" ? source.slice(1, -1) : source;
}

/** Whether a node names something: a variable, a member, a member written short as in `{ headers }`. */
export function isReference({ type }: CodeNode): boolean {
  return type === "VariableName" || type === "MemberExpression" || type === "PropertyDefinition";
}

const FUNCTIONS = new Set(["ArrowFunction", "FunctionExpression", "FunctionDeclaration"]);

/** Whether a node makes a function: as an expression, a declaration or a method. */
export function isFunction(node: CodeNode): boolean {
  if (node.type === "MethodDeclaration" || node.type === "Property")
    return childOf(node, "ParamList") !== null;
  return FUNCTIONS.has(node.type);
}
