import { expect, test } from "vitest";
import { systemRandom } from "./system.ts";

test("random bytes are as many as were asked for, and nobody's before", () => {
  const lengths = [16, 4000, 100, 4096, 5000, 0, 16];
  const given = lengths.map((length) => systemRandom(length));
  expect(given.map(({ length }) => length)).toEqual(lengths);
  const texts = given.map((bytes) => Buffer.from(bytes).toString("hex"));
  for (const [at, text] of texts.entries())
    if (text !== "")
      expect(texts.filter((other, index) => index !== at && other.includes(text))).toEqual([]);
});

test("what somebody was given does not change when others ask", () => {
  const given = systemRandom(64);
  const before = given.slice();
  for (let asked = 0; asked < 200; asked += 1) systemRandom(64);
  expect(given).toEqual(before);
});
