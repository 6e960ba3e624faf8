// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { SCENARIOS } from "#linking/scenarios/scenarios.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import type { StepRequest } from "#linking/walkthrough/requests.ts";
import { secondaryAuthorization } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import { ScenarioNotice } from "./scenario-notice.tsx";

afterEach(cleanup);

const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const LINKED: Walkthrough = {
  ...UNTOUCHED,
  user: { user_id: "auth0|1", identities: [OWN, { ...OWN, provider: "github" }] },
};
const PROVED: Walkthrough["secondary"] = {
  account: { userId: "github|1", name: "Ada", email: null, isEmailVerified: true },
  request: secondaryAuthorization(TENANT, "code", ""),
  idToken: "id-b",
  user: null,
};
const SENT: StepRequest = {
  method: "POST",
  url: "http://localhost:5180/api/v2/users/auth0%7C1/identities",
  userId: "auth0|1",
  headers: [],
  body: null,
  bearer: null,
  linkWith: null,
  changed: [],
  times: 1,
  isVerifiedFirst: true,
};

function show(id: string, request: StepRequest | null, walkthrough = UNTOUCHED) {
  const scenario = SCENARIOS.find((one) => one.step === "link" && one.id === id)!;
  const onRevert = vi.fn<() => void>();
  render(
    <ScenarioNotice
      scenario={scenario}
      request={request}
      walkthrough={walkthrough}
      onRevert={onRevert}
    />,
  );
  return { onRevert, text: screen.getByRole("status").textContent };
}

test("says where to look when the request stays as it is", () => {
  expect(show("failure", SENT).text).toContain("What goes wrong is at the tenant.");
  cleanup();
  expect(show("twice", { ...SENT, times: 2 }).text).toContain("is sent twice");
});

test("says nothing more where the request itself shows what is broken, or there is none", () => {
  expect(show("empty-body", { ...SENT, changed: ["body"] }).text).not.toContain("stays as it is");
  cleanup();
  expect(show("failure", null).text).not.toContain("stays as it is");
});

test("leads to the unlink where it needs two users", () => {
  expect(show("twice", SENT, LINKED).text).toContain("A and B are linked");
  expect(screen.getByRole("link", { name: "Unlink them first" })).toBeTruthy();
  cleanup();
  show("failure", SENT, { ...LINKED, secondary: PROVED });
  expect(screen.queryByRole("link", { name: "Unlink them first" })).toBeNull();
});

test("leads to the unlink where the link's proof is gone and B's login would open A", () => {
  expect(show("empty-body", null, LINKED).text).toContain("A and B are linked");
  expect(screen.getByRole("link", { name: "Unlink them first" })).toBeTruthy();
});

test("takes it back", async () => {
  const { onRevert } = show("failure", SENT);
  await userEvent.click(screen.getByRole("button", { name: "Mend it" }));
  expect(onRevert).toHaveBeenCalledOnce();
});
