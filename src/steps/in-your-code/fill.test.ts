import { expect, test } from "vitest";
import { describeTenant } from "#protocol/tenant.ts";
import { fillIn, textOf } from "./fill.ts";

const CODE = 'domain: "{yourDomain}", id: "{yourClientId}", url: "https://{yourDomain}/api/v2/"';

const LOGIN = 'domain: "{yourDomain}", id: "{yourClientId}"';

test("puts the reader's values where the placeholders are, and marks them", () => {
  const pieces = fillIn(CODE, describeTenant("example.eu.auth0.com", "abc123"));
  expect(textOf(pieces)).toBe(
    'domain: "example.eu.auth0.com", id: "abc123", url: "https://example.eu.auth0.com/api/v2/"',
  );
  expect(pieces.filter((piece) => typeof piece !== "string")).toEqual([
    { value: "example.eu.auth0.com" },
    { value: "abc123" },
    { value: "https://example.eu.auth0.com" },
  ]);
});

test("lets a domain with a scheme stand for https as well", () => {
  expect(textOf(fillIn(CODE, describeTenant("http://localhost:5180", "abc123")))).toBe(
    'domain: "http://localhost:5180", id: "abc123", url: "http://localhost:5180/api/v2/"',
  );
});

test.each(['"});alert(1)//', "a b", "${x}", "`", ""])(
  "leaves the placeholder where a value could end its string: %j",
  (bad) => {
    const tenant = { domain: bad, clientId: bad, audience: "https://example.eu.auth0.com/api/v2/" };
    expect(textOf(fillIn(LOGIN, tenant))).toBe(LOGIN);
  },
);

test("does not fill in what a value brings along", () => {
  const pieces = fillIn("{yourClientId}", {
    ...describeTenant("a.example", "x"),
    clientId: "{yourDomain}",
  });
  expect(textOf(pieces)).toBe("{yourClientId}");
});

test("keeps the canonical domain for the Management API where the login has a custom one", () => {
  const tenant = describeTenant("login.example.com", "abc123", "example.eu.auth0.com");
  expect(textOf(fillIn(CODE, tenant))).toBe(
    'domain: "login.example.com", id: "abc123", url: "https://example.eu.auth0.com/api/v2/"',
  );
  expect(textOf(fillIn('new Management({ domain: "{yourDomain}", token })', tenant))).toBe(
    'new Management({ domain: "example.eu.auth0.com", token })',
  );
});
