import { expect, test } from "vitest";
import { headersOf } from "#site/headers.ts";
import { devHeadersOf } from "./dev-headers.ts";

test("in development a page is sent the same, but for what hot reload needs", () => {
  for (const path of ["/", "/callback/popup"]) {
    const { "Content-Security-Policy": policy = "", ...others } = devHeadersOf(path, "n");
    const site = headersOf(path);
    expect({ ...others, "Cache-Control": site["Cache-Control"] }).toEqual({
      ...site,
      "Content-Security-Policy": undefined,
    });
    const usual = site["Content-Security-Policy"]?.split("; ") ?? [];
    expect(policy.split("; ").filter((directive) => !usual.includes(directive))).toEqual([
      "script-src 'self' 'nonce-n'",
      "style-src 'self' 'nonce-n'",
      "connect-src 'self' https: http://localhost:* ws://localhost:*",
    ]);
  }
});
