// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { CURRENT_USER_SCOPES } from "#emulator/seed/management-api.ts";
import { ScopeList, ScopeTable } from "./scope-table.tsx";

afterEach(cleanup);

test("strikes through a scope that was left out, and says that no error told so", () => {
  render(
    <ScopeTable
      scopes={[
        { scope: "openid", isGranted: true },
        { scope: "update:current_user_identities", isGranted: false },
      ]}
    />,
  );
  const table = screen.getByRole("table", { name: "Scopes: requested and granted" });
  const [, granted, dropped] = within(table).getAllByRole("row");
  expect(granted?.textContent).toBe("openidan ID token✓ granted");
  expect(dropped?.textContent).toContain("left out, no error");
  expect(within(dropped!).getByText("update:current_user_identities").tagName).toBe("S");
  expect(within(granted!).getByText("openid").tagName).not.toBe("S");
});

test.each([
  ["update:users", /only servers/],
  ["read:current_user", /Management API as audience/],
  ["offline_access", /only with a code/],
  ["surprise", /no such scope/],
])("says why %s was left out", (scope, reason) => {
  render(<ScopeTable scopes={[{ scope, isGranted: false }]} />);
  expect(screen.getAllByRole("row")[1]?.textContent).toMatch(reason);
});

test.each(CURRENT_USER_SCOPES)("knows what %s allows", (scope) => {
  render(<ScopeList scopes={[scope]} />);
  expect(screen.getAllByRole("row")[1]?.textContent).not.toContain("not known here");
});

test("says before the login what each scope allows, and where that is not known", () => {
  render(<ScopeList scopes={["offline_access", "constructor"]} />);
  const table = screen.getByRole("table", { name: "What each scope allows" });
  const [, known, unknown] = within(table).getAllByRole("row");
  expect(known?.textContent).toBe("offline_accessa refresh token");
  expect(unknown?.textContent).toBe("constructornot known here; the tenant decides");
});
