// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { describeTenant } from "#protocol/tenant.ts";
import { narrowPolicy } from "./policy.ts";

test.each([
  ["example.eu.auth0.com", "https://example.eu.auth0.com"],
  ["http://localhost:5180", "http://localhost:5180"],
])("lets the page ask and frame %s and nothing else", (domain, origin) => {
  const page = document.implementation.createHTMLDocument();
  narrowPolicy(page, describeTenant(domain, "client"));
  const [meta, ...others] = page.head.querySelectorAll("meta[http-equiv]");
  expect(others).toEqual([]);
  expect(meta?.getAttribute("http-equiv")).toBe("Content-Security-Policy");
  expect(meta?.getAttribute("content")).toBe(`connect-src 'self' ${origin}; frame-src ${origin}`);
});

test("lets the page ask the API of a custom domain where it is, and frame only the login", () => {
  const page = document.implementation.createHTMLDocument();
  narrowPolicy(page, describeTenant("login.example.com", "client", "example.eu.auth0.com"));
  expect(page.head.querySelector("meta[http-equiv]")?.getAttribute("content")).toBe(
    "connect-src 'self' https://login.example.com https://example.eu.auth0.com; frame-src https://login.example.com",
  );
});
