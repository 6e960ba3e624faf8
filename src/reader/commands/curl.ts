import {
  buildText,
  joinTexts,
  mapWhole,
  rangeOf,
  sliceText,
  trimText,
  type MappedText,
} from "./mapped-text.ts";
import { readOptions, type Option, type OptionTable } from "./options.ts";
import type { ShellCommand } from "./shell-command.ts";
import {
  basicCredentials,
  isLikeUrl,
  percentEncode,
  splitHeader,
  type WrittenHeader,
  type WrittenRequest,
} from "./written-request.ts";

/** @see https://curl.se/docs/manpage.html */
const CURL: OptionTable = {
  letters: {
    X: "request",
    H: "header",
    d: "data",
    F: "form",
    G: "get",
    I: "head",
    u: "user",
    b: "cookie",
    A: "user-agent",
    e: "referer",
    T: "upload-file",
    ":": "next",
  },
  lettersWithValue: "AbcCdDeEFHKmoPQrtTuUwxXyYzh",
  namesWithValue: new Set(
    `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config
    connect-timeout connect-to continue-at cookie cookie-jar crlfile curves data data-ascii
    data-binary data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr
    dns-servers doh-url dump-header ech engine etag-compare etag-save expect100-timeout form
    form-string happy-eyeballs-timeout-ms header help hostpubmd5 hostpubsha256 hsts interface
    ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate
    local-port login-options max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer
    output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy
    proxy-cacert proxy-cert proxy-header proxy-key proxy-pass proxy-user proxy1.0 pubkey quote
    random-file range rate referer request request-target resolve retry retry-delay
    retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-hostname speed-limit
    speed-time stderr telnet-option tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace
    trace-ascii trace-config unix-socket upload-file url url-query user user-agent variable
    vlan-priority write-out`.split(/\s+/),
  ),
};

/** Everything that options of one request say. */
type Draft = {
  method: MappedText | null;
  url: MappedText | null;
  readonly words: MappedText[];
  readonly headers: WrittenHeader[];
  readonly data: (MappedText | "elsewhere")[];
  readonly form: MappedText[];
  readonly query: MappedText[];
  /** `-G`, `-I`, `-T` and `--json`. */
  readonly flags: Set<string>;
};

/**
 * Reads a call of curl, one request for each part between `--next`. Method, body and headers are what
 * curl would send; what it reads from a file is not known.
 */
export function readCurl({ words, stdin }: ShellCommand): readonly WrittenRequest[] {
  const requests: WrittenRequest[] = [];
  let draft = createDraft();
  for (const option of readOptions(words, CURL)) {
    if (option.name === "next") {
      requests.push(...finishDraft(draft));
      draft = createDraft();
    } else takeOption(draft, option, stdin);
  }
  return [...requests, ...finishDraft(draft)];
}

function createDraft(): Draft {
  return {
    method: null,
    url: null,
    words: [],
    headers: [],
    data: [],
    form: [],
    query: [],
    flags: new Set(),
  };
}

function takeOption(draft: Draft, option: Option, stdin: MappedText | null): void {
  const name = option.name?.replace(/^expand-/, "") ?? null;
  if (name === "get" || name === "head") draft.flags.add(name);
  const { value } = option;
  if (value === null) return;
  switch (name) {
    case null:
      draft.words.push(value);
      break;
    case "url":
      draft.url ??= value;
      break;
    case "request":
      draft.method = value;
      break;
    case "upload-file":
      draft.flags.add(name);
      break;
    case "header":
      takeHeader(draft, value);
      break;
    case "user":
      draft.headers.push(named("Authorization", value, basicCredentials(value.text)));
      break;
    case "oauth2-bearer":
      draft.headers.push({ name: "Authorization", value: prefix("Bearer ", value) });
      break;
    case "cookie":
      if (value.text.includes("=")) draft.headers.push({ name: "Cookie", value });
      break;
    case "user-agent":
      draft.headers.push({ name: "User-Agent", value });
      break;
    case "referer":
      draft.headers.push({ name: "Referer", value });
      break;
    case "form":
    case "form-string":
      draft.form.push(value);
      break;
    case "url-query":
      draft.query.push(encodeField(value) ?? value);
      break;
    case "json":
      draft.flags.add(name);
      draft.data.push(contentOf(value, stdin));
      break;
    case "data-raw":
      draft.data.push(value);
      break;
    case "data-urlencode":
      draft.data.push(encodeField(value) ?? "elsewhere");
      break;
    case "data-binary":
      draft.data.push(contentOf(value, stdin));
      break;
    case "data":
    case "data-ascii":
      draft.data.push(contentOf(value, stdin && withoutLineEnds(stdin)));
      break;
    default:
  }
}

function takeHeader(draft: Draft, line: MappedText): void {
  if (line.text.startsWith("@")) return;
  const split = splitHeader(line.text);
  if (split === null) return;
  const value = trimText(sliceText(line, split.valueStart));
  // An empty value takes a header away that curl would send by itself.
  if (value.text !== "") draft.headers.push({ name: split.name, value });
}

/** `@file` is elsewhere, `@-` what the text gives to read. */
function contentOf(value: MappedText, stdin: MappedText | null): MappedText | "elsewhere" {
  if (!value.text.startsWith("@")) return value;
  return value.text === "@-" && stdin !== null ? stdin : "elsewhere";
}

/** `-d` takes line ends away from what it reads, and only from that. */
function withoutLineEnds(read: MappedText): MappedText {
  const lines = Array.from(read.text.matchAll(/[^\r\n]+/g), ({ 0: line, index }) =>
    sliceText(read, index, index + line.length),
  );
  return joinTexts(lines, "");
}

/** `content`, `=content` and `name=content` of `--data-urlencode`; `null` for a file. */
function encodeField(field: MappedText): MappedText | null {
  const sign = field.text.search(/[=@]/);
  if (sign !== -1 && field.text[sign] === "@") return null;
  const out = buildText("");
  const content = sliceText(field, sign + 1);
  if (sign > 0) out.add(sliceText(field, 0, sign + 1));
  const range = rangeOf(content);
  if (range !== null) {
    // curl writes a blank as forms do; tried with 7.88.
    const encoded = percentEncode(content.text).replaceAll("%20", "+");
    out.put(encoded, range.start, range.end);
  }
  return out.finish();
}

function finishDraft(draft: Draft): readonly WrittenRequest[] {
  const url = draft.url ?? chooseUrl(draft.words);
  if (url === null) return [];
  const { flags } = draft;
  const known = draft.data.filter((part) => part !== "elsewhere");
  const isKnown = known.length === draft.data.length;
  const data = joinTexts(known, flags.has("json") ? "" : "&");
  const isQuery = flags.has("get");
  const query = isQuery && known.length > 0 ? [...draft.query, data] : draft.query;
  const hasData = draft.data.length > 0 || draft.form.length > 0;
  const anchor = rangeOf(url) ?? { start: 0, end: 0 };
  const derived = methodOf(flags, hasData);
  return [
    {
      form: "curl",
      method: {
        text: draft.method ?? mapWhole(derived, anchor),
        isWritten: draft.method !== null,
      },
      url: query.length === 0 ? url : addQuery(url, query),
      headers: [...draft.headers, ...impliedHeaders(draft, anchor)],
      body: isQuery || !isKnown || !hasData ? null : bodyOf(draft, data),
    },
  ];
}

function methodOf(flags: ReadonlySet<string>, hasData: boolean): string {
  if (flags.has("head")) return "HEAD";
  if (flags.has("get")) return "GET";
  if (flags.has("upload-file")) return "PUT";
  return hasData ? "POST" : "GET";
}

/** The fields of a form in one line: what they say matters, not the boundary between them. */
function bodyOf({ form }: Draft, data: MappedText): MappedText {
  return form.length === 0 ? data : joinTexts(form, "&");
}

function impliedHeaders(
  { flags, form, headers }: Draft,
  anchor: { start: number; end: number },
): readonly WrittenHeader[] {
  const implied = flags.has("json")
    ? [
        ["Content-Type", "application/json"],
        ["Accept", "application/json"],
      ]
    : form.length > 0
      ? [["Content-Type", "multipart/form-data"]]
      : [];
  return implied.flatMap(([name = "", value = ""]) =>
    headers.some((header) => header.name.toLowerCase() === name.toLowerCase())
      ? []
      : [{ name, value: mapWhole(value, { start: anchor.start, end: anchor.start }) }],
  );
}

function addQuery(url: MappedText, query: readonly MappedText[]): MappedText {
  const out = buildText("");
  out.add(url);
  const end = rangeOf(url)?.end ?? 0;
  out.put(url.text.includes("?") ? "&" : "?", end, end);
  out.add(joinTexts(query, "&"));
  return out.finish();
}

/** People leave quotes out: a word with a scheme is meant before one that only could be a host. */
function chooseUrl(words: readonly MappedText[]): MappedText | null {
  const whole = words.find(({ text }) => /^https?:\/\//i.test(text));
  return whole ?? words.find(({ text }) => isLikeUrl(text)) ?? null;
}

function named(name: string, written: MappedText, value: string): WrittenHeader {
  return { name, value: mapWhole(value, rangeOf(written) ?? { start: 0, end: 0 }) };
}

/** Text before a value that stands nowhere. */
function prefix(text: string, value: MappedText): MappedText {
  const start = rangeOf(value)?.start ?? 0;
  return joinTexts([mapWhole(text, { start, end: start }), value], "");
}
