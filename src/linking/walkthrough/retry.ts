/** The part of `Headers` that is read here. */
export type AnswerHeaders = { get(name: string): string | null };

/** The form of HTTP-date that senders must use. */
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The last moment that a `Date` can hold, in milliseconds. */
const LAST_MOMENT = 8.64e15;

/**
 * When a request that was answered 429 may be sent again. `Retry-After` (seconds or a date) comes
 * before `X-RateLimit-Reset` (epoch seconds), as in Auth0's own SDKs. The dates of both are the
 * server's clock.
 *
 * @param headers of the answer; a page sees these two only where CORS exposes them
 * @param now milliseconds since the epoch
 * @returns milliseconds since the epoch, never before `now`; `null` when the answer does not say
 * @see RFC 9110 section 10.2.3; Auth0, Rate Limit Policy
 */
export function retryAt(headers: AnswerHeaders, now: number): number | null {
  const at =
    afterDelay(headers.get("Retry-After"), now) ?? atReset(headers.get("X-RateLimit-Reset"));
  return at === null ? null : Math.max(at, now);
}

function afterDelay(value: string | null, now: number): number | null {
  const text = value?.trim() ?? "";
  const seconds = wholeSeconds(text);
  if (seconds !== null) return moment(now + seconds * 1000);
  return IMF_FIXDATE.test(text) ? moment(Date.parse(text)) : null;
}

function atReset(value: string | null): number | null {
  const seconds = wholeSeconds(value?.trim() ?? "");
  return seconds === null ? null : moment(seconds * 1000);
}

function wholeSeconds(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}

function moment(milliseconds: number): number | null {
  return milliseconds <= LAST_MOMENT ? milliseconds : null;
}
