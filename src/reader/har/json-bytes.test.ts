import * as fc from "fast-check";
import { expect, test } from "vitest";
import { endOfValue, itemsOf, membersOf, textOf } from "./json-bytes.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const whole = (bytes: Uint8Array) => ({ start: 0, end: bytes.length });

test("the end of any JSON is found, set in one line or in many, whatever follows", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2, "\t"), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      const { length } = bytesOf(text);
      expect(endOfValue(bytesOf(`${text},"x]`), 0)).toBe(length);
    }),
  );
});

test("members and items are those that JSON.parse gives", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 9 }), fc.jsonValue()), (object) => {
      const bytes = bytesOf(JSON.stringify(object, null, 1));
      // A name with an escape or beyond ASCII is no name of a HAR.
      const plain = Object.entries(object).filter(([name]) => /^[\x20-\x7e]*$/.test(name));
      for (const [name, value] of plain.filter(([one]) => !/["\\]/.test(one))) {
        const span = membersOf(bytes, whole(bytes)).get(name);
        const source = new TextDecoder().decode(bytes.subarray(span?.start, span?.end));
        expect(JSON.stringify(JSON.parse(source))).toBe(JSON.stringify(value));
      }
    }),
  );
  const list = bytesOf(' [ 1 ,{"a":[]}, "]" ] ');
  const items = itemsOf(list, { start: 1, end: list.length });
  expect(
    items.map(({ start, end }) => new TextDecoder().decode(list.subarray(start, end))),
  ).toEqual(["1", '{"a":[]}', '"]"']);
});

test("of equal names the last counts, as for JSON.parse", () => {
  const bytes = bytesOf('{"url":"a","url":"b"}');
  expect(textOf(bytes, membersOf(bytes, whole(bytes)).get("url"), 9)).toBe("b");
});

test.each(['{"a":1', '{"a":"x', '{"a":"x\\"}', "[[1,2]", '"\\\\\\"', "12"])(
  "%s has no end",
  (text) => {
    expect(endOfValue(bytesOf(text), 0)).toBe(null);
  },
);

test("any bytes are gone through to an end", () => {
  const shapes = fc.array(fc.constantFrom(...Array.from('{}[],:"\\ a1')), { maxLength: 40 });
  fc.assert(
    fc.property(shapes, (characters) => {
      const bytes = bytesOf(characters.join(""));
      expect(membersOf(bytes, whole(bytes)).size).toBeLessThanOrEqual(bytes.length);
      expect(itemsOf(bytes, whole(bytes)).length).toBeLessThanOrEqual(bytes.length);
    }),
  );
});

test("neither depth nor a long row of backslashes is more than one look", () => {
  const deep = bytesOf("[".repeat(100_000) + "]".repeat(100_000));
  expect(endOfValue(deep, 0)).toBe(deep.length);
  const slashes = bytesOf(`"${"\\\\".repeat(1_000_000)}"`);
  expect(endOfValue(slashes, 0)).toBe(slashes.length);
});

const read = (text: string) => textOf(bytesOf(text), whole(bytesOf(text)), 9);

test("a text beyond the limit, a broken escape and another type are no text", () => {
  expect(read('"123456789"')).toBe(null);
  expect(read(String.raw`"\q"`)).toBe(null);
  expect(read("12")).toBe(null);
  expect(read('"1234567"')).toBe("1234567");
});
