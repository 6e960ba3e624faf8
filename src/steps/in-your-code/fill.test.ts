import { expect, test } from "vitest";
import { fillIn, textOf } from "./fill.ts";

const CODE = 'domain: "{yourDomain}", id: "{yourClientId}", url: "https://{yourDomain}/api/v2/"';

test("puts the reader's values where the placeholders are, and marks them", () => {
  const pieces = fillIn(CODE, { domain: "example.eu.auth0.com", clientId: "abc123" });
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
  expect(textOf(fillIn(CODE, { domain: "http://localhost:5180", clientId: "abc123" }))).toBe(
    'domain: "http://localhost:5180", id: "abc123", url: "http://localhost:5180/api/v2/"',
  );
});

test.each(['"});alert(1)//', "a b", "${x}", "`", ""])(
  "leaves the placeholder where a value could end its string: %j",
  (bad) => {
    expect(textOf(fillIn(CODE, { domain: bad, clientId: bad }))).toBe(CODE);
  },
);

test("does not fill in what a value brings along", () => {
  const pieces = fillIn("{yourClientId}", { domain: "a.example", clientId: "{yourDomain}" });
  expect(textOf(pieces)).toBe("{yourClientId}");
});
