// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { UserMetadata } from "#linking/walkthrough/metadata-plan.ts";
import { MetadataPlan } from "./metadata-plan.tsx";

afterEach(cleanup);

const A: UserMetadata = {
  user_metadata: { theme: "dark", tags: ["x"], ui: { size: 1, wide: true } },
  app_metadata: null,
};
const B: UserMetadata = {
  user_metadata: { theme: "light", tags: ["y"], ui: { size: 2 }, note: "⟦A access token⟧" },
  app_metadata: null,
};

function show(b: UserMetadata | null = B, a: UserMetadata = A) {
  render(
    <MetadataPlan
      audience="http://localhost:5180/api/v2/"
      primaryId="auth0|1"
      a={a}
      b={b}
      readB={<button>Log in as B</button>}
    />,
  );
}

const row = (name: string) => within(screen.getByRole("group", { name }));
const body = () => screen.getByRole("region", { name: "The PATCH, before the link" }).textContent;

test("says what is missing while B has not been read", () => {
  show(null);
  expect(screen.getByRole("note").textContent).toContain("Only a token of B can read it");
  expect(screen.getByRole("button", { name: "Log in as B" })).toBeTruthy();
});

test("prints the PATCH of what was chosen, and changes it with the choice", async () => {
  show();
  expect(body()).toContain("PATCH /api/v2/users/auth0%7C1");
  expect(body()).toContain("Bearer A · access token");
  expect(body()).not.toContain("light");
  expect(row("tags").getByRole<HTMLInputElement>("radio", { name: /Both/ }).checked).toBe(true);
  await userEvent.click(row("theme").getByRole("radio", { name: 'B "light"' }));
  expect(body()).toContain('"theme": "light"');
  await userEvent.click(row("theme").getByRole("radio", { name: 'A "dark"' }));
  expect(body()).not.toContain("light");
});

test("warns where B's object would replace A's", async () => {
  show();
  const warning = /replaces A’s whole/;
  expect(row("ui").queryByText(warning)).toBeNull();
  await userEvent.click(row("ui").getByRole("radio", { name: 'B {"size":2}' }));
  expect(row("ui").getByText(warning)).toBeTruthy();
});

test("says what ends with the link and what stays with A", () => {
  show();
  const section = screen.getByRole("region", { name: "What unlinking does not undo" });
  expect(section.textContent).toContain(
    "Ends with the link: user_metadata.theme, user_metadata.ui",
  );
  expect(section.textContent).toContain("Stays with A: user_metadata.tags, user_metadata.note");
});

test("copies a command without a token, in which metadata stays text", async () => {
  const user = userEvent.setup();
  show();
  await user.click(screen.getByRole("button", { name: "Copy as curl" }));
  const command = await navigator.clipboard.readText();
  expect(command).toContain("'Authorization: Bearer '\"$A_ACCESS_TOKEN\"");
  const [, json = ""] = /-d '([^']*)'$/.exec(command) ?? [];
  expect(JSON.parse(json)).toEqual({
    user_metadata: { tags: ["x", "y"], note: "⟦A access token⟧" },
  });
});

test("says that a page cannot carry app_metadata", () => {
  show();
  expect(screen.getByRole("region", { name: "app_metadata" }).textContent).toContain(
    "A page’s token reads it, with read:current_user, and cannot write it.",
  );
  cleanup();
  show({ ...B, app_metadata: { role: "admin" } }, { ...A, app_metadata: {} });
  expect(screen.getByRole("region", { name: "Order of the calls" }).textContent).toContain(
    "from your server",
  );
});

test("has nothing to send when A keeps all", () => {
  show({ user_metadata: {}, app_metadata: null });
  expect(screen.getByText("Nothing to send for user_metadata")).toBeTruthy();
});
