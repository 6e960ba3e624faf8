/** Schemes at which nobody is who could take an answer; the first would run it. */
const NOWHERE = new Set(["javascript:", "vbscript:", "data:", "blob:", "about:", "view-source:"]);

/** Of the web, a host that can stand in a header as it is. */
const HOST = /^(?:[a-z\d._-]+|\[[a-f\d:.]+\])(?::\d+)?$/i;

/**
 * Why no browser is sent to an address with an answer; undefined where one may be.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2
 */
export function flawOfAddress(url: string): string | undefined {
  if (url.includes("*")) return "wildcards are not emulated";
  if (/[^!-~]/.test(url)) return "it has a blank, or a character that is not ASCII";
  if (url.includes("#")) return "it has a fragment, in which the answer would be lost";
  const { protocol, host } = new URL(url);
  if (NOWHERE.has(protocol)) return `nobody takes an answer at ${protocol}`;
  return /^https?:$/.test(protocol) && !HOST.test(host) ? "its host is no name" : undefined;
}
