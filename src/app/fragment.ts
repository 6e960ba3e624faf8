import { paths } from "./paths.ts";

/**
 * Takes a token out of the fragment of the bench's address, at once, so that it stays neither in the
 * address bar nor in the history. `null` on every other page, and for a fragment that names a place.
 */
export function takeFragment(): string | null {
  const { pathname, hash } = window.location;
  if (pathname !== paths.tokens || !hash.includes("=")) return null;
  window.history.replaceState(window.history.state, "", pathname);
  const token = /^#token=(.*)$/s.exec(hash)?.[1];
  return token === undefined ? hash : decode(token);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
