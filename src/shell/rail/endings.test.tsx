// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Endings } from "./endings.tsx";

afterEach(cleanup);

function show({ canStartOver = true, canLogOut = true, isLoggingOut = false } = {}) {
  const onStartOver = vi.fn<() => void>();
  const onLogOut = vi.fn<() => void>();
  render(
    <Endings
      {...{ canStartOver, canLogOut, isLoggingOut, onStartOver, onLogOut }}
      isStartingOver={false}
      canResetTenant
    />,
  );
  return { onStartOver, onLogOut };
}

function asking(): string | null {
  return document.querySelector("dialog[open] h2")?.textContent ?? null;
}

const CASES = [
  ["Start over", "Start over?", "Forget it all", "Go on", "onStartOver"],
  ["Log out", "Log out?", "Log out of page and tenant", "Stay", "onLogOut"],
] as const;

test.each(CASES)("%s happens once the reader said so", async (label, title, yes, _, happens) => {
  const spies = show();
  expect(asking()).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: label }));
  expect(asking()).toBe(title);
  expect(spies[happens]).not.toHaveBeenCalled();
  await userEvent.click(screen.getByText(yes));
  expect([spies.onStartOver, spies.onLogOut].map((spy) => spy.mock.calls.length)).toEqual(
    happens === "onStartOver" ? [1, 0] : [0, 1],
  );
  expect(asking()).toBeNull();
});

test.each(CASES)("%s does not happen where the reader stays", async (label, _, __, no) => {
  const { onStartOver, onLogOut } = show();
  await userEvent.click(screen.getByRole("button", { name: label }));
  await userEvent.click(screen.getByText(no));
  expect([onStartOver.mock.calls, onLogOut.mock.calls]).toEqual([[], []]);
  expect(asking()).toBeNull();
});

test("offers no ending before there is something to end", () => {
  show({ canStartOver: false, canLogOut: false });
  expect(screen.queryByRole("button")).toBeNull();
});

test("shows that a log-out is under way, when nobody is signed in here any more", () => {
  show({ canLogOut: false, isLoggingOut: true });
  expect(screen.getByRole("button", { name: "Logging out…" }).getAttribute("aria-disabled")).toBe(
    "true",
  );
});

test("puts the tenant's accounts back only where the reader asks for it", async () => {
  const { onStartOver } = show();
  await userEvent.click(screen.getByRole("button", { name: "Start over" }));
  await userEvent.click(screen.getByRole("checkbox", { name: /put the tenant’s accounts back/ }));
  await userEvent.click(screen.getByRole("button", { name: "Forget it all" }));
  expect(onStartOver).toHaveBeenCalledExactlyOnceWith(true);
  await userEvent.click(screen.getByRole("button", { name: "Start over" }));
  await userEvent.click(screen.getByRole("button", { name: "Forget it all" }));
  expect(onStartOver).toHaveBeenLastCalledWith(false);
});
