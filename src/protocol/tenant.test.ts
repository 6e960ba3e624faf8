import { expect, test } from "vitest";
import { describeTenant, originsOf } from "./tenant.ts";

test("derives issuer and audience with their slashes from a host name", () => {
  expect(describeTenant("example.eu.auth0.com", "client")).toEqual({
    domain: "example.eu.auth0.com",
    clientId: "client",
    origin: "https://example.eu.auth0.com",
    issuer: "https://example.eu.auth0.com/",
    audience: "https://example.eu.auth0.com/api/v2/",
    isLocal: false,
  });
});

test("keeps the canonical domain in the audience of a custom one", () => {
  const tenant = describeTenant("login.example.com", "client", "example.eu.auth0.com");
  expect(tenant).toMatchObject({
    domain: "login.example.com",
    issuer: "https://login.example.com/",
    audience: "https://example.eu.auth0.com/api/v2/",
  });
  expect(originsOf(tenant)).toEqual(["https://login.example.com", "https://example.eu.auth0.com"]);
  expect(originsOf(describeTenant("example.eu.auth0.com", "client"))).toHaveLength(1);
  expect(() => describeTenant("login.example.com", "client", "*.auth0.com")).toThrow(TypeError);
});

test("keeps the scheme http in the domain, as the SDKs take it", () => {
  expect(describeTenant("http://localhost:5180", "client")).toMatchObject({
    domain: "http://localhost:5180",
    issuer: "http://localhost:5180/",
    isLocal: true,
  });
});

test.each([
  [" example.auth0.com ", "example.auth0.com"],
  ["https://example.auth0.com/", "example.auth0.com"],
  ["EXAMPLE.auth0.com", "example.auth0.com"],
  ["localhost:5180", "localhost:5180"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["my_tenant.example.com", "my_tenant.example.com"],
])("reads the domain %j as %s", (domain, expected) => {
  expect(describeTenant(domain, "client").domain).toBe(expected);
});

test.each([
  ["http://localhost:5180", true],
  ["https://127.0.0.1:5180", true],
  ["https://[::1]:5180", true],
  ["localhost.example.com", false],
  ["https://192.168.1.2:5180", false],
])("knows whether %s is this computer", (domain, isLocal) => {
  expect(describeTenant(domain, "client").isLocal).toBe(isLocal);
});

test.each([
  ["no domain", "", "client"],
  ["a path", "example.auth0.com/oauth", "client"],
  ["a query", "example.auth0.com?x=1", "client"],
  ["a fragment", "https://example.auth0.com#x", "client"],
  ["a user", "https://user@example.auth0.com", "client"],
  ["a password", "https://:secret@example.auth0.com", "client"],
  ["another scheme", "ftp://example.auth0.com", "client"],
  ["a script", "javascript:alert(1)", "client"],
  ["words", "not a host", "client"],
  ["any host", "*", "client"],
  ["any host below one", "https://*.auth0.com", "client"],
  ["more of a policy", "example.com;script-src", "client"],
  ["a quoted keyword", "'self'", "client"],
  ["http elsewhere", "http://example.auth0.com", "client"],
  ["http in this network", "http://192.168.1.2:5180", "client"],
  ["http at an address of this computer", "http://127.0.0.1:5180", "client"],
  ["http at a longer address of this computer", "http://[::1]:5180", "client"],
  ["http at a host that begins like this computer", "http://localhost.example.com", "client"],
  ["no client ID", "example.auth0.com", " "],
])("refuses %s", (_, domain, clientId) => {
  expect(() => describeTenant(domain, clientId)).toThrow(TypeError);
});
