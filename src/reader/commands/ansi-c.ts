import type { TextBuilder } from "./mapped-text.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  E: "\u001b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const ESCAPE =
  /\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|c([^])|([^]))/y;
const PLAIN = /[^'\\]+/y;

/**
 * Reads what stands between `$'` and `'`. Bytes written one by one are UTF-8.
 *
 * @returns where the string ends, after its quote
 * @see Bash manual, section 3.1.2.4
 */
export function readAnsiC(source: string, from: number, out: TextBuilder): number {
  let at = from;
  let bytes: number[] = [];
  let bytesFrom = from;
  const flush = (): void => {
    if (bytes.length > 0) out.put(new TextDecoder().decode(Uint8Array.from(bytes)), bytesFrom, at);
    bytes = [];
  };
  while (at < source.length && source[at] !== "'") {
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(source)?.[0];
    if (plain !== undefined) {
      flush();
      out.keep(at, at + plain.length);
      at += plain.length;
      continue;
    }
    ESCAPE.lastIndex = at;
    const escape = ESCAPE.exec(source);
    if (escape === null) break;
    const byte = byteOf(escape);
    if (byte === null) {
      flush();
      out.put(characterOf(escape), at, at + escape[0].length);
    } else {
      if (bytes.length === 0) bytesFrom = at;
      bytes.push(byte);
    }
    at += escape[0].length;
  }
  flush();
  return Math.min(source.length, at + 1);
}

function byteOf([, hex, octal]: RegExpExecArray): number | null {
  if (hex !== undefined) return Number.parseInt(hex, 16);
  return octal === undefined ? null : Number.parseInt(octal, 8) & 0xff;
}

function characterOf([, , , short, long, control, other = ""]: RegExpExecArray): string {
  const code = short ?? long;
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    return point > 0x10_ff_ff ? "\ufffd" : String.fromCodePoint(point);
  }
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
  if (/['"?\\]/.test(other)) return other;
  return SIMPLE[other] ?? `\\${other}`;
}
