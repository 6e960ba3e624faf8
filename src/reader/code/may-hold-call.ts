/**
 * Whether it is worth parsing a text to find a call that links or unlinks. Looks for words that such a
 * call cannot do without, so that it costs next to nothing.
 */
export function mayHoldCall(text: string): boolean {
  return (
    text.includes("identities") ||
    text.includes("link_with") ||
    text.includes("linkUser") ||
    (text.includes("users") && (text.includes(".link(") || text.includes("unlink")))
  );
}
