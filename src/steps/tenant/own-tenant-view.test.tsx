// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TENANT } from "#test/support/tokens.ts";
import { OwnTenantView } from "./own-tenant-view.tsx";

const CONFIG = {
  tenantName: "T",
  tenant: TENANT,
  controlUrl: null,
  accountHints: null,
  isOwn: true,
};

const assign = vi.spyOn(window.location, "assign");

beforeEach(() => {
  assign.mockImplementation(() => {});
  window.localStorage.clear();
  window.sessionStorage.setItem("linklab.walkthrough", "{}");
  render(<OwnTenantView config={CONFIG} />);
});

afterEach(() => {
  cleanup();
  vi.resetAllMocks();
});

async function choose(domain: string, clientId: string) {
  await userEvent.type(screen.getByLabelText("Domain"), domain);
  await userEvent.type(screen.getByLabelText("Client ID"), clientId);
  await userEvent.click(screen.getByRole("button", { name: "Use this tenant" }));
}

test("forgets the walkthrough and loads the page anew with the chosen tenant", async () => {
  await choose("example.eu.auth0.com", "mine");
  expect(window.localStorage.getItem("linklab.tenant")).toBe(
    '{"domain":"example.eu.auth0.com","clientId":"mine"}',
  );
  expect(window.sessionStorage.length).toBe(0);
  expect(assign).toHaveBeenCalledExactlyOnceWith("/learn/tenant");
});

test("says why a domain is refused, and stores, forgets and loads nothing", async () => {
  await choose("example.com/x", "mine");
  expect(screen.getByRole("alert").textContent).toContain("Enter a domain without a path");
  expect(window.localStorage.length).toBe(0);
  expect(window.sessionStorage.length).toBe(1);
  expect(assign).not.toHaveBeenCalled();
});

test("goes back to the built-in tenant", async () => {
  window.localStorage.setItem("linklab.tenant", "{}");
  await userEvent.click(screen.getByRole("button", { name: "Back to the built-in tenant" }));
  expect(window.localStorage.length).toBe(0);
  expect(window.sessionStorage.length).toBe(0);
  expect(assign).toHaveBeenCalledExactlyOnceWith("/learn/tenant");
});
