// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Callout } from "./callout.tsx";

afterEach(cleanup);

test.each([
  ["bad", "alert"],
  ["ok", "status"],
  ["expected", "status"],
  ["note", "note"],
] as const)("announces the tone %s as %s", (tone, role) => {
  render(<Callout tone={tone} title="What happened" actions={<button>Go on</button>} />);
  const [callout, ...others] = ["alert", "status", "note"].flatMap((name) =>
    screen.queryAllByRole(name),
  );
  expect(others).toEqual([]);
  expect(callout?.getAttribute("role")).toBe(role);
  expect(callout?.textContent).toContain("What happened");
  expect(callout?.contains(screen.getByRole("button", { name: "Go on" }))).toBe(true);
});

test("takes the focus only where it was told to, and anew for another result", () => {
  const { rerender } = render(<Callout tone="ok" title="What happened" />);
  expect(document.activeElement).toBe(document.body);
  rerender(<Callout tone="ok" title="What happened" focusOn={{ run: 1 }} />);
  expect(document.activeElement).toBe(screen.getByRole("status"));
  screen.getByRole("status").blur();
  rerender(<Callout tone="ok" title="What happened" focusOn={{ run: 2 }} />);
  expect(document.activeElement).toBe(screen.getByRole("status"));
});
