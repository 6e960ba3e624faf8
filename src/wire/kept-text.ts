import type { Actor } from "./event.ts";
import type { WirePiece } from "./marker.ts";
import { writeMarkers, type Redactor } from "./redact.ts";

/** How many characters the log keeps of a text, by where it stands. */
export const MOST_KEPT = { url: 16_384, header: 8_192, body: 65_536 } as const;

/** A body as it is told to the log: what is there of it, and in words why it is not all. */
export type ToldBody = { readonly text: string; readonly missing: string | null };

// An escape or an encoded character that is cut in half hides what it would have ended.
const HALF = /(?:(?:%[\da-fA-F]{0,2}){1,4}|\\u?[\da-fA-F]{0,3}|[\ud800-\udbff])$/;

/** A URL as the log keeps it: redacted, cut where it is too long, and then it says so. */
export function keptUrl(redactor: Redactor, url: string, actor: Actor | null): string {
  return kept(url, MOST_KEPT.url, (text, isCut) => redactor.pieces(text, actor, isCut));
}

/** The headers of a message as the log keeps them. */
export function keptHeaders(
  redactor: Redactor,
  headers: Readonly<Record<string, string>>,
  actor: Actor | null,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      kept(value, MOST_KEPT.header, (text, isCut) => redactor.header(name, text, actor, isCut)),
    ]),
  );
}

/** A body as the log keeps it; `null` where there is none. */
export function keptBody(
  redactor: Redactor,
  body: string | ToldBody | null | undefined,
  actor: Actor | null,
): string | null {
  if (body === null || body === undefined) return null;
  const { text, missing } = typeof body === "string" ? { text: body, missing: null } : body;
  if (text === "" && missing === null) return null;
  return kept(text, MOST_KEPT.body, (part, isCut) => redactor.pieces(part, actor, isCut), missing);
}

/** A limit in words. */
export function cutAfter(characters: number): string {
  return `cut after ${characters / 1024} KB`;
}

function kept(
  text: string,
  most: number,
  redact: (text: string, isCut: boolean) => readonly WirePiece[],
  missing: string | null = null,
): string {
  const isLong = text.length > most;
  const isCut = isLong || missing !== null;
  // Before it is redacted, so that the work is bounded: half a secret at the end is found as one.
  const part = isCut ? text.slice(0, most).replace(HALF, "") : text;
  const why = isLong ? cutAfter(most) : missing;
  return writeMarkers([
    ...redact(part, isCut),
    ...(why === null ? [] : [{ owner: null, name: why }]),
  ]);
}
