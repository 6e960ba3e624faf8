/** A way in which text is not strict base64url, though what it says can still be read. */
export type LooseEncoding = "standard-alphabet" | "padding" | "loose-bits";

/** Bytes, and how their text departs from the standard. */
export type DecodedBytes = {
  readonly bytes: Uint8Array;
  readonly looseness: readonly LooseEncoding[];
};

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * Decodes base64url. The alphabet of base64, padding, and bits of the last character that encode
 * nothing are tolerated and named; `null` for everything else.
 *
 * @see RFC 4648 sections 3.5 and 5
 * @see RFC 7515 section 2: base64url without padding
 */
export function decodeBase64url(text: string): DecodedBytes | null {
  const looseness: LooseEncoding[] = [];
  const unpadded = text.replace(/={1,2}$/, "");
  const strict = unpadded.replaceAll("+", "-").replaceAll("/", "_");
  if (strict !== unpadded) looseness.push("standard-alphabet");
  if (unpadded !== text) looseness.push("padding");
  if (!/^[\w-]*$/.test(strict) || strict.length % 4 === 1) return null;
  if (!isCanonical(strict)) looseness.push("loose-bits");
  const binary = atob(strict.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return { bytes, looseness };
}

/** Reads bytes as UTF-8; `null` where they are none, overlong forms included. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Whether the bits of the last character that belong to no byte are zero.
 *
 * @param text in the alphabet of base64url, without padding
 * @see RFC 4648 section 3.5
 */
export function isCanonical(text: string): boolean {
  const last = ALPHABET.indexOf(text.at(-1) ?? "A");
  if (text.length % 4 === 2) return (last & 0b1111) === 0;
  return text.length % 4 !== 3 || (last & 0b11) === 0;
}

/**
 * The strict form of a text that can be decoded: the alphabet of base64url, no padding, and zeros in the bits
 * of the last character that belong to no byte.
 *
 * @see RFC 7515 section 2
 */
export function toStrictBase64url(text: string): string {
  const strict = text
    .replace(/={1,2}$/, "")
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  if (isCanonical(strict)) return strict;
  const spare = strict.length % 4 === 2 ? 0b1111 : 0b11;
  const last = ALPHABET.indexOf(strict.at(-1) ?? "A");
  return strict.slice(0, -1) + (ALPHABET[last - (last & spare)] ?? "");
}
