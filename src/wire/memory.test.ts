import { expect, test } from "vitest";
import { createMemory } from "./memory.ts";

const CODE_OF_A = { owner: "A", name: "code" } as const;
const TOKEN_OF_B = { owner: "B", name: "access token" } as const;

test("finds what it learned wherever it stands", () => {
  const memory = createMemory();
  memory.learn("opaque-token-1", TOKEN_OF_B);
  expect(memory.search("x=opaque-token-1opaque-token-1", false)).toMatchObject([
    { start: 2, end: 16, marker: TOKEN_OF_B },
    { start: 16, end: 30, marker: TOKEN_OF_B },
  ]);
});

test("finds values of which one is in the other, and such as overlap", () => {
  const memory = createMemory();
  memory.learn("12345678", CODE_OF_A);
  memory.learn("12345678-90abcdef", TOKEN_OF_B);
  memory.learn("90abcdefgh", CODE_OF_A);
  expect(memory.search("12345678-90abcdefgh", false)).toMatchObject([
    { start: 0, end: 8 },
    { start: 0, end: 17 },
    { start: 9, end: 19 },
  ]);
});

test.each([
  ["the beginning of a value at the end of a text that was cut", true, [{ start: 2, end: 12 }]],
  ["no half of a value in a text that is whole", false, []],
])("finds %s", (_, isCut, spans) => {
  const memory = createMemory();
  memory.learn("opaque-token-1", TOKEN_OF_B);
  expect(memory.search("x=opaque-tok", isCut)).toMatchObject(spans);
});

test("finds a value with blanks as a form writes it", () => {
  const memory = createMemory();
  memory.learn("my pass word", CODE_OF_A);
  expect(memory.search("x=my+pass+word", false)).toMatchObject([{ start: 2, end: 14 }]);
});

test("finds a short value only where it is asked for it", () => {
  const memory = createMemory();
  memory.learn("opaque", TOKEN_OF_B);
  expect(memory.search("an opaque answer", false)).toEqual([]);
  expect(memory.recall("opaque")).toBe(TOKEN_OF_B);
});

test.each(["Unauthorized", "invalid_signup", "authorization_code"])(
  "does not look in messages for %s, which an answer called a code",
  (word) => {
    const memory = createMemory();
    memory.keep(word, CODE_OF_A);
    expect(memory.search(`error: ${word}`, false)).toEqual([]);
  },
);

test("believes what it learned, not what an answer calls it", () => {
  const memory = createMemory();
  memory.keep("opaque-token-1", CODE_OF_A);
  memory.learn("opaque-token-1", TOKEN_OF_B);
  memory.keep("opaque-token-1", CODE_OF_A);
  expect(memory.recall("opaque-token-1")).toBe(TOKEN_OF_B);
});

test("forgets the oldest of many values that answers named, and never what it learned", () => {
  const memory = createMemory();
  memory.learn("learned-token-1", TOKEN_OF_B);
  for (let n = 0; n < 5000; n += 1) memory.keep(`code-number-${n}`, CODE_OF_A);
  expect(memory.search("learned-token-1", false)).toHaveLength(1);
  expect(memory.search("code-number-4999", false)).not.toEqual([]);
  expect(memory.search("code-number-0 ", false)).toEqual([]);
});

test("shows nothing of a text that was made to be compared for ever", () => {
  const memory = createMemory();
  for (let n = 0; n < 20; n += 1) memory.keep(`${"a".repeat(3000)}${n}b`, CODE_OF_A);
  const spans = memory.search("a".repeat(20_000), false);
  expect(spans.at(-1)).toMatchObject({ end: 20_000, marker: { name: "not read" } });
});
