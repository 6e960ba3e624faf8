// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Countdown } from "./countdown.tsx";

const START = Date.UTC(2026, 10, 25, 12, 0, 0);

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(until: number) {
  const onPress = vi.fn<() => void>();
  const element = (at: number) => <Countdown until={at} label="Try again" onPress={onPress} />;
  const { rerender } = render(element(until));
  return { onPress, change: (next: number) => rerender(element(next)) };
}

const button = () => screen.getByRole("button", { name: "Try again" });

function pass(milliseconds: number): void {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
}

test("counts down, ignores clicks until then, and works after", () => {
  const { onPress } = show(START + 1500);
  expect(button().textContent).toBe("Try again in 2 s");
  fireEvent.click(button());
  pass(500);
  expect(button().textContent).toBe("Try again in 1 s");
  pass(999);
  fireEvent.click(button());
  expect(onPress).not.toHaveBeenCalled();
  pass(1);
  expect(button().textContent).toBe("Try again");
  fireEvent.click(button());
  expect(onPress).toHaveBeenCalledOnce();
});

test("keeps its name and is silent while it counts, and says once that it is ready", () => {
  show(START + 3000);
  const said: string[] = [];
  for (let second = 0; second < 5; second += 1) {
    expect(button().getAttribute("aria-disabled")).toBe(second < 3 ? "true" : null);
    said.push(screen.getByRole("status").textContent ?? "");
    pass(1000);
  }
  expect(said).toEqual(["", "", "", "Try again: ready now.", "Try again: ready now."]);
});

test("is ready at once when the moment has passed, and waits again for a later one", () => {
  const { change } = show(START - 1);
  expect(button().textContent).toBe("Try again");
  pass(10_000);
  change(START + 12_000);
  expect(button().textContent).toBe("Try again in 2 s");
});

test("asks the clock, not its timers, after a pause", () => {
  show(START + 60_000);
  vi.setSystemTime(START + 59_000);
  pass(1000);
  expect(button().textContent).toBe("Try again");
});
