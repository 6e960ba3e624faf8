import { decodeBase64url, decodeUtf8 } from "#protocol/base64url.ts";
import type { TokenReading } from "#protocol/token-reading.ts";

/** More bytes than this are cut: nobody reads them. */
const SHOWN_BYTES = 2048;

/**
 * The payload of a token that is no JSON, for looking at: its text, or its bytes in hexadecimal. `null` where it is
 * JSON, or where there are no bytes.
 */
export function payloadBytes({ parts, payload }: TokenReading): string | null {
  const decoded = payload === null && parts.length > 1 ? decodeBase64url(parts[1] ?? "") : null;
  if (decoded === null || decoded.bytes.length === 0 || parts.length === 5) return null;
  const text = decodeUtf8(decoded.bytes);
  if (text !== null) return text;
  const shown = decoded.bytes.subarray(0, SHOWN_BYTES);
  const hex = Array.from(shown, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return shown.length < decoded.bytes.length ? `${hex} …` : hex;
}
