// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { stepProps } from "#test/support/step-props.ts";
import { TENANT } from "#test/support/tokens.ts";
import { PrimaryView } from "./primary-view.tsx";

afterEach(cleanup);

function show(prompt: string) {
  const request = { ...primaryAuthorization(TENANT, "code", ""), prompt };
  const account = { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true };
  const tokens = { accessToken: "", idToken: "", grantedScope: "", fitness: "fits" } as const;
  const walkthrough: Walkthrough = {
    ...UNTOUCHED,
    keys: { keys: [] },
    primary: { account, request, tokens },
  };
  const signIn = vi.fn<() => Promise<void>>(async () => {});
  const choose = vi.fn<(change: object) => void>();
  render(<PrimaryView {...stepProps("primary", { walkthrough, actions: { signIn, choose } })} />);
  return { signIn, choose };
}

const other = () => screen.queryByRole("button", { name: "Log in as someone else" });

test.each(["", "none", "consent"])(
  "a login with prompt=%j may have gone by the cookie: it says whose session that was, and offers another",
  (prompt) => {
    const { signIn, choose } = show(prompt);
    expect(screen.getByText(/answered for/).textContent).toContain("Ada · password");
    fireEvent.click(other()!);
    expect(choose).toHaveBeenCalledWith({ primary: expect.objectContaining({ prompt: "login" }) });
    expect(signIn).toHaveBeenCalledOnce();
  },
);

test.each(["login", "select_account"])("a login with prompt=%s offers no other", (prompt) => {
  show(prompt);
  expect(screen.getByText("A is Ada · password")).toBeTruthy();
  expect(other()).toBeNull();
});
