/**
 * Whether it is worth parsing a text to find a call that links or unlinks. Looks for words that such a
 * call cannot do without, so that it costs next to nothing.
 */
export function mayHoldCall(text: string): boolean {
  return (
    text.includes("identities") ||
    text.includes("link_with") ||
    text.includes("linkUser") ||
    // Auth0's SDKs for other languages: their calls are told, though not read.
    text.includes("link_user") ||
    text.includes("linkAccount") ||
    text.includes("LinkAccount") ||
    text.includes("linkIdentity") ||
    (text.includes("users") && (text.includes(".link(") || text.includes("unlink")))
  );
}
