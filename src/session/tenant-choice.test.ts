import { beforeEach, expect, test } from "vitest";
import { TENANT } from "#test/support/tokens.ts";
import type { Config } from "./config.ts";
import {
  chooseTenant,
  forgetTenant,
  keepToTenant,
  withChoice,
  type TenantChoice,
} from "./tenant-choice.ts";
import { createMemoryArea } from "#test/support/session.ts";

const KEY = "linklab.tenant";
const DEPLOYED: Config = {
  tenantName: "Emulated tenant",
  tenant: TENANT,
  controlUrl: null,
  accountHints: { A: "ada", B: "Google" },
  isOwn: false,
  isHostedHere: false,
  banner: { text: "Workshop" },
  leftOut: ["labs"],
};
const CHOICE = { domain: "example.eu.auth0.com", clientId: "mine" };

let area: Storage;

beforeEach(() => {
  area = createMemoryArea();
});

test("is the deployment's tenant until another is chosen", () => {
  expect(withChoice(DEPLOYED, area)).toBe(DEPLOYED);
  expect(area.length).toBe(0);
});

test("takes the reader's tenant in its place, without the hints of the other", () => {
  chooseTenant(CHOICE, area);
  expect(withChoice(DEPLOYED, area)).toEqual({
    tenantName: "My tenant example.eu.auth0.com",
    tenant: {
      domain: "example.eu.auth0.com",
      clientId: "mine",
      origin: "https://example.eu.auth0.com",
      issuer: "https://example.eu.auth0.com/",
      audience: "https://example.eu.auth0.com/api/v2/",
      isLocal: false,
    },
    controlUrl: null,
    accountHints: null,
    isOwn: true,
    isHostedHere: false,
    banner: { text: "Workshop" },
    leftOut: ["labs"],
  });
});

test("stays at its tenant where the deployment leaves out those of readers", () => {
  chooseTenant(CHOICE, area);
  const fixed: Config = { ...DEPLOYED, leftOut: ["own-tenant"] };
  expect(withChoice(fixed, area)).toBe(fixed);
});

test("keeps the canonical domain of a custom one, and asks its API by it", () => {
  const chosen = { domain: "login.example.com", clientId: "mine", canonicalDomain: "e.auth0.com" };
  chooseTenant(chosen, area);
  expect(withChoice(DEPLOYED, area).tenant).toMatchObject({
    issuer: "https://login.example.com/",
    audience: "https://e.auth0.com/api/v2/",
  });
});

test("goes back to the deployment's tenant, and leaves nothing behind", () => {
  chooseTenant(CHOICE, area);
  forgetTenant(area);
  expect(withChoice(DEPLOYED, area)).toBe(DEPLOYED);
  expect(area.length).toBe(0);
});

const REFUSED: readonly [string, TenantChoice][] = [
  ["no domain", { ...CHOICE, domain: "" }],
  ["a domain with a path", { ...CHOICE, domain: "example.com/login" }],
  ["a domain with a query", { ...CHOICE, domain: "example.com?x" }],
  ["a domain with a user", { ...CHOICE, domain: "https://me@example.com" }],
  ["a script", { ...CHOICE, domain: "javascript:alert(1)" }],
  ["a data URL", { ...CHOICE, domain: "data:text/html,x" }],
  ["any host at all", { ...CHOICE, domain: "*" }],
  ["any host below one", { ...CHOICE, domain: "*.auth0.com" }],
  ["more of a policy", { ...CHOICE, domain: "example.com;script-src" }],
  ["a canonical domain with a path", { ...CHOICE, canonicalDomain: "example.com/x" }],
  ["more of a policy by the canonical one", { ...CHOICE, canonicalDomain: "a.example;script-src" }],
  ["no client ID", { ...CHOICE, clientId: "" }],
  ["a blank client ID", { ...CHOICE, clientId: " " }],
];

test.each(REFUSED)("refuses %s, and changes nothing", (_, choice) => {
  expect(() => chooseTenant(choice, area)).toThrow(TypeError);
  expect(area.length).toBe(0);

  chooseTenant(CHOICE, area);
  const before = area.getItem(KEY);
  expect(() => chooseTenant(choice, area)).toThrow(TypeError);
  expect(area.getItem(KEY)).toBe(before);
});

test.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["null", "null"],
  ["a list", "[]"],
  ["text", '"example.com"'],
  ["an object without members", "{}"],
  ["a domain alone", '{"domain":"example.com"}'],
  ["a domain that is a number", '{"domain":5180,"clientId":"c"}'],
  ["a client ID that is an object", '{"domain":"example.com","clientId":{}}'],
  ["a prototype", '{"__proto__":{"domain":"example.com","clientId":"c"}}'],
  ["a depth without end", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  ...REFUSED.map(([name, choice]): [string, string] => [name, JSON.stringify(choice)]),
] satisfies [string, string][])(
  "keeps the deployment's tenant when the store holds %s",
  (_, text) => {
    area.setItem(KEY, text);
    expect(withChoice(DEPLOYED, area)).toBe(DEPLOYED);
    expect({}).not.toHaveProperty("domain");
  },
);

test.each([
  ["another tenant", { origin: "https://other.example", clientId: TENANT.clientId }, null],
  ["another application", { origin: TENANT.origin, clientId: "other" }, null],
  ["the same one", TENANT, "a login that left"],
])("what a tab keeps is of one tenant, and not for %s", (_, next, expected) => {
  area.setItem("linklab.sign-in", "a login that left");
  keepToTenant(area, TENANT);
  expect(area.getItem("linklab.sign-in")).toBe("a login that left");
  keepToTenant(area, { ...TENANT, ...next });
  expect(area.getItem("linklab.sign-in")).toBe(expected);
  area.setItem("linklab.sign-in", "a login of the next");
  keepToTenant(area, { ...TENANT, ...next });
  expect(area.getItem("linklab.sign-in")).toBe("a login of the next");
});

test("a store that cannot be written keeps no page from beginning", () => {
  area.setItem("linklab.sign-in", "a login that left");
  keepToTenant(area, TENANT);
  area.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  keepToTenant(area, { ...TENANT, clientId: "other" });
  expect(area.length).toBe(0);
});
