// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { primaryAuthorization } from "#protocol/authorization.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { stepProps } from "#test/support/step-props.ts";
import { TENANT } from "#test/support/tokens.ts";
import { StepView } from "./step-view.tsx";

afterEach(cleanup);

const ACCOUNT = { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true };
const REQUEST = primaryAuthorization(TENANT, "code", "");
const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };

/** What a reload leaves of a walkthrough in which B was proved. */
const RELOADED: Walkthrough = {
  ...UNTOUCHED,
  keys: { keys: [] },
  primary: { account: ACCOUNT, request: REQUEST, tokens: null },
  secondary: {
    account: { ...ACCOUNT, userId: "google-oauth2|1001" },
    request: REQUEST,
    idToken: null,
    user: null,
  },
  user: { user_id: "auth0|1", identities: [OWN] },
};
const LINKED: Walkthrough = {
  ...RELOADED,
  user: { user_id: "auth0|1", identities: [OWN, GOOGLE] },
};

function show(step: StepId, walkthrough: Walkthrough) {
  render(<StepView {...stepProps(step, { walkthrough })} />);
}

test("has no change to show after the link was taken off", () => {
  show("changes", { ...RELOADED, unlinked: GOOGLE });
  expect(screen.getByRole("note").textContent).toContain("Needs a link");
  expect(screen.queryByRole("heading")).toBeNull();
});

test("has nothing to check once the link is there and B's token is gone", () => {
  show("check", LINKED);
  expect(screen.getByRole("note").textContent).toContain("The accounts are linked already");
  expect(screen.getByRole("link", { name: /^Next/ })).toBeTruthy();
  expect(screen.queryByRole("listitem")).toBeNull();
});

test("asks for B where B's token is gone and there is no link", () => {
  show("check", { ...RELOADED, unlinked: GOOGLE });
  expect(screen.getByRole("note").textContent).toContain("Needs B’s ID token");
  expect(screen.queryByRole("listitem")).toBeNull();
});

test("claims no link of its own where A came linked", () => {
  show("link", LINKED);
  expect(screen.getByRole("status").textContent).toContain("A has 2 identities already.");
});

test("says that the last step needs a link, and shows what to take home all the same", () => {
  show("unlink", RELOADED);
  expect(screen.getByText(/^Needs a link/)).toBeTruthy();
  expect(screen.getAllByRole("button").length).toBeGreaterThan(0);
});
