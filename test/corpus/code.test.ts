import { expect, test } from "vitest";
import { judgeExchange } from "#linking/use-cases/judge-exchange.ts";
import { mayHoldCall } from "#reader/code/may-hold-call.ts";
import { readCode } from "#reader/code/read-code.ts";
import type { FoundCall } from "#reader/found.ts";
import { CODE_CASES } from "./code.ts";

function describeCall({ place, library, exchange }: FoundCall): string {
  const { verdict, useCase, question } = judgeExchange(exchange);
  const more = useCase ?? (verdict === "cannot-tell" ? question?.id : undefined);
  return [place.line, library, verdict, more].filter((word) => word !== undefined).join(" ");
}

test("has 100 cases or more, each with a name of its own, a third of them of nothing to change", () => {
  const names = new Set(CODE_CASES.map(({ name }) => name));
  expect(names.size).toBe(CODE_CASES.length);
  expect(names.size).toBeGreaterThanOrEqual(100);
  const calm = CODE_CASES.filter(({ expect: calls }) =>
    /not-affected|new-way/.test(calls.join(" ")),
  );
  expect(calm.length).toBeGreaterThanOrEqual(names.size / 3);
});

test.each(CODE_CASES)("finds the calls of $name", async ({ input, expect: calls }) => {
  const found = (await readCode(input)).calls;
  expect(found.map(describeCall)).toEqual(calls);
});

test.each(CODE_CASES)("passes nothing over that links in $name", ({ input, expect: calls }) => {
  const isOfUse = calls.some((call) => !call.includes("not-linking"));
  if (isOfUse) expect(mayHoldCall(input)).toBe(true);
});

test.each(CODE_CASES)("places the parts within the code of $name", async ({ input }) => {
  for (const { place, parts } of (await readCode(input)).calls) {
    expect(input.slice(0, place.start).split("\n")).toHaveLength(place.line);
    for (const { start, end } of [place, ...parts]) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(input.length);
    }
  }
});
