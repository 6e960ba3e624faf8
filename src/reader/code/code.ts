import { definitionOf, type Definition } from "./definitions.ts";
import {
  argumentsOf,
  calleeOf,
  childOf,
  isFunction,
  memberOf,
  plainName,
  type CodeNode,
} from "./tree.ts";

/** A file of code, and what stands where in it. */
export type Code = {
  readonly text: string;
  /** What may still be looked at. It ends every search, so that no text takes long. `isCut`: calls were left out. */
  readonly budget: { left: number; isCut: boolean };
  readonly definitions: ReadonlyMap<string, readonly Definition[]>;
  /** The same by the scope in which they hold; of equal names the last. */
  readonly scopes: ReadonlyMap<CodeNode, ReadonlyMap<string, Definition>>;
  /** Values by the text of what they are assigned to, such as `this.token`. */
  readonly assigned: ReadonlyMap<string, readonly CodeNode[]>;
  /** Calls and uses of `new`, in the order of the text. */
  readonly calls: readonly CodeNode[];
  /** The same, by the last name of what is called. */
  readonly callsOf: ReadonlyMap<string, readonly CodeNode[]>;
  /** The same, by the text of what is called, as {@link targetText} gives it. */
  readonly callsAt: ReadonlyMap<string, readonly CodeNode[]>;
  /** Methods of classes and objects by name; of equal names the last. */
  readonly methods: ReadonlyMap<string, CodeNode>;
  /** The tags that open an element of JSX. */
  readonly elements: readonly CodeNode[];
};

const BUDGET = 2_000_000;

/** Goes once through a tree and notes what the rest looks for. */
export function indexCode(text: string, root: CodeNode): Code {
  const definitions = new Map<string, Definition[]>();
  const scopes = new Map<CodeNode, Map<string, Definition>>();
  const assigned = new Map<string, CodeNode[]>();
  const callsOf = new Map<string, CodeNode[]>();
  const callsAt = new Map<string, CodeNode[]>();
  const calls: CodeNode[] = [];
  const methods = new Map<string, CodeNode>();
  const elements: CodeNode[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at];
      if (child !== undefined) open.push(child);
    }
    if (node.type === "VariableDefinition") {
      const definition = definitionOf(node, text);
      if (definition !== null) {
        add(definitions, definition.name, definition);
        const names = scopes.get(definition.scope) ?? new Map<string, Definition>();
        scopes.set(definition.scope, names.set(definition.name, definition));
      }
    } else if (node.type === "CallExpression" || node.type === "NewExpression") {
      calls.push(node);
      add(callsOf, nameOfCallee(node, text), node);
      const callee = calleeOf(node);
      if (callee !== null) add(callsAt, targetText(callee, text), node);
    } else if (node.type === "AssignmentExpression" || node.type === "PropertyDeclaration") {
      noteAssignment(node);
    } else if (node.type === "MethodDeclaration") {
      const name = childOf(node, "PropertyDefinition");
      if (name !== null) methods.set(plainName(name, text), node);
    } else if (node.type === "JSXOpenTag" || node.type === "JSXSelfClosingTag") {
      elements.push(node);
    }
  }
  const budget = { left: BUDGET, isCut: false };
  return {
    text,
    budget,
    definitions,
    scopes,
    assigned,
    calls,
    callsOf,
    callsAt,
    methods,
    elements,
  };

  function noteAssignment(node: CodeNode): void {
    const equals = node.children.findIndex(({ type }) => type === "Equals");
    const target = node.children[equals - 1];
    const value = node.children[equals + 1];
    if (equals < 1 || target === undefined || value === undefined) return;
    const isMember = node.type === "PropertyDeclaration";
    const name = node.children.find(({ type }) => type === "PropertyDefinition") ?? target;
    add(assigned, isMember ? `this.${plainName(name, text)}` : targetText(target, text), value);
  }
}

function add<Value>(map: Map<string, Value[]>, name: string, value: Value): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [value]);
  else list.push(value);
}

/** The text of what is assigned to or looked up, whichever way its members are written. */
export function targetText({ from, to }: CodeNode, text: string): string {
  if (to - from > 200) return "";
  return text
    .slice(from, to)
    .replaceAll(/\[\s*(["'])([\w$-]+)\1\s*\]/g, ".$2")
    .replaceAll(/[?!\s]/g, "");
}

/** The last name of what is called: `link` of `client.users.link(…)`; empty for what has none. */
export function nameOfCallee(call: CodeNode, text: string): string {
  const callee = calleeOf(call);
  if (callee === null) return "";
  if (callee.type === "VariableName") return plainName(callee, text);
  return memberOf(callee, text)?.name ?? "";
}

/** The definition of a name that holds at a node: that of the innermost scope around it. */
export function definitionAt(code: Code, name: string, node: CodeNode): Definition | null {
  if (!code.definitions.has(name)) return null;
  for (let scope: CodeNode | null = node; scope !== null; scope = scope.parent) {
    code.budget.left -= 1;
    if (code.budget.left < 0) return null;
    const found = code.scopes.get(scope)?.get(name);
    if (found !== undefined) return found;
  }
  return null;
}

/** The calls of a function that has a name here, with their arguments. */
export function callSitesOf(code: Code, fn: CodeNode): readonly CodeNode[] {
  const name = nameOfFunction(fn, code.text);
  const sites = name === null ? [] : (code.callsOf.get(name) ?? []);
  return sites.filter((call) => call.from >= fn.to || call.to <= fn.from);
}

function nameOfFunction(fn: CodeNode, text: string): string | null {
  const own = fn.type === "ArrowFunction" ? undefined : fn.children.find(isName);
  if (own !== undefined) return plainName(own, text);
  let value = fn;
  // Through `useCallback(…)` and the like.
  if (fn.parent?.type === "ArgList") value = fn.parent.parent ?? fn;
  const siblings = value.parent?.children ?? [];
  // `name = value` or `name: value`; of a type between them there is no name.
  const named = siblings.slice(Math.max(0, value.index - 20), value.index).findLast(isName);
  return named === undefined ? null : plainName(named, text);
}

function isName({ type }: CodeNode): boolean {
  return type === "VariableDefinition" || type === "PropertyDefinition";
}

/** The nearest function around a node. */
export function functionAround(node: CodeNode): CodeNode | null {
  let around = node.parent;
  for (let level = 0; around !== null && !isFunction(around); level += 1) {
    if (level > 200) return null;
    around = around.parent;
  }
  return around;
}

/** What a function gives back, where that can be seen. */
export function returnsOf(code: Code, fn: CodeNode): readonly CodeNode[] {
  const body = fn.children.at(-1);
  if (body === undefined) return [];
  if (body.type !== "Block") return [body];
  const found: CodeNode[] = [];
  const open = [body];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    code.budget.left -= 1;
    if (code.budget.left < 0) return [];
    const value = node.type === "ReturnStatement" ? node.children[1] : undefined;
    if (value !== undefined && value.type !== ";") found.push(value);
    for (const child of node.children) if (!isFunction(child)) open.push(child);
  }
  return found.toReversed();
}

/** What of the arguments a parameter gets; `undefined` where the call has none for it. */
export function argumentOf(call: CodeNode, { index }: Definition): CodeNode | undefined {
  return argumentsOf(call)[index];
}
