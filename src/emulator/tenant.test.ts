import { expect, test, vi } from "vitest";
import {
  ADA,
  authorizeUrl,
  createTestTenant,
  ISSUER,
  locationOf,
  logIn,
} from "#test/support/tenant.ts";
import type { Certify } from "./ports.ts";
import { BOUNDS } from "./store.ts";

test.each([
  ["an issuer without a slash at the end", { issuer: "http://localhost:5180" }],
  ["an issuer with a path", { issuer: "http://localhost:5180/x/" }],
  ["an app that is no origin", { appOrigin: "http://localhost:5173/" }],
  ["an app that is no address", { appOrigin: "localhost" }],
])("is not made for %s", (_, options) => {
  expect(() => createTestTenant(options)).toThrow(TypeError);
});

test("without a port that certifies, the keys are shown without certificates", async () => {
  const { tenant } = createTestTenant();
  const response = await tenant.fetch(new Request(`${ISSUER}.well-known/jwks.json`));
  const { keys } = await response.json();
  const names = ["kty", "use", "n", "e", "kid", "alg"];
  expect(keys.map(Object.keys)).toEqual([names, names]);
});

test("where a certificate cannot be made, the keys are shown without, until it can", async () => {
  const certify = vi.fn<Certify>(async () => new Uint8Array([1]));
  certify.mockRejectedValueOnce(new Error("too many open files"));
  const { tenant } = createTestTenant({ certify });
  const look = async () => {
    const response = await tenant.fetch(new Request(`${ISSUER}.well-known/jwks.json`));
    const { keys } = await response.json();
    return [response.status, keys.map((key: object) => "x5c" in key)];
  };
  expect(await look()).toEqual([200, [false, false]]);
  expect(await look()).toEqual([200, [true, true]]);
});

test("who asks at the same time gets the same certificates, which are made once", async () => {
  let made = 0;
  const certify: Certify = async () => new Uint8Array([(made += 1)]);
  const { tenant } = createTestTenant({ certify });
  const look = async () => {
    const response = await tenant.fetch(new Request(`${ISSUER}.well-known/jwks.json`));
    return response.text();
  };
  const shown = await Promise.all(Array.from({ length: 20 }, look));
  expect(new Set(shown).size).toBe(1);
  expect(made).toBe(2);
});

test("a flood of logins leaves the newest, and others are served", async () => {
  const { tenant, store, browser } = createTestTenant();
  for (let sent = 0; sent < BOUNDS.logins.most + 20; sent += 1)
    await tenant.fetch(new Request(new URL(await authorizeUrl(), ISSUER)));
  expect(store.logins.size).toBeLessThanOrEqual(BOUNDS.logins.most + 1);
  const answer = await logIn(browser(), await authorizeUrl(), ADA.google);
  expect(locationOf(answer)).toContain("code=");
});

test("answers to the name of its issuer and to names that it is given, its control API to neither", async () => {
  const issuer = "https://tenant.example/";
  const { tenant } = createTestTenant({ issuer, names: ["named.example"] });
  const statusAt = async (address: string) => (await tenant.fetch(new Request(address))).status;
  for (const name of ["tenant.example", "named.example", "localhost"])
    expect(await statusAt(`https://${name}/.well-known/jwks.json`), name).toBe(200);
  expect(await statusAt("https://other.example/.well-known/jwks.json")).toBe(403);
  expect(await statusAt("https://named.example/_linklab/policy")).toBe(403);
  expect(await statusAt("https://localhost/_linklab/policy")).toBe(200);
});
