import type { Found, Range } from "./found.ts";
import type { LayerText } from "./layers.ts";
import { saysOf } from "./place-names.ts";
import { readMessages } from "./told/read-messages.ts";
import { tellToken, type Candidate } from "./told/tell-token.ts";
import { endOfLines, endOfToken, type Budget } from "./wrapped-token.ts";
import { findCookies, openCookies } from "./wrappers/cookies.ts";
import { openBase64, openPercent } from "./wrappers/encodings.ts";
import { openParameters, openUrl } from "./wrappers/parameters.ts";
import type { Opened } from "./wrappers/opened.ts";

type Collected = { readonly found: Found[]; readonly inner: LayerText[] };

/** Blanks, quotes, brackets, and what is not ASCII but for dots that stand for something left out. */
const ENDS = String.raw`\s\u0000-\u001f\u0080-\u2021\u2023-\u2025\u2027-\uffff"'\x60<>(){}[\],;|&\\`;

const IN_URL = String.raw`[^\s"'\x60“”‘’«»<>\u0000]`;

/**
 * A URL, what follows a question mark or a hash, parameters, or a word. Each of the first three begins
 * with what a word begins with, too, so that a text costs no more than its length.
 */
const WORD = new RegExp(
  `(?<url>[a-z][a-z\\d+.-]*://${IN_URL}+|[?#](?=[^${ENDS}])${IN_URL}+)|(?<form>[\\w.%-]+=[^${ENDS}]*&${IN_URL}+)|[^${ENDS}]+`,
  "gi",
);

/** What stands before a text of one word only: a name, a scheme, quotes. */
const HEAD =
  /^[\s\u200b-\u200f"'`“”‘’«»]*(?:(?:(?:export|const|let|var)\s+)?[\w.-]+["'`]?\s*[:=]\s*["'`]?)?(?:(?:Bearer|DPoP|JWT)\s+["'`]?)?/i;

const SCHEME = /\b(?:Bearer|DPoP|JWT)\s+["'`<[(]?$/i;

const NAME =
  /(?<![\w.@-])([\w.@-]+)["'`]?\s*(?:[:=]{1,2}|=>)\s*["'`<[(]?$|["'`]([\w.@-]+)["'`],\s*["'`]$/;

/** A header as DevTools copies it: its name on a line of its own. */
const OWN_LINE = /(?:^|\n)\s*(authorization)\s*$/i;

/** Base64 of JSON, of a token, or of a list. */
const BASE64 = /^(?:eyJ|eyA|ew[o0]|ZXlK|ZXdv|W3si|W3sK|QmVhcmVyIGV5)[\w+/-]*={0,2}$/;

/** A name and its value without a blank between them. */
const PAIR = /^([\w.@-]{1,80})[=:](?=[^=:])/;

/** Words that say something although they are short. */
const TELLING = /^(?:ey|v\d\.|\*{3}|redacted|removed|hidden|masked)/i;

/** Shorter words are secrets only where a name says so. */
const SHORT = 8;

/** In place of the part that was taken out of a token. */
const TAKEN_OUT = /[[<(](?:redacted|removed|hidden|filtered|masked|signature)[\]>)]/iy;

/** How far back a name is looked for. */
const NAME_REACH = 96;

/** Shorter words are neither tokens nor hold any. */
const SHORTEST = 3;

/** Looks for tokens in a text that is nothing else, word by word, and says what it tells of errors. */
export function searchText(layer: LayerText, budget: Budget): Opened {
  const { text } = layer;
  const cookies = findCookies(layer);
  const collected: Collected = { found: [], inner: [...openCookies(layer, cookies)] };
  const head = HEAD.exec(text)?.[0].length ?? 0;
  let nextCookies = 0;
  let done = 0;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const end = start + match[0].length;
    while ((cookies[nextCookies]?.end ?? Infinity) <= start) nextCookies += 1;
    const isInCookies = start >= (cookies[nextCookies]?.start ?? Infinity);
    if (start < done || isInCookies || end - start < SHORTEST) continue;
    const kind = match.groups?.["url"] ? "url" : match.groups?.["form"] ? "form" : "word";
    const isAlone = start <= head && !/[^\s\W]/.test(text.slice(end, end + 2 * NAME_REACH));
    done = openWord(layer, { start, end }, kind, { isAlone, budget }, collected);
  }
  const messages = speaks(layer) ? readMessages(layer) : [];
  return { found: [...collected.found, ...messages], inner: collected.inner, unread: [] };
}

/** Opens one word, or tells what it is. Gives the offset up to which the text is done. */
function openWord(
  layer: LayerText,
  range: Range,
  kind: "url" | "form" | "word",
  context: { readonly isAlone: boolean; readonly budget: Budget },
  collected: Collected,
): number {
  const { text } = layer;
  const word = text.slice(range.start, range.end);
  if (kind === "url" && isUrl(word)) {
    take(openUrl(layer, range), collected);
    return range.end;
  }
  if (kind === "form") {
    take(openParameters(layer, range), collected);
    return range.end;
  }
  const start = range.start + (/^[#?]/.test(word) ? 1 : 0);
  const pair =
    layer.says === "cookie" ? null : PAIR.exec(text.slice(start, range.end).slice(0, 82));
  const name = pair?.[1] ?? null;
  const from = start + (pair?.[0].length ?? 0);
  if (isUrl(text.slice(from, range.end))) {
    take(
      openUrl({ ...layer, name: name ?? layer.name }, { start: from, end: range.end }),
      collected,
    );
    return range.end;
  }
  if (/%[\da-f]{2}/i.test(word) && layer.layers.at(-1)?.kind !== "percent") {
    const opening = { layer: { kind: "percent", at: null } as const, name: name ?? layer.name };
    collected.inner.push(openPercent(layer, { start: from, end: range.end }, opening));
    return range.end;
  }
  return tellWord(layer, { start: from, end: range.end }, name, context, collected);
}

function tellWord(
  layer: LayerText,
  { start, end: wordEnd }: Range,
  ownName: string | null,
  { isAlone, budget }: { readonly isAlone: boolean; readonly budget: Budget },
  collected: Collected,
): number {
  const { text } = layer;
  const begins = text.slice(start, start + 12);
  const isShort = wordEnd - start < SHORT && !isAlone && ownName === null;
  if (isShort && !TELLING.test(begins)) return wordEnd;
  const names = namesAt(layer, start, ownName);
  if (BASE64.test(begins.replace(/[^\w+/=-].*$/s, ""))) {
    const end = text.slice(start, wordEnd).includes(".")
      ? wordEnd
      : endOfLines(text, { start, end: wordEnd }, [], budget);
    const inner = openBase64(layer, { start, end });
    if (inner !== null && !isClaims(inner.text)) {
      collected.inner.push({ ...inner, name: names.name, says: names.says });
      return end;
    }
  }
  let end = wordEnd;
  if (begins.startsWith("ey")) {
    end = endOfToken(text, { start, end }, budget);
    TAKEN_OUT.lastIndex = end;
    if (TAKEN_OUT.test(text)) end = TAKEN_OUT.lastIndex;
    if (end === wordEnd) end -= trailing(text.slice(start, end));
  }
  const found = tellToken(layer, { start, end, ...names, isAlone });
  if (found !== null) collected.found.push(found);
  return Math.max(end, wordEnd);
}

/** The name of what stands at an offset, and what it says, a scheme such as `Bearer` between them or not. */
function namesAt(
  layer: LayerText,
  start: number,
  ownName: string | null,
): Pick<Candidate, "name" | "says" | "isNear"> {
  if (ownName !== null) return { name: ownName, says: saysOf(ownName), isNear: true };
  const before = layer.text.slice(Math.max(0, start - NAME_REACH), start);
  const scheme = SCHEME.exec(before);
  const rest = scheme === null ? before : before.slice(0, scheme.index);
  const [, named, listed] = /[:=>,]\W*$/.test(rest.slice(-8)) ? (NAME.exec(rest) ?? []) : [];
  const onOwnLine = scheme === null ? undefined : OWN_LINE.exec(rest)?.[1];
  const inFront = named ?? listed ?? onOwnLine ?? null;
  const name = inFront ?? layer.name;
  const isBearer = scheme !== null && !/^dpop/i.test(scheme[0]);
  const says = saysOf(inFront) ?? (isBearer ? "bearer" : inFront === null ? layer.says : null);
  return { name, says, isNear: inFront !== null || scheme !== null };
}

/**
 * How much of a word belongs to what is around it: a full stop behind a token that is whole without it, or
 * the percent sign with which a shell marks a missing line feed.
 */
function trailing(word: string): number {
  const [end = ""] = /(?<![.:!?%])[.:!?%]+$/.exec(word) ?? [];
  const isWhole = word.slice(0, word.length - end.length).split(".").length > 2;
  return isWhole && !end.includes("...") ? end.length : 0;
}

function isUrl(word: string): boolean {
  return word.includes("://") || (/[?#]/.test(word) && /=[^=]/.test(word));
}

/** Whether decoded base64 is a part of a token rather than something with tokens in it. */
function isClaims(text: string): boolean {
  return (
    !/"(?:access_token|id_token|refresh_token|link_with|token|body|headers)"/.test(text) &&
    text.startsWith("{")
  );
}

/** Whether errors are looked for in a text: what stands in JSON or parameters has its own place for them. */
function speaks({ layers, isTold, text }: LayerText): boolean {
  if (isTold) return false;
  return layers.every(({ kind }) => kind === "escapes") || /^(?:Uncaught )?\w*Error: /.test(text);
}

// One by one: a call takes only so many arguments.
function take(opened: Opened, { found, inner }: Collected): void {
  for (const each of opened.found) found.push(each);
  for (const each of opened.inner) inner.push(each);
}
