import { expect, test } from "vitest";
import { straightenQuotes } from "./straight-quotes.ts";

test.each([
  [
    "I’d send curl -X POST ‘https://t.example’ -d “a”",
    "I'd send curl -X POST 'https://t.example' -d \"a\"",
  ],
  ["fetch(“/a”)", 'fetch("/a")'],
  ["{“error”:“x”}", '{"error":"x"}'],
])("makes quotes straight that a chat has changed: %s", (text, straight) => {
  expect(straightenQuotes(text)).toBe(straight);
});

test.each(["He said “curl is a tool”.", `t("She said “yes”", '(“no”)')`])(
  "leaves the quotes of a language alone: %s",
  (text) => {
    expect(straightenQuotes(text)).toBe(text);
  },
);
