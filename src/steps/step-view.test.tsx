// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { journey, type StepId } from "#linking/walkthrough/journey.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { NO_CAPABILITIES } from "#protocol/control.ts";
import { scriptFetch, TENANT } from "#test/support/tokens.ts";
import { createWireLog } from "#wire/log.ts";
import { NO_CHOICES } from "#session/choices.ts";
import { createSessionCore } from "#session/session-core.ts";
import { createSession } from "#session/session.ts";
import { StepView } from "./step-view.tsx";
import { createStorage } from "#session/storage.ts";
import { createMemoryArea, signInNowhere } from "#test/support/session.ts";

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
  const log = createWireLog({ now: () => 0 });
  const core = createSessionCore({
    tenant: TENANT,
    control: null,
    log,
    storage: createStorage(createMemoryArea()),
    fetch: scriptFetch().fetch,
    now: () => new Date(0),
    isOnline: () => true,
    appOrigin: "http://localhost:5173",
    signInWith: signInNowhere,
    openPopup: () => null,
    stayHere: () => undefined,
    setActor: () => {},
    setLane: () => {},
  });
  render(
    <StepView
      step={step}
      status={journey(walkthrough)[step]}
      walkthrough={walkthrough}
      choices={NO_CHOICES}
      capabilities={NO_CAPABILITIES}
      busy={new Set()}
      session={createSession(core)}
      log={log}
      config={{
        tenantName: "T",
        tenant: TENANT,
        controlUrl: null,
        accountHints: null,
        isOwn: false,
      }}
      onStartOver={() => {}}
    />,
  );
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
