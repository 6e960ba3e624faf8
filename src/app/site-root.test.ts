import { expect, test } from "vitest";
import { siteBase, withoutTrailingSlash } from "./site-root.ts";

test.each([
  ["https://linklab.example/assets/index-B1.js", ""],
  ["https://linklab.example/link-lab/assets/index-B1.js", "/link-lab"],
  ["https://linklab.example/assets/demo/assets/index-B1.js", "/assets/demo"],
  ["http://localhost:5173/src/app/main.tsx?t=1732942800000", ""],
])("a main script at %s is that of a site under %j", (script, base) => {
  expect(siteBase(script)).toBe(base);
});

test.each([
  ["/", "/"],
  ["/tokens", "/tokens"],
  ["/tokens/", "/tokens"],
  ["/learn/tenant/", "/learn/tenant"],
])("%s without a slash at its end is %s", (pathname, without) => {
  expect(withoutTrailingSlash(pathname)).toBe(without);
});
