// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TENANT } from "#test/support/tokens.ts";
import { OwnTenant } from "./own-tenant.tsx";

const assign = vi.spyOn(window.location, "assign");

beforeEach(() => {
  assign.mockImplementation(() => {});
  window.localStorage.clear();
  window.sessionStorage.setItem("linklab.walkthrough", "{}");
});

afterEach(() => {
  cleanup();
  vi.resetAllMocks();
});

function show({ isOwn = false } = {}) {
  const nobody = { controlUrl: null, accountHints: null, isHostedHere: false };
  const all = { banner: null, leftOut: [] };
  const config = { tenantName: "T", tenant: TENANT, ...nobody, ...all, isOwn };
  render(<OwnTenant config={config} />);
}

const domain = () => screen.getByLabelText<HTMLInputElement>("Domain");
const backButton = () => screen.queryByRole("button", { name: "Back to the built-in tenant" });

test("says what to enter in the dashboard first", () => {
  show();
  const value = screen.getByText("Allowed Web Origins").nextElementSibling;
  expect(value?.textContent).toContain(window.location.origin);
});

test("forgets the walkthrough and loads the page anew with the chosen tenant", async () => {
  show();
  await userEvent.type(domain(), "example.eu.auth0.com");
  await userEvent.type(screen.getByLabelText("Client ID"), "mine");
  await userEvent.click(screen.getByRole("button", { name: "Use this tenant" }));
  expect(window.localStorage.getItem("linklab.tenant")).toBe(
    '{"domain":"example.eu.auth0.com","clientId":"mine"}',
  );
  expect(window.sessionStorage.length).toBe(0);
  expect(assign).toHaveBeenCalledExactlyOnceWith("/learn/tenant");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("asks for the canonical domain beside a custom one, and shows the audience it gives", async () => {
  show();
  const canonical = screen.getByLabelText<HTMLInputElement>(/^Canonical domain/);
  const note = () => document.getElementById(canonical.getAttribute("aria-describedby")!)!;
  await userEvent.type(domain(), "login.example.com");
  expect(canonical.placeholder).toBe("login.example.com");
  expect(note().textContent).toContain("https://login.example.com/api/v2/");
  await userEvent.type(canonical, "example.eu.auth0.com");
  expect(note().textContent).toContain("https://example.eu.auth0.com/api/v2/");
  await userEvent.type(screen.getByLabelText("Client ID"), "mine{Enter}");
  expect(window.localStorage.getItem("linklab.tenant")).toBe(
    '{"domain":"login.example.com","clientId":"mine","canonicalDomain":"example.eu.auth0.com"}',
  );
});

test("takes the Enter key for the button", async () => {
  show();
  await userEvent.type(domain(), "example.eu.auth0.com");
  await userEvent.type(screen.getByLabelText("Client ID"), "mine{Enter}");
  expect(assign).toHaveBeenCalledOnce();
});

test("announces a refusal, ties it to the domain, keeps what was typed, and changes nothing", async () => {
  show();
  expect(domain().hasAttribute("aria-describedby")).toBe(false);
  await userEvent.type(domain(), "example.com/x");
  await userEvent.type(screen.getByLabelText("Client ID"), "mine");
  await userEvent.click(screen.getByRole("button", { name: "Use this tenant" }));
  const alert = screen.getByRole("alert");
  expect(alert.textContent).toContain("Enter a domain without a path");
  expect(domain().getAttribute("aria-describedby")).toBe(alert.id);
  expect(domain().value).toBe("example.com/x");
  expect(window.localStorage.length).toBe(0);
  expect(window.sessionStorage.length).toBe(1);
  expect(assign).not.toHaveBeenCalled();
});

test("goes back to the built-in tenant from another one only", async () => {
  show();
  expect(backButton()).toBeNull();
  cleanup();
  window.localStorage.setItem("linklab.tenant", "{}");
  show({ isOwn: true });
  await userEvent.click(backButton()!);
  expect(window.localStorage.length).toBe(0);
  expect(window.sessionStorage.length).toBe(0);
  expect(assign).toHaveBeenCalledExactlyOnceWith("/learn/tenant");
});
