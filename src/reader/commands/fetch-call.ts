import { readJsLiteral, skipSpace, type JsLiteral } from "./js-literal.ts";
import { mapWhole, rangeOf, type MappedText } from "./mapped-text.ts";
import { isLikeUrl, type WrittenHeader, type WrittenRequest } from "./written-request.ts";

/**
 * Reads a call of `fetch` whose arguments are literals, as the developer tools of browsers copy it.
 * Whatever is not a literal makes it source code, which is read elsewhere.
 *
 * @param from after the opening parenthesis
 */
export function readFetchCall(
  source: string,
  from: number,
): { readonly requests: readonly WrittenRequest[]; readonly end: number } | null {
  const address = readJsLiteral(source, from);
  if (address?.value.kind !== "scalar" || !address.value.isText) return null;
  const url = address.value.text;
  if (!isLikeUrl(url.text)) return null;
  const comma = skipSpace(source, address.end);
  const options = source[comma] === "," ? readJsLiteral(source, comma + 1) : null;
  if (options?.value.kind !== "object") return null;
  const afterOptions = skipSpace(source, options.end);
  const at = source[afterOptions] === "," ? skipSpace(source, afterOptions + 1) : afterOptions;
  if (source[at] !== ")") return null;
  return { requests: [writtenBy(url, options.value)], end: at + 1 };
}

function writtenBy(url: MappedText, options: JsLiteral): WrittenRequest {
  const method = scalarOf(options, "method");
  const chosen = mapWhole("GET", rangeOf(url) ?? { start: 0, end: 0 });
  return {
    form: isForNode(options) ? "node-fetch" : "fetch",
    method: { text: method ?? chosen, isWritten: method !== null },
    url,
    headers: headersOf(memberOf(options, "headers")),
    body: scalarOf(options, "body"),
  };
}

/** Only browsers know these; the copy for Node.js leaves them out. */
function isForNode(options: JsLiteral): boolean {
  if (options.kind !== "object") return false;
  const names = options.members.map(({ name }) => name);
  return (
    options.members.every(({ isQuoted }) => isQuoted) &&
    names.includes("headers") &&
    !["mode", "credentials", "referrer", "referrerPolicy"].some((name) => names.includes(name))
  );
}

function headersOf(headers: JsLiteral | undefined): readonly WrittenHeader[] {
  if (headers?.kind === "object")
    return headers.members.flatMap(({ name, value }) =>
      value.kind === "scalar" ? [{ name, value: value.text }] : [],
    );
  if (headers?.kind !== "list") return [];
  return headers.items.flatMap((pair) => {
    const [name, value] = pair.kind === "list" ? pair.items : [];
    if (name?.kind !== "scalar" || value?.kind !== "scalar") return [];
    return [{ name: name.text.text, value: value.text }];
  });
}

function memberOf(value: JsLiteral, wanted: string): JsLiteral | undefined {
  if (value.kind !== "object") return undefined;
  return value.members.findLast(({ name }) => name === wanted)?.value;
}

function scalarOf(value: JsLiteral, wanted: string): MappedText | null {
  const member = memberOf(value, wanted);
  return member?.kind === "scalar" && member.isText ? member.text : null;
}
