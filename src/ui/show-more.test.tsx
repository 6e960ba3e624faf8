// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { ClaimsTable } from "./claims-table.tsx";
import { TokenText } from "./token-text.tsx";

afterEach(cleanup);

const claim = (name: string) =>
  ({ part: "payload", name, value: "1", time: null, says: null, mustBe: null }) as const;

test("shows the first hundred claims, and the rest when it is asked", async () => {
  const claims = Array.from({ length: 103 }, (_, index) => claim(`c${index}`));
  render(<ClaimsTable label="Claims" claims={claims} />);
  expect(screen.queryByText("c100")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show 3 more" }));
  expect(screen.getByText("c102")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /more/ })).toBeNull();
});

test.each([
  [5, null],
  [6, null],
  [9, "Show 3 more"],
])("shows six parts of a token of %s at most", (count, label) => {
  render(<TokenText parts={Array.from({ length: count }, () => "x")} isHidden={false} />);
  expect(screen.queryByRole("button")?.textContent ?? null).toBe(label);
});
