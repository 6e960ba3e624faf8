// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Button, StopContext } from "./button.tsx";

afterEach(cleanup);

function show(change: { isBusy?: boolean; disabled?: boolean }) {
  const onClick = vi.fn<() => void>();
  const element = (props: typeof change) => (
    <Button busyLabel="Sending…" onClick={onClick} {...props}>
      Send
    </Button>
  );
  const { rerender } = render(element(change));
  return { onClick, change: (next: typeof change) => rerender(element(next)) };
}

test("does what it says, once a click", async () => {
  const { onClick } = show({});
  const button = screen.getByRole("button", { name: "Send" });
  expect(button.hasAttribute("aria-disabled")).toBe(false);
  await userEvent.click(button);
  expect(onClick).toHaveBeenCalledOnce();
});

test("keeps the focus while it is busy, says so, and ignores clicks and keys", async () => {
  const { onClick, change } = show({});
  await userEvent.tab();
  change({ isBusy: true });
  const button = screen.getByRole<HTMLButtonElement>("button", { name: "Sending…" });
  expect(document.activeElement).toBe(button);
  expect(button.disabled).toBe(false);
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(button);
  await userEvent.keyboard("{Enter} ");
  expect(onClick).not.toHaveBeenCalled();

  change({ isBusy: false });
  expect(document.activeElement).toBe(button);
  await userEvent.keyboard("{Enter}");
  expect(onClick).toHaveBeenCalledOnce();
});

test("offers to give up a wait that lasts, where somebody can stop it", async () => {
  vi.useFakeTimers();
  const stop = vi.fn<() => void>();
  const element = (isBusy: boolean) => (
    <StopContext value={stop}>
      <Button busyLabel="Sending…" isBusy={isBusy}>
        Send
      </Button>
    </StopContext>
  );
  const { rerender } = render(element(true));
  await act(() => vi.advanceTimersByTimeAsync(1999));
  expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(1));
  vi.useRealTimers();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(stop).toHaveBeenCalledOnce();
  rerender(element(false));
  expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
});

test("does nothing while it is disabled", async () => {
  const { onClick } = show({ disabled: true });
  const button = screen.getByRole<HTMLButtonElement>("button", { name: "Send" });
  expect(button.disabled).toBe(true);
  await userEvent.click(button);
  expect(onClick).not.toHaveBeenCalled();
});
