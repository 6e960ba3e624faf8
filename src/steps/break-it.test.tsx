// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { BreakIt, type BreakOption } from "./break-it.tsx";

afterEach(cleanup);

function way(label: string, change: Partial<BreakOption> = {}): BreakOption {
  return { id: label, label, leadsTo: "", how: null, unavailable: null, ...change };
}

const MANY = [
  ...["one", "two", "three", "four", "five"].map((label) => way(label)),
  way("six", { leadsTo: "The body is too large." }),
  way("seven"),
  way("Go offline", { how: "Pull the plug." }),
];

function show(options: readonly BreakOption[], broken: string | null = null) {
  const onBreak = vi.fn<(id: string | null) => void>();
  render(
    <BreakIt
      options={options}
      broken={broken}
      send={<button type="button">Break and send</button>}
      onBreak={onBreak}
    />,
  );
  return onBreak;
}

const ways = () =>
  screen.getAllByRole<HTMLInputElement>("radio").map((radio) => radio.labels?.[0]?.textContent);

test("shows the first five of many, and all of few", () => {
  show(MANY);
  expect(ways()).toEqual(["Nothing is broken", "one", "two", "three", "four", "five"]);
  cleanup();
  show(MANY.slice(0, 3));
  expect(ways()).toEqual(["Nothing is broken", "one", "two", "three"]);
  expect(screen.queryByRole("searchbox")).toBeNull();
});

test("finds a way by its label and by what it leads to", async () => {
  show(MANY);
  await userEvent.type(screen.getByRole("searchbox"), "SEVEN");
  expect(ways()).toEqual(["Nothing is broken", "seven"]);
  await userEvent.clear(screen.getByRole("searchbox"));
  await userEvent.type(screen.getByRole("searchbox"), "large body");
  expect(ways()).toEqual(["Nothing is broken", "six"]);
  expect(screen.getByRole("status").textContent).toBe("1 way");
  await userEvent.clear(screen.getByRole("searchbox"));
  await userEvent.type(screen.getByRole("searchbox"), "plug");
  expect(screen.getByText("Pull the plug.")).toBeTruthy();
});

test("says that nothing was found", async () => {
  show(MANY);
  await userEvent.type(screen.getByRole("searchbox"), "elephant");
  expect(screen.getByRole("status").textContent).toBe("None has these words.");
});

test("leads by the keyboard from the search to the first way found, and breaks it", async () => {
  const onBreak = show(MANY);
  await userEvent.type(screen.getByRole("searchbox"), "seven{ArrowDown}");
  expect(document.activeElement).toBe(screen.getByRole("radio", { name: "seven" }));
  expect(onBreak).not.toHaveBeenCalled();
  await userEvent.keyboard(" ");
  expect(onBreak).toHaveBeenCalledExactlyOnceWith("seven");
});

test("keeps what is broken in sight, with its button in the row", () => {
  show(MANY, "seven");
  const row = screen.getByRole("radio", { name: "seven" }).parentElement;
  expect(row?.textContent).toContain("Break and send");
  expect(screen.getAllByRole("button", { name: "Break and send" })).toHaveLength(1);
});

test("shows all on demand, by hand as well", async () => {
  show(MANY);
  await userEvent.click(screen.getByRole("button", { name: "Show all 8" }));
  expect(ways()).toHaveLength(8);
  expect(screen.getByRole("region", { name: "By hand" })).toBeTruthy();
});

test("what is done by hand says what it lacks in place of how it is done", () => {
  show([way("Go offline", { how: "Pull the plug.", unavailable: "needs a plug" })]);
  const hand = screen.getByRole("region", { name: "By hand" });
  expect(hand.textContent).toContain("needs a plug");
  expect(hand.textContent).not.toContain("Pull");
});
