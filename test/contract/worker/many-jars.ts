import { createCookieJar as createOneJar } from "#emulator/hosts/cookie-jar.ts";
import type { CookieJar, KeptCookie } from "#emulator/hosts/cookie-jar.ts";
import type { Clock } from "#emulator/ports.ts";

/** What the contract tells its worker with each request. */
export type Told = {
  /** Milliseconds since the epoch. */
  now: number;
  /** Which of the browsers of the case sends it. */
  browser: number;
};

declare const self: { told: Told };

/** As the worker's own, one for each browser of the contract: a worker has one, cases have several. */
export function createCookieJar(_: readonly KeptCookie[], clock: Clock): CookieJar {
  const jars = new Map<number, CookieJar>();
  const current = () => {
    const { browser } = self.told;
    const jar = jars.get(browser) ?? createOneJar([], clock);
    jars.set(browser, jar);
    return jar;
  };
  return {
    header: () => current().header(),
    take: (line) => current().take(line),
    list: () => current().list(),
  };
}
