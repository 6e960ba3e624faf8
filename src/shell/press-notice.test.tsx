// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { PressNotice } from "./press-notice.tsx";
import type { HoldingWish, Wish } from "#session/presses.ts";
import type { Notice } from "#session/turns.ts";
import { createStore } from "#session/store.ts";

afterEach(cleanup);

const POPUP_OF_B: HoldingWish = { busy: "popup", step: "secondary" };
const LOGIN_A: Wish = { busy: "leaving", step: "primary" };

/** A page with a button that the notice comes after. */
function show() {
  const { get, set, subscribe } = createStore<{ notice: Notice | null }>({ notice: null });
  const become = (notice: Notice | null) => act(() => set({ notice }));
  const goOnInstead = vi.fn<() => void>();
  const dismiss = vi.fn<() => void>(() => become(null));
  const session = { state: get, subscribe, goOnInstead, dismiss };
  render(
    <>
      <button type="button">Pressed</button>
      <PressNotice session={session} />
    </>,
  );
  const pressed = screen.getByRole("button", { name: "Pressed" });
  pressed.focus();
  return { become, goOnInstead, pressed };
}

test.each([
  [POPUP_OF_B, LOGIN_A, "B’s login is open", "Cancel that login and log in as A"],
  [
    { busy: "popup", step: "primary" },
    { busy: "popup", step: "secondary" },
    "A’s login is open",
    "Cancel that login and log in as B",
  ],
  [
    { busy: "use-cases", step: "use-cases" },
    { busy: "linking", step: "link" },
    "The use cases are being run",
    "Stop the run and link",
  ],
  [
    { busy: "lab", step: "lab-attack" },
    { busy: "leaving", step: "changes" },
    "A step of a lab is under way",
    "Stop it and log in as A",
  ],
  [
    { busy: "lab", step: "lab-attack" },
    { busy: "leaving", step: "secondary" },
    "A step of a lab is under way",
    "Stop it and log in as A",
  ],
  [
    { busy: "logging-out", step: "primary" },
    { busy: "tenant", step: "tenant" },
    "This page is leaving to log out",
    "Stay and read the tenant",
  ],
] as const)(
  "says what is in the way, and offers to end it: %j, %j",
  async (open, wanted, why, go) => {
    const { become, goOnInstead } = show();
    become({ kind: "open", open, wanted });
    expect(screen.getByRole("status").textContent).toContain(why);
    await userEvent.click(screen.getByRole("button", { name: go }));
    expect(goOnInstead).toHaveBeenCalledOnce();
  },
);

test("takes the focus, and gives it back to what was pressed", async () => {
  const { become, pressed } = show();
  become({ kind: "open", open: POPUP_OF_B, wanted: LOGIN_A });
  expect(document.activeElement).toBe(screen.getByRole("status"));
  await userEvent.click(screen.getByRole("button", { name: "Not now" }));
  expect(screen.queryByRole("status")).toBeNull();
  expect(document.activeElement).toBe(pressed);
});

test("leaves the focus where it went meanwhile", () => {
  const { become } = show();
  become({ kind: "open", open: POPUP_OF_B, wanted: LOGIN_A });
  screen.getByRole("status").blur();
  become(null);
  expect(document.activeElement).toBe(document.body);
});

test("says what a press lacks, and leads to where it comes from", () => {
  const { become } = show();
  become({ kind: "lacks", wanted: { busy: "linking", step: "link" }, needs: "primary" });
  const { textContent } = screen.getByRole("status");
  expect(textContent).toContain("Nothing was sent. Needs A’s tokens from step 2.");
  expect(textContent).toContain("It was there when you asked to link, and is gone since.");
  expect(screen.getByRole("link").getAttribute("href")).toBe("/learn/primary");
});
