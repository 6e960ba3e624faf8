import { EVERYWHERE, headersOf } from "#site/headers.ts";
import type { Fields } from "#site/headers.ts";
import { ASKED_AGAIN, CALLBACK, NOTE, PAGES } from "./shared.ts";

/**
 * Netlify and Cloudflare Pages. Values of a header that two rules name are joined there, so no two rules that
 * fit the same address name the same one.
 */
export function renderHeadersFile(): string {
  const paths = [
    "/",
    ...PAGES.flatMap((page) => [page, `${page}/*`]),
    ...[CALLBACK, `${CALLBACK}/popup`].flatMap((path) => [path, `${path}/`]),
    ...ASKED_AGAIN,
    "/assets/*",
  ];
  const rules = paths.map((path) => rule(path, ownOf(path)));
  return `${[`# ${NOTE}`, rule("/*", EVERYWHERE), ...rules].join("\n\n")}\n`;
}

/** What a path is sent besides what everything is. */
function ownOf(path: string): Fields {
  return Object.fromEntries(
    Object.entries(headersOf(path)).filter(([name]) => !(name in EVERYWHERE)),
  );
}

const rule = (path: string, fields: Fields) =>
  [path, ...Object.entries(fields).map(([name, value]) => `  ${name}: ${value}`)].join("\n");
