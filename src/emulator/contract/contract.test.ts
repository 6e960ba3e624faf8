import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { requestHeader } from "#emulator/answer-log.ts";
import { serveTenant } from "#emulator/hosts/node.ts";
import { createTenant } from "#emulator/tenant.ts";
import { appOrigin, issuer, seededRandom, testKeys } from "#emulator/testing.ts";
import { authorizationCases } from "./authorization.ts";
import { badInputCases } from "./bad-input.ts";
import { bearerCases } from "./bearers.ts";
import { identityCases } from "./identities.ts";
import { peopleCases } from "./people.ts";
import { policyCases } from "./policies.ts";
import { tokenCases } from "./tokens.ts";
import { userCases } from "./users.ts";
import { control, overHttp } from "./world.ts";
import type { ContractCase, World } from "./world.ts";

// Long journeys with real cryptography, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const suites: [string, readonly ContractCase[]][] = [
  ["authorization", authorizationCases],
  ["people", peopleCases],
  ["tokens", tokenCases],
  ["bearers", bearerCases],
  ["identities", identityCases],
  ["users", userCases],
  ["policies", policyCases],
  ["bad input", badInputCases],
];

const time = { now: Date.UTC(2026, 0, 15, 12) };
const ports = { appOrigin, clock: () => time.now, keys: testKeys };
const other = createTenant({ ...ports, random: seededRandom(3), issuer: "http://localhost:5181/" });
const core = createTenant({ ...ports, random: seededRandom(1), issuer });
const served = await serveTenant({ ...ports, random: seededRandom(2), port: 0 });
afterAll(() => served.close());

const worlds: [string, World][] = [
  ["the core", { tenant: core, other, time }],
  ["the Node host", { tenant: overHttp(served.tenant.issuer), other, time }],
];

describe.each(worlds)("%s", (_, world) => {
  beforeEach(async () => {
    await control({ tenant: other }, "POST", "reset", {});
    await control(world, "POST", "reset", {});
  });
  describe.each(suites)("%s", (__, cases) => {
    test.each(cases.map((one) => [one.title, one] as const))("%s", async (___, one) => {
      await play(world, one);
    });
  });
});

async function play(world: World, one: ContractCase): Promise<void> {
  const given = (await one.given?.(world)) ?? {};
  const before = await snapshot(world);
  const response = await one.act(world, given);
  const text = await response.text();
  expect(response.status, text).toBe(one.status);
  if (one.body !== undefined) expect(JSON.parse(text)).toMatchObject(one.body);
  if (one.text !== undefined) expect(text).toMatch(one.text);
  for (const [name, pattern] of Object.entries(one.headers ?? {}))
    if (pattern === null) expect(response.headers.get(name)).toBe(null);
    else expect(response.headers.get(name)).toMatch(pattern);
  if (one.location !== undefined)
    expect(decodeURIComponent(response.headers.get("Location") ?? "")).toMatch(one.location);
  if (one.rule !== undefined) {
    const log = await (await control(world, "GET", "log")).json();
    expect(log.at(-1)).toMatchObject({ rule: one.rule, status: one.status });
  }
  if (one.because !== undefined) {
    const log = await (await control(world, "GET", "log")).json();
    expect(log.at(-1).because).toMatch(one.because);
  }
  const number = response.headers.get(requestHeader);
  if (number !== null && response.status >= 400) {
    const entry = await (await control(world, "GET", `log/${number}`)).json();
    expect(entry).toMatchObject({ status: one.status, because: expect.stringMatching(/\w/) });
  }
  const mayChange = one.changes ?? response.status < 400;
  if (!mayChange) expect(await snapshot(world)).toEqual(before);
  if (one.afterwards !== undefined) expect(await one.afterwards(world, given)).toEqual(one.shows);
}

async function snapshot(world: World): Promise<unknown> {
  return (await control(world, "GET", "snapshot")).json();
}

const items = [
  ...Array.from({ length: 20 }, (_, index) => `E${index + 23}`),
  ...Array.from({ length: 13 }, (_, index) => `A${index + 1}`),
  "B",
];
test.each(items)("item %s of the checklists has a case", (item) => {
  const cases = suites.flatMap(([, some]) => some);
  expect(cases.filter((one) => one.items.includes(item)).length).toBeGreaterThan(0);
});
