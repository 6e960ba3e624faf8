import { paths } from "#shell/paths.ts";

/** The inspector's address as the router takes it: in any case, with a slash at the end or without. */
const INSPECTOR = new RegExp(`^${paths.tokens}/?$`, "i");

/** Where the link to skip the header leads. */
const PLACE = "#main";

/**
 * Takes what stands behind the path of the inspector's address, in the query or the fragment, at once, so
 * that it stays neither in the address bar nor in the history. `null` on every other page, and where there
 * is no token to read.
 *
 * @param base the path under which the site lies
 */
export function takeFragment(base: string): string | null {
  const { pathname, search, hash } = window.location;
  const text = search + (hash === PLACE ? "" : hash);
  if (!INSPECTOR.test(pathname.slice(base.length)) || search + hash === "") return null;
  window.history.replaceState(window.history.state, "", pathname);
  const alone = /^[?#](?:token=)?([^=&]+)$/.exec(text)?.[1];
  return alone === undefined ? text || null : decode(alone);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
