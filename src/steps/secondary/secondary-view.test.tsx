// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { secondaryAuthorization } from "#protocol/authorization.ts";
import { stepProps } from "#test/support/step-props.ts";
import { TENANT } from "#test/support/tokens.ts";
import { SecondaryView } from "./secondary-view.tsx";

afterEach(cleanup);

function show(prompt: string) {
  const request = { ...secondaryAuthorization(TENANT, "code", ""), prompt };
  const account = { userId: "google-oauth2|1", name: "Ada", email: null, isEmailVerified: true };
  const walkthrough: Walkthrough = {
    ...UNTOUCHED,
    keys: { keys: [] },
    secondary: { account, request, idToken: "", user: null },
  };
  const proveSecondary = vi.fn<() => Promise<void>>(async () => {});
  const choose = vi.fn<(change: object) => void>();
  const actions = { proveSecondary, choose };
  render(<SecondaryView {...stepProps("secondary", { walkthrough, actions })} />);
  return { proveSecondary, choose };
}

const other = () => screen.queryByRole("button", { name: "Log in as someone else" });

test("a proof that may have gone by the cookie says whose session that was, and offers another", () => {
  const { proveSecondary, choose } = show("");
  expect(screen.getByText(/answered for/).textContent).toContain("Ada · Google");
  fireEvent.click(other()!);
  expect(choose).toHaveBeenCalledWith({ secondary: expect.objectContaining({ prompt: "login" }) });
  expect(proveSecondary).toHaveBeenCalledOnce();
});

test("a proof for which the tenant asked offers no other", () => {
  show("login");
  expect(screen.getByText("B is Ada · Google")).toBeTruthy();
  expect(other()).toBeNull();
});
