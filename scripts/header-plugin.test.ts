import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { metaPolicy } from "#site/headers.ts";
import { withMeta } from "./header-plugin.ts";
import { ROOT } from "./setup.mjs";

test("a page says its policy before anything that it loads, and its encoding before that", () => {
  const html = withMeta(readFileSync(join(ROOT, "index.html"), "utf8"));
  const at = [
    '<meta charset="utf-8" />',
    `<meta http-equiv="Content-Security-Policy" content="${metaPolicy()}" />`,
    '<meta name="referrer" content="no-referrer" />',
    "<link",
    "<script",
  ].map((text) => html.indexOf(text));
  expect(at).toEqual(at.filter((place) => place > 0).toSorted((one, other) => one - other));
});

test("a page of another kind is not built unprotected", () => {
  expect(() => withMeta("<!doctype html><title>x</title>")).toThrow("no <meta charset>");
});
