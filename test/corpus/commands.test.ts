import { expect, test } from "vitest";
import { judgeExchange } from "#linking/use-cases/judge-exchange.ts";
import { readCommands } from "#reader/commands/read-commands.ts";
import { COMMAND_CASES } from "./commands.ts";

test("has 90 commands or more, a third of them not affected, each with a name of its own", () => {
  const names = new Set(COMMAND_CASES.map(({ name }) => name));
  const fine = COMMAND_CASES.filter(({ expect: { verdict } }) =>
    ["new-way", "not-affected", "not-linking"].includes(verdict ?? ""),
  );
  expect(names.size).toBe(COMMAND_CASES.length);
  expect(names.size).toBeGreaterThanOrEqual(90);
  expect(fine.length * 3).toBeGreaterThanOrEqual(names.size);
});

test.each(COMMAND_CASES)("reads $name", ({ input, expect: wanted }) => {
  const [request, ...others] = readCommands(input);
  const { form, method, url, headers = [], body, status, responseBody, verdict, useCase } = wanted;
  expect(request?.form).toBe(form);
  expect(request?.exchange.method).toBe(method);
  expect(request?.exchange.url).toBe(url);
  const names = headers.map(([name]) => name);
  const sent = request?.exchange.headers as readonly [string, string][];
  expect(sent.filter(([name]) => names.includes(name))).toEqual(headers);
  if (body !== undefined) expect(request?.exchange.body ?? null).toBe(body);
  expect(request?.exchange.status).toBe(status);
  expect(request?.exchange.responseBody).toBe(responseBody);
  const judgement = judgeExchange(request?.exchange ?? {});
  expect([judgement.verdict, judgement.useCase]).toEqual([verdict, useCase]);
  if (wanted.url === url && !/### Next/.test(input)) expect(others).toEqual([]);
});

test.each(COMMAND_CASES)("tells where the tokens stand in $name", ({ input }) => {
  for (const { place, exchange, parts } of readCommands(input)) {
    const whole = input.slice(place.start, place.end);
    expect(whole).toBe(whole.trim());
    expect(parts.filter(({ part }) => part === "url")).toHaveLength(1);
    const headers = exchange.headers as readonly [string, string][];
    for (const { part, name, start, end } of parts) {
      const lit = input.slice(start, end);
      const value = part === "header" ? headers.find((header) => header[0] === name)?.[1] : null;
      const token = /ey[\w-]+\.[\w-]+\.[\w-]+/.exec(value ?? "")?.[0];
      // A name may stand there, whose value the text gives elsewhere.
      if (token !== undefined && !lit.includes("$")) expect(lit).toContain(token);
      if (part === "body" && name === "link_with") expect(lit).toMatch(/link_with/);
    }
  }
});
