/** A typographic quote where only code, JSON or a shell has one: behind a command, a bracket, a name. */
const OPENING =
  /(?:\b(?:curl|https?|wget|iwr|irm|invoke-\w+)[ \t][^'"\n]{0,500}|[({[,:=]\s{0,20})[‘“„]/i;

/**
 * A text as it was before a chat or a mail program made its quotes typographic; unchanged where it did
 * not. No place moves: every character keeps its offset.
 */
export function straightenQuotes(text: string): string {
  if (!OPENING.test(text)) return text;
  const typographic = text.match(/[‘’“”„]/g)?.length ?? 0;
  const straight = text.match(/["']/g)?.length ?? 0;
  // Who writes code with such quotes in its strings has more of the others.
  if (straight >= typographic) return text;
  return text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”„]/g, '"');
}
