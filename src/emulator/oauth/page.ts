import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { randomId } from "#emulator/ids.ts";
import type { ColorScheme } from "#emulator/model.ts";
import type { Random } from "#emulator/ports.ts";
import { NO_POWERS } from "./no-powers.ts";
import { PAGE_STYLE } from "./page-style.ts";

/** Markup whose dynamic parts are escaped: what the `html` tag returns. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A page before it has headers. */
export type PageContent = {
  title: string;
  body: Markup;
  /** Shown beside the mark. */
  tenant?: string;
  /** Styles besides those of every page. */
  style?: string;
  /** Where a form on the page may lead besides the tenant: `sourceOf` an address that was checked. */
  formOrigin?: string | undefined;
  /** Who may show the page in a frame; default nobody. */
  frameOrigin?: string | undefined;
  /** Which of the two looks; without it the browser decides. */
  colorScheme?: ColorScheme | undefined;
  /** Script without markup in it; runs under a nonce. */
  script?: string;
};

/** A page as it is sent; the rule that decided gives the status. */
export type Page = {
  markup: string;
  headers: Record<string, string>;
};

/** How a policy names where an address leads; an app's own scheme has no origin. */
export function sourceOf(address: string): string {
  const { origin, protocol } = new URL(address);
  return origin === "null" ? protocol : origin;
}

/**
 * Makes a page. Chromium applies `form-action` to redirects that follow a form, so the
 * application's origin has to be named in it. There is no Cross-Origin-Opener-Policy: it would cut a
 * login popup off from its opener.
 * @see https://www.w3.org/TR/CSP3/#directive-form-action
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.16
 */
export async function renderPage(random: Random, content: PageContent): Promise<Page> {
  const nonce = randomId(random, 22);
  const { title, body, tenant, script, colorScheme, style = "" } = content;
  const markup = await html`<!doctype html>
    <html lang="en" ${colorScheme === undefined ? "" : html` data-scheme="${colorScheme}"`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style nonce="${nonce}">
          ${raw(PAGE_STYLE + style)}
        </style>
      </head>
      <body>
        <main>
          <div class="brand">
            <svg viewBox="0 0 32 16" aria-hidden="true">
              <path class="a" d="M2 3h6c8 0 8 10 16 10h6" />
              <path class="b" d="M2 13h6c8 0 8-10 16-10h6" />
            </svg>
            ${tenant === undefined ? "" : html`<span>${tenant} · emulated tenant</span>`}
          </div>
          ${body}
        </main>
        ${
          script === undefined
            ? ""
            : html`<script nonce="${nonce}">
                ${raw(script)};
              </script>`
        }
      </body>
    </html>`;
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(script === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    "img-src data:",
    "base-uri 'none'",
    `form-action 'self'${content.formOrigin === undefined ? "" : ` ${content.formOrigin}`}`,
    `frame-ancestors ${content.frameOrigin ?? "'none'"}`,
  ];
  return {
    markup: markup.toString(),
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy.join("; "),
      "Permissions-Policy": NO_POWERS,
      "Referrer-Policy": "no-referrer",
    },
  };
}
