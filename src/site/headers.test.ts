import { expect, test } from "vitest";
import { DIRECTIVES, headersOf, metaPolicy } from "./headers.ts";

test("(S 11) no answer lets a page run what is not a file of the site, or be framed", () => {
  for (const path of ["/", "/callback/popup", "/authorize", "/assets/main.js", "/gone"]) {
    const policy = headersOf(path)["Content-Security-Policy"]?.split("; ");
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types linklab",
      ]),
    );
    expect(policy?.join("; ")).not.toMatch(/unsafe-|\*(?!;|$| )|blob:/);
    expect(headersOf(path)).toMatchObject({
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "Permissions-Policy": expect.stringMatching(/camera=\(\), .*usb=\(\)/),
    });
  }
});

test.each([
  ["/", "same-origin-allow-popups"],
  ["/learn/tenant", "same-origin-allow-popups"],
  ["/tenant", "same-origin-allow-popups"],
  ["/users", "same-origin-allow-popups"],
  ["/callback", "same-origin-allow-popups"],
  ["/icon.svg", undefined],
  ["/callback/popup", undefined],
  ["/callback/popup/", undefined],
  ["/authorize", undefined],
  ["/authorize/index.html", undefined],
  ["/u/login", undefined],
  ["/v2/logout", undefined],
])("%s is isolated, unless it may stand in a popup: %s", (path, isolation) => {
  expect(headersOf(path)["Cross-Origin-Opener-Policy"]).toBe(isolation);
});

test.each([
  ["/assets/main-abc123.js", "public, max-age=31536000, immutable"],
  ["/", "no-cache"],
  ["/learn/tenant", "no-cache"],
  ["/tenant-worker.js", "no-cache"],
  ["/linklab.config.json", "no-cache"],
  ["/callback", "no-store"],
  ["/callback/popup", "no-store"],
])("of %s may be kept: %s", (path, caching) => {
  expect(headersOf(path)["Cache-Control"]).toBe(caching);
});

test("what a page says of itself is the same policy, but for who may frame it", () => {
  const lines = metaPolicy().split("; ");
  expect(lines).toHaveLength(Object.keys(DIRECTIVES).length - 1);
  expect([...lines, "frame-ancestors 'none'"].toSorted()).toEqual(
    headersOf("/")["Content-Security-Policy"]?.split("; ").toSorted(),
  );
});
