import { expect, test } from "vitest";
import { NOT_EMULATED } from "#emulator/rules/not-emulated.ts";
import { ALL_RULES } from "#emulator/rules/tables.ts";
import { DELIVERY_RULES } from "#emulator/rules/authorization.ts";
import { CONTRACT } from "./cases.ts";
import { DEVIATIONS, ITEMS } from "./items.ts";

const cases = CONTRACT.flatMap(([, some]) => some);

test.each(Object.keys(ALL_RULES))("the rule %s decides a case", (rule) => {
  expect(cases.map((one) => one.rule)).toContain(rule);
});

test.each(Object.keys(DELIVERY_RULES))("the delivery %s carries a case", (delivery) => {
  expect(cases.map((one) => one.delivery)).toContain(delivery);
});

test.each(Object.keys(ITEMS))("the item %s has a case", (item) => {
  expect(cases.flatMap((one) => one.items)).toContain(item);
});

test.each(DEVIATIONS)("the docs say that $item goes without: $part", ({ documented }) => {
  expect(NOT_EMULATED.map(({ what }) => what)).toContain(documented);
});

test("no two cases of a subject have the same title", () => {
  for (const [subject, some] of CONTRACT) {
    const titles = some.map(({ title }) => title);
    expect([...new Set(titles)], subject).toEqual(titles);
  }
});

test("what a case looks at afterwards is compared with something", () => {
  for (const { title, afterwards, shows } of cases)
    expect(afterwards === undefined, title).toBe(shows === undefined);
});
