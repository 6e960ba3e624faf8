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
    />,
  );
  return { onStartOver, onLogOut };
}

test("logs out once the reader said so", async () => {
  const { onLogOut } = show();
  await userEvent.click(screen.getByRole("button", { name: "Log out" }));
  expect(screen.getByRole("dialog", { name: "Log out?" })).toBeTruthy();
  expect(onLogOut).not.toHaveBeenCalled();
  await userEvent.click(screen.getByText("Log out of page and tenant"));
  expect(onLogOut).toHaveBeenCalledOnce();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("does not log out where the reader stays", async () => {
  const { onLogOut } = show();
  await userEvent.click(screen.getByRole("button", { name: "Log out" }));
  await userEvent.click(screen.getByText("Stay"));
  expect(onLogOut).not.toHaveBeenCalled();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("asks to start over", async () => {
  const { onStartOver } = show();
  await userEvent.click(screen.getByRole("button", { name: "Start over" }));
  expect(onStartOver).toHaveBeenCalledOnce();
});

test("offers no ending before there is something to end", () => {
  show({ canStartOver: false, canLogOut: false });
  expect(screen.queryByRole("button")).toBeNull();
});

test("shows that a log-out is under way, when nobody is signed in here any more", () => {
  show({ canStartOver: false, canLogOut: false, isLoggingOut: true });
  const button = screen.getByRole("button", { name: "Leaving…" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
});
