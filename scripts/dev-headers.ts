import { DIRECTIVES, headersOf, policyOf } from "#site/headers.ts";
import type { Fields } from "#site/headers.ts";

/**
 * What `npm run dev` sends for a path: what every host does, with what hot reload needs. Scripts and styles that
 * Vite writes into the page run by a nonce, and changes come over a socket. Vite says by itself what is kept. It
 * would wait for a server that was started again in a worker made of text, which stays refused: reload by hand.
 */
export function devHeadersOf(path: string, nonce: string): Fields {
  const { "Cache-Control": _, ...fields } = headersOf(path);
  return {
    ...fields,
    "Content-Security-Policy": policyOf({
      ...DIRECTIVES,
      "script-src": `${DIRECTIVES["script-src"]} 'nonce-${nonce}'`,
      "style-src": `${DIRECTIVES["style-src"]} 'nonce-${nonce}'`,
      "connect-src": `${DIRECTIVES["connect-src"]} ws://localhost:*`,
    }),
  };
}
