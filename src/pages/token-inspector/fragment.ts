import { paths } from "#shell/paths.ts";

/** The inspector's address as the router takes it: in any case, with a slash at the end or without. */
const INSPECTOR = new RegExp(`^${paths.tokens}/?$`, "i");

/** Where the link to skip the header leads. */
const PLACE = "#main";

/**
 * Takes what stands in the fragment of the inspector's address, at once, so that it stays neither in the
 * address bar nor in the history. `null` on every other page, and where there is no token to read.
 */
export function takeFragment(): string | null {
  const { pathname, hash } = window.location;
  if (!INSPECTOR.test(pathname) || hash === "") return null;
  window.history.replaceState(window.history.state, "", pathname);
  if (hash === PLACE) return null;
  const isNamed = hash.includes("=") && !hash.startsWith("#token=");
  return isNamed ? hash : decode(hash.replace(/^#(?:token=)?/, ""));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
