import { readJsonText } from "#protocol/json-text.ts";
import { joinTexts, mapVerbatim, mapWhole, rangeOf, type MappedText } from "./mapped-text.ts";
import {
  splitHeader,
  type WrittenAnswer,
  type WrittenHeader,
  type WrittenRequest,
} from "./written-request.ts";

/** A line without its prefix: `curl -v` writes `>` before what is sent and `<` before the answer. */
type Line = { readonly start: number; readonly end: number; readonly next: number };

type Head = { readonly headers: readonly WrittenHeader[]; readonly next: number };

const REQUEST_LINE =
  /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)([ \t]+)(\S+)(?:[ \t]+HTTP\/[\d.]{1,3})?[ \t]*$/;
const STATUS_LINE = /^HTTP\/[\d.]{1,3}[ \t]+(\d{3})\b/;
/** What curl says of itself. */
const NOISE = /^(?:\*|[{}] \[|\s*%|\s*Dload|\s*\d+ +\d|\s*$)/;
const BOUNDARY =
  /^(?:[<>*](?:[ \t]|$)|[{}] \[|HTTP\/\d|###|```|(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S{1,2000} HTTP\/|(?:[$#%] )?curl )/;
const LAST_WORDS = "* Connection #";

/**
 * Reads a request as it goes over the wire, with its answer where one stands below it. The end is where
 * the reading goes on, be there a request or not.
 *
 * @see RFC 9112 sections 2.1 and 3
 * @see RFC 9113 section 8.3.1: pseudo header fields of HTTP/2
 */
export function readRawRequest(
  source: string,
  start: number,
): { readonly request: WrittenRequest | null; readonly end: number } {
  const first = lineAt(source, start);
  const text = source.slice(first.start, first.end);
  const line = REQUEST_LINE.exec(text.slice(0, 10_000));
  const head = readHead(source, line === null ? start : first.next);
  const pseudo = (name: string): MappedText | null =>
    head.headers.find((header) => header.name === name)?.value ?? null;
  const [, verb = "", blanks = "", target = ""] = line ?? [];
  const targetAt = first.start + verb.length + blanks.length;
  const method = line
    ? mapVerbatim(source, first.start, first.start + verb.length)
    : pseudo(":method");
  const path = line ? mapVerbatim(source, targetAt, targetAt + target.length) : pseudo(":path");
  if (method === null || path === null) return { request: null, end: head.next };
  // Without a version it is a sentence, unless headers follow.
  if (line !== null && !/HTTP\/[\d.]+[ \t]*$/.test(text) && head.headers.length === 0)
    return { request: null, end: head.next };
  const host = pseudo(":authority") ?? hostOf(head.headers);
  const headers = head.headers.filter(({ name }) => !name.startsWith(":"));
  const body = readBody(source, head.next, headers);
  const answer = readAnswer(source, body.end);
  return {
    request: {
      form: "raw",
      method: { text: method, isWritten: true },
      url: wholeUrl(path, host),
      headers,
      body: body.text,
      ...(answer === null ? {} : { answer: answer.answer }),
    },
    end: answer?.end ?? body.end,
  };
}

type Answer = { readonly answer: WrittenAnswer; readonly end: number };

/**
 * Reads an answer that comes next, after what curl says of itself. Of several without a body between
 * them, such as `100 Continue` or that of a proxy, the last is meant.
 */
export function readAnswer(source: string, start: number): Answer | null {
  let last = readOneAnswer(source, start);
  while (last?.answer.body === null) {
    const next = readOneAnswer(source, last.end);
    if (next === null) break;
    last = next;
  }
  return last;
}

function readOneAnswer(source: string, start: number): Answer | null {
  const line = lineAt(source, skipNoise(source, start));
  const status = STATUS_LINE.exec(
    source.slice(line.start, Math.min(line.end, line.start + 20)),
  )?.[1];
  if (status === undefined) return null;
  const head = readHead(source, line.next);
  const from = skipNoise(source, head.next);
  const end = bodyEnd(source, from);
  const text = withoutLastWords(source.slice(from, end).trim());
  return { answer: { status: Number(status), body: text === "" ? null : text }, end };
}

/** curl goes on in the line in which the body ends. */
function withoutLastWords(text: string): string {
  const at = text.lastIndexOf(LAST_WORDS);
  return at === -1 || text.includes("\n", at) ? text : text.slice(0, at).trimEnd();
}

/** Where the lines end that curl writes about itself, and empty ones. */
export function skipNoise(source: string, start: number): number {
  let at = start;
  while (at < source.length) {
    const end = endOfLine(source, at);
    if (!NOISE.test(source.slice(at, Math.min(end, at + 80)))) break;
    at = Math.min(source.length, end + 1);
  }
  return at;
}

function readHead(source: string, start: number): Head {
  const headers: WrittenHeader[] = [];
  let at = start;
  while (at < source.length) {
    const line = lineAt(source, at);
    const text = source.slice(line.start, line.end);
    if (text.trim() === "") return { headers, next: line.next };
    const split = splitHeader(text);
    if (split === null) break;
    const value = source.slice(line.start + split.valueStart, line.end);
    const from = line.start + split.valueStart + value.length - value.trimStart().length;
    const to = from + value.trim().length;
    headers.push({ name: split.name, value: mapVerbatim(source, from, to) });
    at = line.next;
  }
  return { headers, next: at };
}

function readBody(
  source: string,
  start: number,
  headers: readonly WrittenHeader[],
): { text: MappedText | null; end: number } {
  const stop = bodyEnd(source, start);
  const whole = source.slice(start, stop);
  const from = start + whole.length - whole.trimStart().length;
  const text = whole.trim();
  const isDeclared = headers.some(({ name }) => /^content-(?:type|length)$/i.test(name));
  if (text === "" || !(isDeclared || /^(?:[{[]|[\w.~%-]+=)/.test(text)))
    return { text: null, end: start };
  // Below JSON there may be words; an empty line divides them.
  const blank =
    /^[{[]/.test(text) && readJsonText(text) === null ? text.search(/\r?\n[ \t]*\r?\n/) : -1;
  const end = from + (blank === -1 ? text.length : blank);
  return { text: mapVerbatim(source, from, end), end };
}

function bodyEnd(source: string, start: number): number {
  let at = start;
  while (at < source.length) {
    const end = endOfLine(source, at);
    if (BOUNDARY.test(source.slice(at, Math.min(end, at + 2100)))) return at;
    at = end + 1;
  }
  return source.length;
}

function hostOf(headers: readonly WrittenHeader[]): MappedText | null {
  return headers.find(({ name }) => name.toLowerCase() === "host")?.value ?? null;
}

function wholeUrl(path: MappedText, host: MappedText | null): MappedText {
  if (host === null || !path.text.startsWith("/")) return path;
  const scheme = /^(?:localhost|127\.|\[::1\])/.test(host.text) ? "http" : "https";
  const start = rangeOf(path)?.start ?? 0;
  const origin = mapWhole(`${scheme}://${host.text}`, { start, end: start });
  return joinTexts([origin, path], "");
}

function lineAt(source: string, at: number): Line {
  const newline = endOfLine(source, at);
  const end = source[newline - 1] === "\r" && newline > at ? newline - 1 : newline;
  const isPrefixed = (source[at] === ">" || source[at] === "<") && at < end;
  const start = at + (isPrefixed ? (source[at + 1] === " " ? 2 : 1) : 0);
  return { start: Math.min(start, end), end, next: Math.min(source.length, newline + 1) };
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end === -1 ? source.length : end;
}
