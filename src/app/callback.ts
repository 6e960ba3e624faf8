import { CALLBACK_PATHS } from "#session/callback-paths.ts";

/**
 * Takes a login's answer out of the address bar before anything else runs, so that no code or token
 * stays in the history: also where an answer was sent to a place that reads none.
 *
 * @param place the path within the site
 * @returns the address as it was; `null` on every page that is no callback
 */
export function takeCallback(place: string): string | null {
  const { pathname, search, hash, href } = window.location;
  const isCallback = place === CALLBACK_PATHS.page || place === CALLBACK_PATHS.popup;
  if (isCallback || isAnswer(search) || isAnswer(hash))
    window.history.replaceState(null, "", pathname);
  return isCallback ? href : null;
}

/** Whether a query or fragment is an authorization response. @see RFC 6749 section 4.1.2, OIDC Core 1.0 section 3.2.2.5 */
function isAnswer(part: string): boolean {
  const has = (name: string) => new URLSearchParams(part.slice(1)).has(name);
  return has("access_token") || has("id_token") || (has("state") && (has("code") || has("error")));
}
