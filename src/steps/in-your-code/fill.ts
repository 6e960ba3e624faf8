/** A piece of code: as it is written, or a value of the reader's. */
export type CodePiece = string | { readonly value: string };

const PLACEHOLDER = /((?:https:\/\/)?\{yourDomain\}|\{yourClientId\})/;

/** What a domain or a client ID is made of. Anything else could end the string that it stands in. */
const PLAIN = /^[\w.:/[\]-]+$/;

/**
 * Puts the reader's tenant and application into code. A value that is no plain text leaves its
 * placeholder. A domain may bring its scheme, and then stands for `https://` as well.
 */
export function fillIn(
  code: string,
  tenant: { readonly domain: string; readonly clientId: string },
): readonly CodePiece[] {
  return code
    .split(PLACEHOLDER)
    .filter((piece) => piece !== "")
    .map((piece) => {
      if (!PLACEHOLDER.test(piece)) return piece;
      const value = piece === "{yourClientId}" ? tenant.clientId : tenant.domain;
      if (!PLAIN.test(value)) return piece;
      const needsScheme = piece.startsWith("https://") && !/^https?:\/\//.test(value);
      return { value: needsScheme ? `https://${value}` : value };
    });
}

/** Code as one text, for the clipboard. */
export function textOf(pieces: readonly CodePiece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.value)).join("");
}
