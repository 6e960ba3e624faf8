import { buildText, rangeOf, type MappedText, type TextBuilder } from "./mapped-text.ts";

/** A value as far as it can be read without running anything. */
export type PowerShellValue =
  /** `isJson`: a number or a word such as `$true`, which JSON writes without quotes. */
  | { readonly kind: "text"; readonly text: MappedText; readonly isJson: boolean }
  | { readonly kind: "list"; readonly items: readonly PowerShellValue[] }
  | { readonly kind: "hash"; readonly entries: [MappedText, PowerShellValue][] };

/** What `ConvertTo-Json` makes of a value; a name whose value is not known stays one. */
export function asJson(value: PowerShellValue): PowerShellValue {
  if (value.kind === "text" && value.text.text.startsWith("$")) return value;
  const out = buildText("");
  writeJson(value, out, 0);
  return { kind: "text", text: out.finish(), isJson: false };
}

function writeJson(value: PowerShellValue, out: TextBuilder, near: number): void {
  if (value.kind === "text") {
    const { start, end } = rangeOf(value.text) ?? { start: near, end: near };
    out.put(value.isJson ? value.text.text : JSON.stringify(value.text.text), start, end);
    return;
  }
  if (value.kind === "list") {
    out.put("[", near, near);
    for (const [index, item] of value.items.entries()) {
      if (index > 0) out.put(",", near, near);
      writeJson(item, out, near);
    }
    out.put("]", near, near);
    return;
  }
  let at = near;
  const first = value.entries[0]?.[0];
  if (first !== undefined) at = rangeOf(first)?.start ?? near;
  out.put("{", at, at);
  for (const [index, [key, member]] of value.entries.entries()) {
    const { start, end } = rangeOf(key) ?? { start: at, end: at };
    if (index > 0) out.put(",", start, start);
    out.put(`${JSON.stringify(key.text)}:`, start, end);
    writeJson(member, out, end);
    at = end;
  }
  out.put("}", at, at);
}

/** The text of a value, and how many characters it holds. */
export function describeValue(value: PowerShellValue): { text: string | null; size: number } {
  if (value.kind === "text") return { text: value.text.text, size: value.text.text.length };
  const parts =
    value.kind === "list"
      ? value.items
      : value.entries.map(([, member]): PowerShellValue => member);
  let size = parts.length;
  for (const part of parts) size += describeValue(part).size;
  return { text: null, size };
}
