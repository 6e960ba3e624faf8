import {
  buildText,
  joinTexts,
  mapWhole,
  rangeOf,
  sliceText,
  trimText,
  type MappedText,
} from "./mapped-text.ts";
import { readOptions, type OptionTable } from "./options.ts";
import type { ShellCommand } from "./shell-command.ts";
import {
  basicCredentials,
  isLikeUrl,
  percentEncode,
  type WrittenHeader,
  type WrittenRequest,
} from "./written-request.ts";

/** @see https://httpie.io/docs/cli */
const HTTPIE: OptionTable = {
  letters: { a: "auth", A: "auth-type", f: "form" },
  lettersWithValue: "aApsPo",
  namesWithValue: new Set(
    `auth auth-type raw session session-read-only print pretty style output timeout verify proxy
    max-redirects cert cert-key cert-key-pass ssl ciphers default-scheme history-print
    response-charset response-mime format-options chunk-size boundary path-as-is-file`.split(/\s+/),
  ),
};

type Item = {
  readonly sign: ":" | "==" | ":=" | "=" | "@" | "=@" | ":=@" | ":@" | "==@";
  readonly name: string;
  readonly whole: MappedText;
  readonly value: MappedText;
};

/**
 * Reads a call of HTTPie. A word that is an item makes a header, a query or a member of the body.
 *
 * @param scheme what a URL without one has
 */
export function readHttpie(
  { words, stdin }: ShellCommand,
  scheme: "http" | "https",
): readonly WrittenRequest[] {
  const options = readOptions(words, HTTPIE);
  const operands = options.flatMap(({ name, value }) => (name === null && value ? [value] : []));
  const valueOf = (wanted: string): MappedText | null =>
    options.findLast(({ name }) => name === wanted)?.value ?? null;
  const hasMethod = /^[A-Za-z]{3,7}$/.test(operands[0]?.text ?? "") && operands.length > 1;
  const written = hasMethod ? operands[0] : undefined;
  const [address, ...rest] = hasMethod ? operands.slice(1) : operands;
  if (address === undefined || !isLikeUrl(address.text)) return [];

  const items = rest.flatMap((word) => readItem(word) ?? []);
  const members = items.filter(({ sign }) => sign === "=" || sign === ":=");
  const isElsewhere = items.some(({ sign }) => ["=@", ":=@", "@"].includes(sign));
  const isForm = options.some(({ name }) => name === "form" || name === "multipart");
  const raw = valueOf("raw") ?? stdin;
  const made = members.length === 0 ? null : isForm ? formBody(members) : jsonBody(members);
  const body = isElsewhere ? null : (made ?? raw);
  const chosen = body !== null || isElsewhere ? "POST" : "GET";
  const auth = valueOf("auth");
  return [
    {
      form: "httpie",
      method: {
        text: written ?? mapWhole(chosen, rangeOf(address) ?? { start: 0, end: 0 }),
        isWritten: written !== undefined,
      },
      url: addQuery(wholeUrl(address, scheme), items),
      headers: [
        ...items.flatMap(({ sign, name, value }) => (sign === ":" ? [{ name, value }] : [])),
        ...(auth === null ? [] : [authorization(auth, valueOf("auth-type")?.text ?? "basic")]),
      ],
      body,
    },
  ];
}

/** The first separator decides, the longest where several begin at one character. */
function readItem(word: MappedText): Item | null {
  const found =
    /^((?:\\[^]|[^\\:=@\s"{])[^\\:=@\s"{]*(?:\\[^][^\\:=@\s"{]*)*)(:=@|==@|=@|:=|==|:@|[:=@])/.exec(
      word.text.slice(0, 300),
    );
  if (found === null) return null;
  const [all, name = "", sign = ""] = found;
  if (!isSign(sign)) return null;
  return {
    sign,
    name: name.replaceAll(/\\([^])/g, "$1"),
    whole: word,
    value: trimText(sliceText(word, all.length)),
  };
}

function isSign(sign: string): sign is Item["sign"] {
  return [":", "==", ":=", "=", "@", "=@", ":=@", ":@", "==@"].includes(sign);
}

/** `:3000/path` is on this machine. */
function wholeUrl(address: MappedText, scheme: string): MappedText {
  if (!address.text.startsWith(":") || address.text.includes("://")) return address;
  const start = rangeOf(address)?.start ?? 0;
  return joinTexts([mapWhole(`${scheme}://localhost`, { start, end: start }), address], "");
}

function addQuery(url: MappedText, items: readonly Item[]): MappedText {
  const pairs = items.flatMap(({ sign, name, value, whole }) =>
    sign === "==" ? [asWhole(`${percentEncode(name)}=${percentEncode(value.text)}`, whole)] : [],
  );
  if (pairs.length === 0) return url;
  return joinTexts([url, joinTexts(pairs, "&")], url.text.includes("?") ? "&" : "?");
}

function formBody(members: readonly Item[]): MappedText {
  const pairs = members.map(({ name, value, whole }) =>
    asWhole(`${percentEncode(name)}=${percentEncode(value.text)}`, whole),
  );
  return joinTexts(pairs, "&");
}

/** The JSON that HTTPie makes; what `:=` gives is JSON already. */
function jsonBody(members: readonly Item[]): MappedText {
  const out = buildText("");
  for (const [index, { sign, name, value, whole }] of members.entries()) {
    const range = rangeOf(whole) ?? { start: 0, end: 0 };
    out.put(index === 0 ? "{" : ", ", range.start, range.start);
    const text = sign === ":=" ? value.text : JSON.stringify(value.text);
    out.put(`${JSON.stringify(name)}: ${text}`, range.start, range.end);
    if (index === members.length - 1) out.put("}", range.end, range.end);
  }
  return out.finish();
}

function authorization(auth: MappedText, type: string): WrittenHeader {
  const isBearer = type.toLowerCase() === "bearer";
  const text = isBearer ? `Bearer ${auth.text}` : basicCredentials(auth.text);
  return { name: "Authorization", value: asWhole(text, auth) };
}

function asWhole(text: string, written: MappedText): MappedText {
  return mapWhole(text, rangeOf(written) ?? { start: 0, end: 0 });
}
