import type { Found, Reading, Unread } from "./found.ts";
import { outermost, type LayerText } from "./layers.ts";
import { openLayer } from "./open-layer.ts";
import { isTokenName } from "./place-names.ts";
import { straightenQuotes } from "./straight-quotes.ts";
import type { Budget } from "./wrapped-token.ts";

/** How often something may be opened inside something else. */
const DEPTH_LIMIT = 32;

const NOTHING_VISIBLE = /^[\s\u200b-\u200f\u2060\ufeff]*$/;

const HTML = /^\s*<(?:!doctype html|html|head|body)\b/i;

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000e-\u001f\ufffd]/g;

/** One of these stands in whatever holds something to find, unless its name promises a token. */
const MARK =
  /ey[JA]|ew[ok0]|ZXlK|ZXdv|W3s[iK]|QmVhcm|v[1-4]\.|[{[]\s*["{[]|[{[]\\+"|\^["{]|%7B|%5B|&quot;|&#34;|error|code=|bearer|dpop|token|link_with|cookie|session|auth0|-----BEGIN|_required|invalid|denied|insufficient|missing|redacted|\*{3}/i;

/** How much of a text says whether it is one. */
const SAMPLE = 4096;

/**
 * Finds what is in a text that somebody brought: tokens and what is none, errors, lines of a log,
 * requests, through everything that may stand around them. Nothing is verified, sent or run. Whatever
 * the text, the answer says what was found and what could not be read, in time that grows with its length.
 */
export function readText(text: string): Reading {
  const outer = outermost(straightenQuotes(text));
  const whole = outer.placeOf(0, text.length);
  if (NOTHING_VISIBLE.test(text)) return { found: [], unread: [{ reason: "empty", place: whole }] };
  const found: Found[] = [];
  const unread: Unread[] = [];
  if (HTML.test(text)) unread.push({ reason: "html", place: whole });
  if (isBinary(text)) unread.push({ reason: "binary", place: whole });

  const budget: Budget = { left: 8 * text.length };
  // A list to work off instead of recursion: depth is up to whoever wrote the text.
  const open: LayerText[] = [outer];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > DEPTH_LIMIT) {
      unread.push({ reason: "too-deep", place: next.placeOf(0, next.text.length) });
      continue;
    }
    const opened = openLayer(next, budget);
    for (const each of opened.found) found.push(each);
    for (const each of opened.unread) unread.push(each);
    for (const each of opened.inner) if (mayHold(each)) open.push(each);
  }
  if (found.length === 0 && unread.length === 0)
    unread.push({ reason: "nothing-known", place: whole });
  return { found: found.toSorted(byPlace), unread };
}

/** Cheap, because most strings of a long text hold nothing. */
function mayHold({ text, name, says, layers }: LayerText): boolean {
  if (text === "") return false;
  return layers.length === 0 || says !== null || isTokenName(name) || MARK.test(text);
}

/** In the order of the text; what holds something before what it holds. */
function byPlace(a: Found, b: Found): number {
  return a.place.start - b.place.start || b.place.end - a.place.end;
}

function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  return (sample.match(CONTROL)?.length ?? 0) > sample.length / 16;
}
