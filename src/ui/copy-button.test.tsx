// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CopyButton } from "./copy-button.tsx";

const writeText = vi.fn<(text: string) => Promise<void>>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", { clipboard: { writeText } });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetAllMocks();
});

async function press(): Promise<void> {
  render(<CopyButton text="curl 'x'" label="Copy as curl" />);
  expect(screen.getByRole("status").textContent).toBe("");
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Copy as curl" })));
}

test("copies the text and says so, on the button and to a screen reader", async () => {
  writeText.mockResolvedValue();
  await press();
  expect(writeText).toHaveBeenCalledExactlyOnceWith("curl 'x'");
  expect(screen.getByRole("button").textContent).toBe("Copied");
  expect(screen.getByRole("status").textContent).toBe("Copied");
});

test("says that the browser did not allow it", async () => {
  writeText.mockRejectedValue(new DOMException("no", "NotAllowedError"));
  await press();
  expect(screen.getByRole("button").textContent).toBe("Not allowed");
  expect(screen.getByRole("status").textContent).toBe("The browser did not allow it");
});

test("says the same where there is no clipboard", async () => {
  vi.stubGlobal("navigator", {});
  await press();
  expect(screen.getByRole("status").textContent).toBe("The browser did not allow it");
});

test("offers to copy again after two seconds", async () => {
  writeText.mockResolvedValue();
  await press();
  await act(() => vi.advanceTimersByTimeAsync(1999));
  expect(screen.getByRole("button").textContent).toBe("Copied");
  await act(() => vi.advanceTimersByTimeAsync(1));
  expect(screen.getByRole("button").textContent).toBe("Copy as curl");
  expect(screen.getByRole("status").textContent).toBe("");
});

test("says it for two seconds more when it is pressed again", async () => {
  writeText.mockResolvedValue();
  await press();
  await act(() => vi.advanceTimersByTimeAsync(1999));
  await act(async () => fireEvent.click(screen.getByRole("button")));
  await act(() => vi.advanceTimersByTimeAsync(1999));
  expect(screen.getByRole("button").textContent).toBe("Copied");
});
