// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Account } from "#linking/walkthrough/account.ts";
import type { Suggestions as Found } from "#linking/walkthrough/suggestions.ts";
import { Suggestions } from "./suggestions.tsx";

afterEach(cleanup);

const GOOGLE: Account = {
  userId: "google-oauth2|1001",
  name: "Ada Lovelace",
  email: "ada@example.com",
  isEmailVerified: true,
};
const GITHUB: Account = { ...GOOGLE, userId: "github|2", isEmailVerified: false };

function show(found: Partial<Found>) {
  const onLogIn = vi.fn<(account: Account) => void>();
  render(<Suggestions found={{ verified: [], unverified: [], ...found }} onLogIn={onLogIn} />);
  return onLogIn;
}

test("suggests a login as B, and does nothing by itself", async () => {
  const onLogIn = show({ verified: [{ account: GOOGLE, email: "ada@example.com" }] });
  expect(screen.getByRole("listitem").textContent).toContain(
    "Ada · Google has the same verified e-mail",
  );
  expect(onLogIn).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Use as B: Ada · Google" }));
  expect(onLogIn).toHaveBeenCalledExactlyOnceWith(GOOGLE);
});

test("(S 19) warns of an e-mail that is not verified, and offers no login for it", () => {
  show({ unverified: [{ account: GITHUB, email: "ada@example.com", at: "B" }] });
  const warning = screen.getByRole("note");
  expect(warning.textContent).toContain("Ada · GitHub has the same e-mail. Not suggested.");
  expect(warning.textContent).toContain("It is not verified there.");
  expect(warning.textContent).toContain("pre-hijacking");
  expect(screen.queryByRole("button")).toBeNull();
});

test("says so when there is none", () => {
  show({});
  expect(screen.getByText("No other account here has A’s verified e-mail.")).toBeTruthy();
});
