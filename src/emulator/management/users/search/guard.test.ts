import * as fc from "fast-check";
import lucene from "lucene";
import { expect, test } from "vitest";
import { isRefusal } from "#emulator/rules/refusal.ts";
import { guardSyntax } from "./guard.ts";

const pieces = fc.constantFrom(
  ...'AND,OR,NOT,&&,||,(,),[,],{,},TO,*,?,-,+,!,:,",\\,<,>,name:,-name:,name:(,email:"a","p q",[1 TO 2],a:[* TO 2],jane,a:b,-a,a:-b,!a:!b'.split(
    ",",
  ),
);

function isLetThrough(text: string): boolean {
  try {
    guardSyntax(text);
    return true;
  } catch (error) {
    expect(isRefusal(error)).toBe(true);
    return false;
  }
}

test("the parser reads all that the guard lets through", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 10 }), fc.constantFrom("", " "), (parts, gap) => {
      const text = parts.join(gap);
      if (isLetThrough(text)) expect(() => lucene.parse(text), text).not.toThrow();
    }),
    { seed: 20_261_129, numRuns: 3000 },
  );
});
