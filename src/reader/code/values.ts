import { argumentOf, definitionAt, returnsOf, targetText, type Code } from "./code.ts";
import type { Definition } from "./definitions.ts";
import {
  argumentsOf,
  calleeOf,
  childOf,
  isFunction,
  itemsOf,
  memberOf,
  plainName,
  unwrap,
  type CodeNode,
} from "./tree.ts";

/** A call of a function of the file: what its parameters are while its body is read. */
export type Frame = {
  readonly fn: CodeNode;
  readonly call: CodeNode;
  readonly outer: Frame | null;
};

/** An expression, and what the parameters in it are. */
export type Expr = { readonly node: CodeNode; readonly frame: Frame | null };

/** A member of an object, and where it stands. */
export type Member = { readonly value: Expr; readonly node: CodeNode };

const STEPS = 30;

/**
 * Follows names, members and calls of one-line functions to the expression that makes the value. What
 * cannot be followed stays as it is.
 */
export function resolve(code: Code, expr: Expr, steps = STEPS): Expr {
  let at: Expr = { node: unwrap(expr.node), frame: expr.frame };
  for (let step = 0; step < steps; step += 1) {
    code.budget.left -= 1;
    if (code.budget.left < 0) return at;
    const next = follow(code, at, steps - step - 1);
    if (next === null) return at;
    at = { node: unwrap(next.node), frame: next.frame };
  }
  return at;
}

function follow(code: Code, expr: Expr, steps: number): Expr | null {
  const { node, frame } = expr;
  const { text } = code;
  if (node.type === "VariableName" || node.type === "PropertyDefinition")
    return followName(code, expr, steps);
  const member = memberOf(node, text);
  if (member !== null) {
    const object = resolve(code, { node: member.object, frame }, steps);
    const own = membersOf(code, object, steps)?.members.get(member.name);
    if (own !== undefined) return own.value;
    const values = code.assigned.get(targetText(node, text)) ?? [];
    return values.length === 1 && values[0] !== undefined ? { node: values[0], frame } : null;
  }
  return node.type === "CallExpression" ? followCall(code, expr, steps) : null;
}

function followName(code: Code, { node, frame }: Expr, steps: number): Expr | null {
  const name = plainName(node, code.text);
  const definition = definitionAt(code, name, node);
  if (definition === null) {
    const [only, ...others] = code.assigned.get(name) ?? [];
    return only !== undefined && others.length === 0 ? { node: only, frame } : null;
  }
  if (definition.kind === "import") return null;
  if (definition.kind === "function") return definition.from && { node: definition.from, frame };
  if (definition.kind === "parameter") {
    const call = frameOf(frame, definition);
    const argument = call && argumentOf(call.call, definition);
    return call && argument
      ? alongPath(code, { node: argument, frame: call.outer }, definition.path, steps)
      : null;
  }
  const [only, ...others] = code.assigned.get(definition.name) ?? [];
  const { from } = definition;
  if (only !== undefined) {
    const isUnset = from === null || /^(?:null|undefined|""|'')$/.test(sourceOf(code, from));
    return isUnset && others.length === 0 ? { node: only, frame } : null;
  }
  return from && alongPath(code, { node: from, frame }, definition.path, steps);
}

/** The call that gives a parameter its value. */
export function frameOf(frame: Frame | null, { scope }: Definition): Frame | null {
  let at = frame;
  while (at !== null && at.fn !== scope) at = at.outer;
  return at;
}

function alongPath(code: Code, from: Expr, path: readonly string[], steps: number): Expr | null {
  let at = from;
  for (const name of path) {
    const member = membersOf(code, resolve(code, at, steps), steps)?.members.get(name);
    if (member === undefined) return null;
    at = member.value;
  }
  return at;
}

const PASSING = new Set(["freeze", "useMemo", "useCallback", "useRef", "ref", "computed"]);

function followCall(code: Code, { node, frame }: Expr, steps: number): Expr | null {
  const callee = calleeOf(node);
  if (callee === null) return null;
  const name = memberOf(callee, code.text)?.name ?? sourceOf(code, callee);
  const [first] = argumentsOf(node);
  if (PASSING.has(name) && first !== undefined) {
    const [value = first] = name === "useMemo" || name === "computed" ? returnsOf(code, first) : [];
    return { node: value, frame };
  }
  const fn = resolve(code, { node: callee, frame }, steps);
  if (!isFunction(fn.node)) return null;
  const returns = returnsOf(code, fn.node);
  const [value] = returns;
  if (returns.length !== 1 || value === undefined || depthOf(frame) > 5) return null;
  return { node: value, frame: { fn: fn.node, call: node, outer: frame } };
}

/** How many calls stand within one another. */
function depthOf(frame: Frame | null): number {
  let depth = 0;
  for (let at = frame; at !== null; at = at.outer) depth += 1;
  return depth;
}

/**
 * The members of an object as far as they are written out; `isOpen` where others may be spread into it.
 * `null` for what is no object. Later members win, as they do when it runs.
 */
export function membersOf(
  code: Code,
  { node, frame }: Expr,
  steps = STEPS,
): { readonly members: ReadonlyMap<string, Member>; readonly isOpen: boolean } | null {
  const sources = objectsIn(code, node);
  if (sources === null || steps <= 0) return null;
  for (const { children } of sources) code.budget.left -= children.length;
  if (code.budget.left < 0) return null;
  const members = new Map<string, Member>();
  let isOpen = false;
  const take = (from: Expr): void => {
    const taken = membersOf(code, resolve(code, from, steps - 1), steps - 1);
    for (const [name, member] of taken?.members ?? []) members.set(name, member);
    isOpen ||= taken === null || taken.isOpen;
  };
  for (const source of sources) {
    if (source.type !== "ObjectExpression") take({ node: source, frame });
    else
      for (const property of itemsOf(source)) {
        const [first] = property.children;
        const spread = property.children[1];
        if (property.type !== "Property" || first === undefined) isOpen = true;
        else if (first.type !== "Spread") takeMember(members, property, frame, code);
        else if (spread === undefined || spread.type === "⚠") isOpen = true;
        else take({ node: spread, frame });
      }
  }
  return { members, isOpen };
}

/** The objects that one is made of: itself, or those that `Object.assign` and the like put together. */
function objectsIn(code: Code, node: CodeNode): readonly CodeNode[] | null {
  if (node.type === "ObjectExpression") return [node];
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return null;
  const callee = calleeOf(node);
  const name = callee === null ? "" : sourceOf(code, callee);
  if (/^(?:Object\.assign|_\.(?:merge|extend|assign)|\$\.extend)$/.test(name))
    return argumentsOf(node);
  if (/^(?:Headers|HttpHeaders|AxiosHeaders|URLSearchParams|Object\.fromEntries)$/.test(name))
    return argumentsOf(node).slice(0, 1);
  return null;
}

function takeMember(
  members: Map<string, Member>,
  property: CodeNode,
  frame: Frame | null,
  code: Code,
): void {
  const [key, second, third] = property.children;
  if (key === undefined) return;
  const computed = key.type === "[" ? second : undefined;
  const named = computed ?? key;
  if (computed !== undefined && computed.type !== "String") return;
  const value = computed === undefined ? third : property.children[4];
  const isShort = property.children.length === 1;
  const node = isShort ? key : childOf(property, "ParamList") === null ? value : property;
  if (node === undefined || node.type === "⚠") return;
  members.set(plainName(named, code.text), { value: { node, frame }, node: property });
}

/** The characters of a node. */
export function sourceOf({ text }: Code, { from, to }: CodeNode): string {
  return text.slice(from, to);
}
