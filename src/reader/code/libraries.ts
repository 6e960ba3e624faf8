import { definitionAt, nameOfCallee, targetText, type Code } from "./code.ts";
import { argumentsOf, calleeOf, memberOf, plainName, unwrap, type CodeNode } from "./tree.ts";
import { resolve, type Expr } from "./values.ts";

/** Which library a call is of, what names it, and the options that its client was made with. */
export type Library = {
  readonly name: string;
  readonly node: CodeNode;
  readonly base: Expr | null;
};

/** The library of a call, by the import behind its name or else by the name. `null` for what has none. */
export function libraryOf(code: Code, call: CodeNode): Library | null {
  const callee = calleeOf(call);
  if (callee === null) return null;
  const member = memberOf(callee, code.text);
  const method = nameOfCallee(call, code.text);
  if (member === null || /fetch/i.test(method)) return direct(code, callee, method);
  const made = resolve(code, { node: member.object, frame: null }).node;
  const { name, node } = rootOf(code, member.object);
  if (made.type !== "CallExpression") return { name, node, base: null };
  const isClient = /^(?:create|extend|defaults|instance)$/.test(nameOfCallee(made, code.text));
  const [options] = argumentsOf(made);
  const maker = calleeOf(made);
  return {
    name: isClient && maker !== null ? rootOf(code, maker).name : name,
    node,
    base: isClient && options !== undefined ? { node: options, frame: null } : null,
  };
}

function direct(code: Code, callee: CodeNode, method: string): Library {
  const made = resolve(code, { node: callee, frame: null }).node;
  if (made.type === "CallExpression" && nameOfCallee(made, code.text) === "create") {
    const [options] = argumentsOf(made);
    const maker = calleeOf(made);
    const base = options === undefined ? null : { node: options, frame: null };
    if (maker !== null) return { name: rootOf(code, maker).name, node: callee, base };
  }
  if (method === "fetchWithAuth") return { name: "auth0-spa-js", node: callee, base: null };
  return { name: moduleOf(code, callee) ?? method, node: callee, base: null };
}

/** `axios` of `axios.defaults.post`; the last name where the first says nothing: `http` of `this.http`. */
function rootOf(code: Code, node: CodeNode): { readonly name: string; readonly node: CodeNode } {
  let root = unwrap(node);
  for (let level = 0; level < 10; level += 1) {
    const member = memberOf(root, code.text);
    if (member === null) break;
    if (member.object.type === "this") return { name: member.name, node: root };
    root = unwrap(member.object);
  }
  if (root.type === "CallExpression") {
    const callee = calleeOf(root);
    if (callee !== null && callee !== root)
      return { name: nameOfCallee(root, code.text), node: callee };
  }
  return { name: moduleOf(code, root) ?? targetText(root, code.text), node: root };
}

/** The package that a name was imported from, by `import` or `require`. */
export function moduleOf(code: Code, node: CodeNode): string | null {
  if (node.type !== "VariableName") return null;
  const definition = definitionAt(code, plainName(node, code.text), node);
  const from = definition?.from ?? null;
  if (from === null) return null;
  if (definition?.kind === "import") return shortName(plainName(from, code.text));
  const outer = unwrap(from);
  const [inner] = argumentsOf(outer);
  // Babel puts `require(…)` into a call of its own.
  const isWrapped = nameOfCallee(outer, code.text).startsWith("_interop") && inner !== undefined;
  const value = isWrapped ? inner : outer;
  if (value.type !== "CallExpression" || nameOfCallee(value, code.text) !== "require") return null;
  const [name] = argumentsOf(value);
  return name?.type === "String" ? shortName(plainName(name, code.text)) : null;
}

/** Files of one's own have no name that says something; `node:https` is `https`. */
function shortName(name: string): string | null {
  if (/^(?:[./#~$]|@\/|$)/.test(name)) return null;
  if (/^(?:node-|cross-|isomorphic-)fetch/.test(name)) return "fetch";
  return name.replace(/^node:/, "");
}
