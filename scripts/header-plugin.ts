import type { Plugin } from "vite";
import { EVERYWHERE, metaPolicy } from "#site/headers.ts";
import { createHostFiles } from "./host-files.ts";

const CHARSET = /<meta charset="utf-8" \/>/;

/**
 * Has the built page say of itself what a host may not send, and puts beside it the files that tell a host. The
 * server of `npm run dev` sends headers of its own: what reloads a page as it changes needs more than these allow.
 */
export function createHeaderPlugin(): Plugin {
  return {
    name: "linklab:headers",
    apply: "build",
    transformIndexHtml: { order: "post", handler: withMeta },
    generateBundle() {
      for (const [fileName, source] of Object.entries(createHostFiles()))
        this.emitFile({ type: "asset", fileName, source });
    },
  };
}

/**
 * Writes policy and referrer into a page, before anything that it loads. The encoding stays first: a browser looks
 * for it at the very beginning.
 */
export function withMeta(html: string): string {
  if (!CHARSET.test(html)) throw new TypeError("index.html has no <meta charset>");
  return html.replace(
    CHARSET,
    `$&
    <meta http-equiv="Content-Security-Policy" content="${metaPolicy()}" />
    <meta name="referrer" content="${EVERYWHERE["Referrer-Policy"]}" />`,
  );
}
