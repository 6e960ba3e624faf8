// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ErrorBoundary } from "./error-boundary.tsx";

const assign = vi.spyOn(window.location, "assign");
const reload = vi.spyOn(window.location, "reload");

beforeEach(() => {
  // React prints what it caught.
  vi.spyOn(console, "error").mockImplementation(() => {});
  assign.mockImplementation(() => {});
  reload.mockImplementation(() => {});
  window.sessionStorage.setItem("linklab.walkthrough", "{}");
  window.localStorage.setItem("linklab.theme", "dark");
  render(
    <ErrorBoundary store={window.sessionStorage}>
      <Broken />
    </ErrorBoundary>,
  );
});

afterEach(() => {
  cleanup();
  vi.resetAllMocks();
  window.localStorage.clear();
  window.sessionStorage.clear();
});

function Broken(): never {
  throw new TypeError("x is undefined");
}

test("says that the page is at fault, and reloads", async () => {
  expect(screen.getByRole("alert").textContent).toContain("Something in this page went wrong.");
  await userEvent.click(screen.getByRole("button", { name: "Reload" }));
  expect(reload).toHaveBeenCalledOnce();
  expect(window.sessionStorage.length).toBe(1);
});

test("forgets what the tab stored, and nothing else, before it begins anew", async () => {
  await userEvent.click(screen.getByRole("button", { name: "Forget this tab and reload" }));
  expect(window.sessionStorage.length).toBe(0);
  expect(window.localStorage.getItem("linklab.theme")).toBe("dark");
  expect(assign).toHaveBeenCalledExactlyOnceWith("/");
});
