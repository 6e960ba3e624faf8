import { expect, test } from "vitest";
import { judgeExchange } from "#linking/use-cases/judge-exchange.ts";
import type { Judgement } from "#linking/use-cases/judgement.ts";
import type { Found, FoundRequest, Reading } from "#reader/found.ts";
import { isHar, readHar } from "#reader/har/read-har.ts";
import { HAR_CASES } from "./har.ts";

function callsOf({ found }: Reading): readonly (Judgement & { readonly request: FoundRequest })[] {
  return found.flatMap((one) => {
    if (one.kind !== "request") return [];
    const judgement = judgeExchange(one.exchange);
    return judgement.verdict === "not-linking" ? [] : [{ ...judgement, request: one }];
  });
}

function only<Kind extends Found["kind"]>(
  { found }: Reading,
  kind: Kind,
): readonly Extract<Found, { kind: Kind }>[] {
  return found.filter((one): one is Extract<Found, { kind: Kind }> => one.kind === kind);
}

test.each(HAR_CASES)("$name", async ({ input, expect: wanted }) => {
  const reading = await readHar(input, {});
  const calls = callsOf(reading);
  expect(calls.map(({ verdict, useCase }) => [verdict, useCase])).toEqual(wanted.calls);
  expect(reading.unread.map(({ reason }) => reason)).toEqual(wanted.unread ?? []);
  const errors = only(reading, "error").map(({ message, error }) => message ?? error);
  expect(errors).toEqual(wanted.errors ?? []);
  expect(only(reading, "other").map(({ what }) => what)).toEqual(wanted.others ?? []);
  expect(calls[0]?.question?.id).toBe(wanted.asks);
  if (wanted.basis !== undefined) expect(calls[0]?.basis).toBe(wanted.basis);
  if (wanted.tokens !== undefined)
    expect(only(reading, "token").map(({ name }) => name)).toEqual(wanted.tokens);
});

test.each(HAR_CASES)("$name: every place is in the text", async ({ input }) => {
  const { found, unread } = await readHar(input, {});
  for (const { place } of [...found, ...unread]) {
    expect(place.end).toBeLessThanOrEqual(input.length);
    expect(input.slice(0, place.start).split("\n").length).toBe(place.line);
  }
  for (const one of found) {
    if (one.kind !== "request") continue;
    for (const { part, name, start, end } of one.parts) {
      const written = input.slice(start, end);
      if (part === "url") expect(JSON.parse(`"${written}"`)).toBe(one.exchange.url);
      if (part === "method") expect(written).toBe(one.exchange.method);
      if (part === "body" && name !== null) expect(written).toContain(name);
    }
  }
});

test.each(HAR_CASES)("$name: is known as a HAR", ({ input }) => {
  expect(isHar(new TextEncoder().encode(input))).toBe(true);
});

test("has 40 recordings, each with a name of its own, a third of them not affected", () => {
  expect(new Set(HAR_CASES.map(({ name }) => name)).size).toBe(HAR_CASES.length);
  expect(HAR_CASES.length).toBeGreaterThanOrEqual(40);
  const spared = HAR_CASES.filter(({ expect: { calls } }) =>
    calls.every(([verdict]) => verdict !== "affected" && verdict !== "cannot-tell"),
  );
  expect(spared.length).toBeGreaterThanOrEqual(HAR_CASES.length / 3);
});
