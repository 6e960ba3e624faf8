/** A stretch of a text that holds code, with all else in it turned to blanks. */
export type CodeBlock = { readonly start: number; readonly text: string };

const SCRIPT = /<script\b[^>]{0,300}>([^]*?)(?:<\/script\s*>|$)/gi;
const FENCE = /^[ \t]*(?:```|~~~)[^\n]*\n([^]*?)(?:^[ \t]*(?:```|~~~)[ \t]*$|(?![^]))/gm;

/**
 * Where the code of a text is: the scripts of HTML, Vue and Svelte as one, as they share their names;
 * each block of a Markdown text; else all of it.
 */
export function codeBlocksOf(text: string): readonly CodeBlock[] {
  const isMarkup = /^\s*</.test(text) && /<script\b/i.test(text);
  if (isMarkup) return scripts(text);
  const [first] = text.matchAll(FENCE);
  // Within a template of code the fence is text: then an odd number of backticks stands before it.
  const ticks = first === undefined ? 0 : text.slice(0, first.index).split("`").length - 1;
  if (first === undefined || ticks % 2 === 1) return [{ start: 0, text }];
  return [...text.matchAll(FENCE)].map((match) => blockOf(match));
}

function blockOf({ 0: whole, 1: inner = "", index }: RegExpExecArray): CodeBlock {
  return { start: index + whole.indexOf("\n") + 1, text: inner };
}

function scripts(text: string): readonly CodeBlock[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: whole, 1: inner = "", index } of text.matchAll(SCRIPT)) {
    const start = index + whole.indexOf(">") + 1;
    pieces.push(blank(text.slice(from, start)), inner);
    from = start + inner.length;
  }
  return [{ start: 0, text: [...pieces, blank(text.slice(from))].join("") }];
}

/** A `;` first, so that two scripts are never read as one statement. */
function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, " ").replace(/ /, ";");
}
