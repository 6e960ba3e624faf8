// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense, type ComponentType } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { part } from "./part.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";

const assign = vi.spyOn(window.location, "assign");
const reload = vi.spyOn(window.location, "reload");
const load = vi.fn<() => Promise<ComponentType>>();

beforeEach(() => {
  // React prints what it caught.
  vi.spyOn(console, "error").mockImplementation(() => {});
  assign.mockImplementation(() => {});
  reload.mockImplementation(() => {});
});

afterEach(() => {
  cleanup();
  vi.resetAllMocks();
  window.localStorage.clear();
  window.sessionStorage.clear();
});

const LOST = new TypeError("Failed to fetch dynamically imported module: /assets/page.js");

function Page() {
  return <h1>The page</h1>;
}

async function show(Content: ComponentType, instead?: null) {
  const at = (place: string) => (
    <ErrorBoundary place={place} {...(instead === undefined ? {} : { instead })}>
      <Suspense fallback="Loading…">
        <Content />
      </Suspense>
    </ErrorBoundary>
  );
  const view = await act(async () => render(at("/one")));
  return { goTo: (place: string) => act(async () => view.rerender(at(place))) };
}

function told(): Promise<HTMLElement> {
  return screen.findByRole("heading", { name: "This part of the page could not be loaded." });
}

function Broken(): never {
  throw new TypeError("x is undefined");
}

/** What it loads comes later than the click. */
async function tryAgain() {
  const button = screen.getByRole("button", { name: "Try again" });
  await act(async () => await userEvent.click(button));
}

test("says that a part did not come, takes the focus, and shows it when it comes", async () => {
  load.mockRejectedValueOnce(LOST).mockRejectedValueOnce(LOST).mockResolvedValue(Page);
  await show(part(load));
  expect(document.activeElement).toBe(await told());
  expect(load).toHaveBeenCalledOnce();
  await tryAgain();
  expect(document.activeElement).toBe(await told());
  await tryAgain();
  expect(await screen.findByRole("heading", { name: "The page" })).toBeDefined();
  expect(load).toHaveBeenCalledTimes(3);
});

test("another page is not held by what failed on the one before", async () => {
  load.mockRejectedValueOnce(LOST).mockResolvedValue(Page);
  const { goTo } = await show(part(load));
  await goTo("/two");
  expect(screen.getByRole("heading", { name: "The page" })).toBeDefined();
});

test("a fault of the page is called one, and tried again or reloaded", async () => {
  let isBroken = true;
  await show(() => {
    if (isBroken) throw new TypeError("x is undefined");
    return <Page />;
  });
  expect(screen.getByRole("heading").textContent).toBe("Something in this page went wrong.");
  await userEvent.click(screen.getByRole("button", { name: "Reload" }));
  expect(reload).toHaveBeenCalledOnce();
  isBroken = false;
  await tryAgain();
  expect(screen.getByRole("heading", { name: "The page" })).toBeDefined();
});

test("what the page can do without is left out", async () => {
  load.mockRejectedValueOnce(LOST);
  await show(part(load), null);
  expect(document.body.textContent).toBe("");
});

test("forgets what the tab stored, and nothing else, before it begins anew", async () => {
  window.sessionStorage.setItem("linklab.walkthrough", "{}");
  window.localStorage.setItem("linklab.theme", "dark");
  render(
    <ErrorBoundary store={window.sessionStorage}>
      <Broken />
    </ErrorBoundary>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Forget this tab and reload" }));
  expect(window.sessionStorage.length).toBe(0);
  expect(window.localStorage.getItem("linklab.theme")).toBe("dark");
  expect(assign).toHaveBeenCalledExactlyOnceWith("/");
});
