import { beforeEach, describe, expect, test, vi } from "vitest";
import { REQUEST_HEADER } from "#emulator/answer-log.ts";
import { certifySigningKey } from "#emulator/hosts/certificates.ts";
import { createHomeRoutes, createTenant } from "#emulator/index.ts";
import type { TenantOptions } from "#emulator/index.ts";
import type { DeliveryId, RuleId } from "#emulator/rules/tables.ts";
import { APP_ORIGIN, ISSUER, seededRandom, testKeys } from "#test/support/tenant.ts";
import type { Reachable } from "#test/support/tenant.ts";
import { CONTRACT } from "./cases.ts";
import { publishedMembers, publishedStatus, publishedTitle } from "./published.ts";
import { CONTRACT_SEED as seed } from "./seed.ts";
import { titleOf } from "./title-of.ts";
import { control } from "./world.ts";
import type { ContractCase, Given, World } from "./world.ts";

// Long journeys with real cryptography, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const time = { now: Date.UTC(2026, 0, 15, 12) };

/** What a tenant of the contract is made of, besides its randomness. */
export const contractPorts = {
  appOrigin: APP_ORIGIN,
  clock: () => time.now,
  home: createHomeRoutes,
  keys: testKeys,
  certify: certifySigningKey,
  seed,
} satisfies Partial<TenantOptions>;

const other = createTenant({
  ...contractPorts,
  random: seededRandom(3),
  issuer: "http://localhost:5181/",
});

/** Makes a test of each case, at a tenant of `contractPorts` that is reached in some way. */
export function holdContract(tenant: Reachable): void {
  const world: World = { tenant, other, time };
  beforeEach(async () => {
    await control({ tenant: other }, "POST", "reset", {});
    await control(world, "POST", "reset", {});
  });
  describe.each(CONTRACT)("%s", (_, cases) => {
    test.each(cases.map((one) => [titleOf(one), one] as const))("%s", async (__, one) => {
      await play(world, one);
    });
  });
}

async function play(world: World, one: ContractCase): Promise<void> {
  const given = (await one.given?.(world)) ?? {};
  const before = await snapshot(world);
  const response = await one.act(world, given);
  const text = await response.text();
  expect(response.status, text).toBe(one.status);
  const answer = readAnswer(response, text);
  if (response.headers.get("Content-Type")?.includes("json"))
    expect(response.headers.get("Content-Type")).toBe("application/json; charset=utf-8");
  if (one.rule !== null) expectPublished(one.rule, one.delivery, response, text, answer);
  if (one.message !== undefined)
    expect(answer["message"] ?? answer["error_description"]).toBe(one.message);
  if (one.body !== undefined) expect(JSON.parse(text)).toMatchObject(one.body);
  if (one.text !== undefined) expect(text).toMatch(one.text);
  for (const [name, pattern] of Object.entries(one.headers ?? {}))
    if (pattern === null) expect(response.headers.get(name)).toBe(null);
    else expect(response.headers.get(name)).toMatch(pattern);
  if (one.location !== undefined)
    expect(decodeURIComponent(response.headers.get("Location") ?? "")).toMatch(one.location);
  if (one.rule !== null) {
    const entries = await (await control(world, "GET", "log")).json();
    for (const { path, status, rule, delivery } of entries)
      expect(status, `${path}: ${rule}`).toBe(publishedStatus(rule, delivery));
    const last = entries.at(-1);
    expect(last).toMatchObject({ rule: one.rule, status: one.status });
    expect(last.delivery).toBe(one.delivery);
    if (one.because !== undefined) expect(last.because).toMatch(one.because);
  }
  const number = response.headers.get(REQUEST_HEADER);
  if (number !== null && response.status >= 400) {
    const entry = await (await control(world, "GET", `log/${number}`)).json();
    expect(entry).toMatchObject({ status: one.status, because: expect.stringMatching(/\w/) });
  }
  const mayChange = one.changes ?? response.status < 400;
  if (!mayChange) expect(await snapshot(world)).toEqual(before);
  if (one.afterwards !== undefined)
    expect(await one.afterwards(world, given, answer)).toEqual(one.shows);
}

/** An answer is what the docs say of its rule: status, and the words of a refusal. */
function expectPublished(
  rule: RuleId,
  delivery: DeliveryId | undefined,
  { status }: Response,
  text: string,
  answer: Given,
): void {
  expect(status).toBe(publishedStatus(rule, delivery));
  const members = publishedMembers(rule);
  if (members !== undefined && delivery === undefined) expect(answer).toEqual(members);
  if (members !== undefined && delivery?.startsWith("redirect"))
    expect(answer).toMatchObject(members);
  const title = publishedTitle(rule);
  if (title !== undefined) expect(text).toContain(`<h1>${title}</h1>`);
}

async function snapshot(world: World): Promise<unknown> {
  return (await control(world, "GET", "snapshot")).json();
}

/** The parameters of an authorization response or of the token endpoint's. */
function readAnswer(response: Response, text: string): Given {
  const location = response.headers.get("Location");
  if (location === null) return text.startsWith("{") ? JSON.parse(text) : {};
  const { search, hash } = new URL(location, ISSUER);
  return Object.fromEntries(new URLSearchParams(hash.slice(1) || search));
}
