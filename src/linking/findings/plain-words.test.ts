import { expect, test } from "vitest";
import { plainWords } from "./plain-words.ts";

test.each([
  ["signs and case", "Invalid token (LINK_WITH).", "invalid token link_with"],
  ["blanks of any kind", "a\u00a0b\n\t c", "a b c"],
  ["tags", "<p class='x'>a</p><br/>b", "a b"],
  ["what only looks like a tag", "1 < 2 > 1", "1 2 1"],
  ["entities by name and number", "a&quot;b&#39;c&#x2F;d&nbsp;e", "a b c d e"],
  ["an entity beyond Unicode", "&#x110000;a", "x110000 a"],
  ["percent-encoding", "Service%20not%20found%3A+x", "service not found x"],
  ["percent-encoding, twice", "a%2520b", "a b"],
  ["percent signs that encode nothing", "100% %E0%A4 %zz", "100 e0 a4 zz"],
  ["escapes of JSON", String.raw`\"a\"\nb\u0027c`, "a b c"],
  ["escapes of JSON within JSON", String.raw`a\\\"\\nb`, "a b"],
  ["characters that nobody sees", "to\u200bken\u00ad\ufeff", "token"],
  ["a list of scopes as one", "any of: read:a,update:b x,y", "any of read a,update b x y"],
  ["letters of any script", "é 用户", "é 用户"],
  ["nothing", "…!", ""],
])("reads %s", (_, text, words) => {
  expect(plainWords(text)).toBe(` ${words} `);
});
