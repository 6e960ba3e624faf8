/** A text as it reads when it is decoded, and where each of its characters stands in the original. */
export type Decoded = {
  readonly text: string;
  /** The place of a character, or of the end, in the original. */
  readonly at: (index: number) => number;
};

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Decodes the escapes of a JSON string between two places. What is escaped wrongly stays as it is. */
export function decodeJsonString(text: string, start: number, end: number): Decoded {
  const content = text.slice(start, end);
  if (!content.includes("\\")) return { text: content, at: (index) => start + index };
  return decodeEscapes(content, "\\", start, (at) => {
    const char = content.charAt(at + 1);
    if (char === "") return null;
    if (char !== "u") return [SHORT_ESCAPES[char] ?? char, 2];
    const hex = content.slice(at + 2, at + 6);
    if (!/^[\da-fA-F]{4}$/.test(hex)) return null;
    return [String.fromCharCode(Number.parseInt(hex, 16)), 6];
  });
}

/** Decodes percent-encoding. What is no UTF-8 stays as it is. @see RFC 3986 section 2.1 */
export function decodePercent(text: string): Decoded {
  return decodeEscapes(text, "%", 0, (at) => {
    const first = byteAt(text, at);
    if (first === null) return null;
    if (first < 0x80) return [String.fromCharCode(first), 3];
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    for (let rest = 1; rest < length; rest += 1) {
      const byte = byteAt(text, at + 3 * rest);
      if (byte === null || byte < 0x80 || byte > 0xbf) return null;
    }
    if (length === 0) return null;
    try {
      return [decodeURIComponent(text.slice(at, at + 3 * length)), 3 * length];
    } catch {
      return null;
    }
  });
}

/** Reads a value of a form or query as a form does. */
export function decodeFormValue(text: string): string {
  return decodePercent(text.replaceAll("+", " ")).text;
}

/** @param read what stands for the escape at a place, and its length; `null` for none */
function decodeEscapes(
  text: string,
  sign: string,
  offset: number,
  read: (at: number) => readonly [string, number] | null,
): Decoded {
  const places = new Uint32Array(text.length + 1);
  const parts: string[] = [];
  let count = 0;
  let at = 0;
  let plain = 0;
  while (at < text.length) {
    const escape = text.charAt(at) === sign ? read(at) : null;
    if (escape === null) {
      places[count] = at;
      count += 1;
      at += 1;
      continue;
    }
    const [char, length] = escape;
    parts.push(text.slice(plain, at), char);
    for (let unit = 0; unit < char.length; unit += 1) places[count + unit] = at;
    count += char.length;
    at += length;
    plain = at;
  }
  parts.push(text.slice(plain));
  places[count] = text.length;
  return { text: parts.join(""), at: (index) => offset + (places[index] ?? text.length) };
}

function byteAt(text: string, at: number): number | null {
  const hex = text.slice(at + 1, at + 3);
  return text.charAt(at) === "%" && /^[\da-fA-F]{2}$/.test(hex) ? Number.parseInt(hex, 16) : null;
}
