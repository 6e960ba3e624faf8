import { targetText, type Code } from "./code.ts";
import type { Header } from "./draft.ts";
import { literalOf, piecesOf } from "./pieces.ts";
import { argumentsOf, isReference, itemsOf, type CodeNode } from "./tree.ts";
import { membersOf, resolve, type Expr, type Frame } from "./values.ts";

/** The headers that an expression makes: an object, `Headers`, a list of pairs, and what is set later. */
export function headersOf(code: Code, expr: Expr | null): readonly Header[] {
  if (expr === null) return [];
  return [...writtenHeaders(code, resolve(code, expr)), ...laterHeaders(code, expr)];
}

function writtenHeaders(code: Code, { node, frame }: Expr): readonly Header[] {
  const list = node.type === "NewExpression" ? argumentsOf(node)[0] : node;
  if (list?.type === "ArrayExpression")
    return itemsOf(list).flatMap((pair) => {
      const [name, value] = itemsOf(pair);
      return name && value ? (headerOf(code, name, value, frame) ?? []) : [];
    });
  const members = membersOf(code, { node, frame })?.members ?? [];
  return [...members].map(([name, { value }]) => ({
    name,
    pieces: piecesOf(code, value),
    node: value.node,
  }));
}

/** A header of two expressions; `null` where its name is not written out. */
export function headerOf(
  code: Code,
  name: CodeNode,
  value: CodeNode,
  frame: Frame | null,
): Header | null {
  const text = literalOf(code, { node: name, frame });
  if (text === null) return null;
  return { name: text, pieces: piecesOf(code, { node: value, frame }), node: value };
}

/** `headers.set("Authorization", …)` and `headers.Authorization = …`. */
function laterHeaders(code: Code, { node, frame }: Expr): readonly Header[] {
  if (!isReference(node)) return [];
  const variable = targetText(node, code.text);
  if (variable === "") return [];
  const set = ["set", "append"].flatMap((name) => callsOn(code, variable, name));
  return [
    ...set.flatMap((call) => {
      const [name, value] = argumentsOf(call);
      return name && value ? (headerOf(code, name, value, frame) ?? []) : [];
    }),
    ...authorizationsAt(code, `${variable}.`, frame),
  ];
}

function authorizationsAt(code: Code, start: string, frame: Frame | null): readonly Header[] {
  return ["Authorization", "authorization"].flatMap((name) =>
    (code.assigned.get(start + name) ?? []).map((node) => ({
      name,
      pieces: piecesOf(code, { node, frame }),
      node,
    })),
  );
}

/** The calls of a method on what has this text. */
export function callsOn(code: Code, target: string, name: string): readonly CodeNode[] {
  const calls = code.callsAt.get(`${target}.${name}`) ?? [];
  code.budget.left -= calls.length;
  return code.budget.left < 0 ? [] : calls;
}

const SHARED = /(?:^|\.)headers(?:\.(?:common|post|delete))?\.authorization$/i;

/**
 * What a client adds to each of its calls: `axios.defaults.headers.common.Authorization = …`, an
 * interceptor, `beforeSend`.
 */
export function sharedHeaders(code: Code, call: CodeNode): readonly Header[] {
  const setters = code.callsOf.get("setRequestHeader") ?? [];
  code.budget.left -= setters.length;
  if (code.budget.left < 0) return [];
  const inside = setters.filter(({ from, to }) => from > call.from && to < call.to);
  const found = inside.flatMap((setter) => {
    const [name, value] = argumentsOf(setter);
    return name && value ? (headerOf(code, name, value, null) ?? []) : [];
  });
  if (found.length > 0) return found;
  for (const [target, [value]] of code.assigned) {
    code.budget.left -= 1;
    if (value === undefined || !SHARED.test(target)) continue;
    const pieces = piecesOf(code, { node: value, frame: null });
    return [{ name: "Authorization", pieces, node: value }];
  }
  return [];
}
