import type { Clock } from "#emulator/ports.ts";

/** A cookie of the tenant that hosts it, as it is kept. */
export type KeptCookie = readonly [
  name: string,
  cookie: { value: string; /** Milliseconds since the epoch. */ expiresAt: number },
];

/**
 * The cookies of one browser, where the browser itself takes none: it drops `Set-Cookie` from what a service
 * worker answers. They are the tenant's own, all for every path.
 */
export type CookieJar = {
  /** What belongs into the `Cookie` header; undefined where there is none. */
  header: () => string | undefined;
  /** Takes one line of `Set-Cookie`. */
  take: (line: string) => void;
  list: () => readonly KeptCookie[];
};

/** A jar with these in it. */
export function createCookieJar(kept: readonly KeptCookie[], clock: Clock): CookieJar {
  let cookies = kept;
  return {
    header: () => {
      cookies = cookies.filter(([, { expiresAt }]) => expiresAt > clock());
      if (cookies.length === 0) return undefined;
      return cookies.map(([name, { value }]) => `${name}=${value}`).join("; ");
    },
    take: (line) => {
      const [, taken, value = ""] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (taken === undefined) return;
      const [, seconds = "0"] = /;\s*max-age=(\d+)/i.exec(line) ?? [];
      const others = cookies.filter(([name]) => name !== taken);
      const cookie = { value, expiresAt: clock() + Number(seconds) * 1000 };
      cookies = seconds === "0" ? others : [...others, [taken, cookie]];
    },
    list: () => cookies,
  };
}
