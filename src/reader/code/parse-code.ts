import type { CodeNode } from "./tree.ts";

type Growing = CodeNode & { readonly children: CodeNode[] };

const COMMENTS = new Set(["LineComment", "BlockComment"]);

/**
 * Parses JavaScript or TypeScript, with or without JSX. Whatever is broken or missing, there is a tree.
 * The parser is loaded when the first text comes. Depth costs no stack.
 */
export async function parseCode(text: string): Promise<CodeNode> {
  const { parser } = await import("@lezer/javascript");
  const root: Growing = {
    type: "Script",
    from: 0,
    to: text.length,
    parent: null,
    index: 0,
    children: [],
  };
  const open = [root];
  parser
    .configure({ dialect: /<\/|\/>/.test(text) ? "ts jsx" : "ts" })
    .parse(withoutMarkers(text))
    .iterate({
      enter: ({ name: type, from, to, type: { isTop } }) => {
        if (isTop) return true;
        if (COMMENTS.has(type)) return false;
        const parent = open.at(-1) ?? root;
        const index = parent.children.length;
        const node: Growing = { type, from, to, parent, index, children: [] };
        parent.children.push(node);
        open.push(node);
        return true;
      },
      leave: ({ type: { isTop } }) => {
        if (!isTop) open.pop();
      },
    });
  return root;
}

/** The marks that a merge leaves in a file, turned to blanks. */
function withoutMarkers(text: string): string {
  return text.replaceAll(/^(?:<{7}|={7}|>{7}|\|{7})(?: [^\n]*)?$/gm, (line) =>
    " ".repeat(line.length),
  );
}
