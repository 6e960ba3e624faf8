// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { FINDINGS, type FindingId } from "#linking/findings/findings.ts";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { SCENARIOS } from "#linking/scenarios/scenarios.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { FindingView } from "./finding-view.tsx";
import { TENANT } from "#test/support/tokens.ts";
import { NO_CAPABILITIES, type TenantCapabilities } from "#protocol/control.ts";
import { EVERYTHING_IN_BROWSER } from "#test/support/session.ts";
import { NO_CHOICES } from "#session/choices.ts";
import type { Session } from "#session/session.ts";
import type { StepFinding } from "#session/session-core.ts";

const ACCOUNT = {
  userId: "auth0|1",
  name: "Ada",
  email: "ada@example.com",
  isEmailVerified: true,
};
const REQUEST = primaryAuthorization(TENANT, "implicit", "");
const TOKENS = {
  accessToken: "a",
  idToken: "i",
  fitness: "fits",
  grantedScope: "openid",
} as const;
const SIGNED_IN: Walkthrough = {
  ...UNTOUCHED,
  primary: { account: ACCOUNT, request: REQUEST, tokens: TOKENS },
};

const BROKEN = SCENARIOS.find(({ id }) => id === "foreign-bearer")!;

const signInAgain = vi.fn<Session["signInAgain"]>();
const readUser = vi.fn<Session["readUser"]>();
const testConnection = vi.fn<Session["testConnection"]>();
const proveAndRepeat = vi.fn<Session["proveAndRepeat"]>();
const isEdited = vi.fn<Session["isEdited"]>();
const resetAndRepeat = vi.fn<Session["resetAndRepeat"]>();
const choose = vi.fn<Session["choose"]>();
const revertAndRepeat = vi.fn<Session["revertAndRepeat"]>();
const repeat = vi.fn<Session["repeat"]>();

beforeEach(() => {
  signInAgain.mockResolvedValue();
  readUser.mockResolvedValue();
  testConnection.mockResolvedValue();
  repeat.mockReturnValue(null);
  revertAndRepeat.mockResolvedValue();
});

afterEach(() => {
  cleanup();
  vi.resetAllMocks();
});

function show(
  finding: Partial<StepFinding> & { id: FindingId },
  walkthrough = SIGNED_IN,
  broken: Scenario | null = null,
  capabilities: TenantCapabilities = NO_CAPABILITIES,
) {
  const session = {
    state: () => ({
      walkthrough,
      choices: NO_CHOICES,
      capabilities,
      busy: null,
      line: [],
      notice: null,
      finding: null,
      made: null,
      left: [],
    }),
    signInAgain,
    readUser,
    testConnection,
    repeat,
    proveAndRepeat,
    isEdited,
    resetAndRepeat,
    choose,
    revertAndRepeat,
  } as Partial<Session> as Session;
  render(
    <FindingView
      finding={{
        says: null,
        came: null,
        retryAt: null,
        step: "link",
        during: null,
        ...finding,
      }}
      session={session}
      walkthrough={walkthrough}
      broken={broken}
    />,
  );
}

test.each(Object.entries(FINDINGS))(
  "%s is told with its reason, loud only if broken",
  (id, copy) => {
    show({ id: id as FindingId });
    const callout = screen.getByRole(copy.isRefusal ? "status" : "alert");
    for (const text of [copy.title, copy.because, ...copy.steps]) {
      expect(callout.textContent).toContain(text);
    }
    const clues = screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
    expect(clues).toHaveLength(copy.evidence.length);
    for (const [index, { name }] of copy.evidence.entries()) expect(clues[index]).toContain(name);
    expect(screen.getByRole("link", { name: "More on this" }).getAttribute("href")).toBe(
      `/errors/${id}`,
    );
  },
);

test("says what the API said, as text", () => {
  show({ id: "unknown-answer", says: "400 <img src=x onerror=alert(1)>" });
  expect(screen.getByRole("alert").textContent).toContain("400 <img src=x onerror=alert(1)>");
  expect(screen.queryByRole("img")).toBeNull();
});

test("says who came back and who is still signed in", () => {
  show({ id: "other-account", came: { ...ACCOUNT, userId: "google-oauth2|2", name: "Bob" } });
  const text = screen.getByRole("status").textContent;
  expect(text).toContain("Came back: Bob · Google.");
  expect(text).toContain("You are still A: Ada · password.");
});

test.each([
  ["after a reload", { ...UNTOUCHED, primary: { ...SIGNED_IN.primary!, tokens: null } }],
  ["at first", UNTOUCHED],
])("says that nobody is signed in %s", (_, walkthrough) => {
  show({ id: "no-answer" }, walkthrough);
  expect(screen.getByRole("alert").textContent).toContain("Nobody is signed in here.");
});

test("logs in as the same A again, back to the same step", async () => {
  show({ id: "token-expired", step: "unlink" });
  await userEvent.click(screen.getByRole("button", { name: "Log in as A" }));
  expect(signInAgain).toHaveBeenCalledExactlyOnceWith("unlink");
});

test("logs in for the first time where nobody was A", async () => {
  show({ id: "state-mismatch", step: "primary" }, UNTOUCHED);
  await userEvent.click(screen.getByRole("button", { name: "Log in as A" }));
  expect(signInAgain).toHaveBeenCalledExactlyOnceWith("primary");
});

test.each([
  ["key-not-found", "To the tenant", "/learn/tenant"],
  ["identity-taken", "See A’s identities", "/learn/changes"],
] as const)("leads from %s %s", (id, name, href) => {
  show({ id });
  expect(screen.getByRole("link", { name }).getAttribute("href")).toBe(href);
});

test.each(["linked-not-read", "signed-in-not-read"] as const)(
  "reads A again after %s, and sends nothing else again",
  async (id) => {
    const isBroken = id === "signed-in-not-read";
    show({ id, step: "primary" }, SIGNED_IN, isBroken ? BROKEN : null);
    const buttons = screen.getAllByRole("button");
    expect(buttons.map(({ textContent }) => textContent)).toEqual(
      isBroken ? ["Read A again", "Mend it"] : ["Read A again"],
    );
    await userEvent.click(buttons[0]!);
    expect(readUser).toHaveBeenCalledExactlyOnceWith("primary");
  },
);

test("counts down to the read that came too early", () => {
  show({ id: "signed-in-not-read", step: "primary", retryAt: Date.now() + 60_000 });
  const button = screen.getByRole("button", { name: "Read A again" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
});

test.each(["callback", "popup"] as const)("takes the focus, also after a %s", (during) => {
  show({ id: "popup-closed", during });
  expect(document.activeElement).toBe(screen.getByRole("status"));
});

test("offers a login that was closed once more", async () => {
  const again = vi.fn<() => Promise<void>>().mockResolvedValue();
  repeat.mockReturnValue(again);
  show({ id: "popup-closed", step: "secondary", during: "popup" });
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(repeat).toHaveBeenLastCalledWith("secondary", "popup");
  expect(again).toHaveBeenCalledOnce();
});

test("offers no button but the catalogue where the page cannot help", () => {
  show({ id: "user-blocked" });
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getAllByRole("link").map(({ textContent }) => textContent)).toEqual([
    "More on this",
  ]);
});

test("logs in as B anew for the step whose proof was refused", async () => {
  show({ id: "signature-invalid" });
  await userEvent.click(screen.getByRole("button", { name: "Log in as B" }));
  expect(proveAndRepeat).toHaveBeenCalledExactlyOnceWith("link");
});

test.each([true, false])("offers the usual request where it was edited: %s", async (edited) => {
  isEdited.mockReturnValue(edited);
  show({ id: "audience-unknown", step: "primary" });
  const buttons = screen.queryAllByRole("button", { name: "Use the usual request" });
  expect(buttons).toHaveLength(edited ? 1 : 0);
  if (buttons[0] !== undefined) await userEvent.click(buttons[0]);
  expect(resetAndRepeat.mock.calls).toEqual(edited ? [["primary"]] : []);
});

test("sends again what was under way, in a step that can do more than one thing", () => {
  show({ id: "tenant-failed", step: "primary", during: "renewing" });
  expect(repeat).toHaveBeenCalledExactlyOnceWith("primary", "renewing");
});

test.each([
  ["primary", "Log in as A"],
  ["old-way", "Log in as A"],
  ["secondary", "Log in as B"],
  ["link", "Log in as B"],
  ["changes", "Log in as B"],
] as const)("logs in again as whom the step %s needs: %s", (step, name) => {
  show({ id: "nonce-mismatch", step });
  expect(screen.getByRole("button").textContent).toBe(name);
});

test("tests the connection for the step that got no answer", async () => {
  show({ id: "no-answer", step: "unlink" });
  await userEvent.click(screen.getByRole("button", { name: "Run the CORS test" }));
  expect(testConnection).toHaveBeenCalledExactlyOnceWith("unlink");
});

test("sends the step's request again where the step can, and offers nothing where it cannot", async () => {
  show({ id: "rate-limited", step: "primary" });
  expect(screen.queryByRole("button")).toBeNull();
  cleanup();

  const again = vi.fn<() => Promise<void>>().mockResolvedValue();
  repeat.mockReturnValue(again);
  show({ id: "rate-limited", step: "link" });
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(repeat).toHaveBeenLastCalledWith("link", null);
  expect(again).toHaveBeenCalledExactlyOnceWith();
});

test.each([
  ["401 Invalid token", "401, as it should be. "],
  ["invalid_grant: no", ""],
  [null, ""],
])("says of a refusal that was asked for that it should be so: %s", (says, verdict) => {
  show({ id: "token-not-accepted", says }, SIGNED_IN, BROKEN);
  const { title } = FINDINGS["token-not-accepted"];
  expect(screen.getByRole("status").textContent).toContain(`${verdict}${title}`);
  expect(screen.queryByText(/as it should be/) !== null).toBe(verdict !== "");
});

test("tells what was broken beside what came of it, and mends it in one click", async () => {
  show({ id: "token-not-accepted" }, SIGNED_IN, BROKEN);
  const told = screen.getByRole("status").textContent;
  expect(told).toContain("What you broke: An access token of another issuer.");
  await userEvent.click(screen.getByRole("button", { name: "Mend it" }));
  expect(choose).toHaveBeenCalledExactlyOnceWith({ scenario: null });
});

const LINKED: Walkthrough = {
  ...SIGNED_IN,
  user: {
    user_id: "auth0|1",
    identities: [
      { connection: "users", provider: "auth0", user_id: "1", isSocial: false },
      { connection: "google-oauth2", provider: "google-oauth2", user_id: "2", isSocial: true },
    ],
  },
};
const PROVED: Walkthrough = {
  ...SIGNED_IN,
  secondary: { account: ACCOUNT, request: REQUEST, idToken: "i", user: null },
};

test.each([
  ["link", PROVED, "Link them"],
  ["unlink", LINKED, "Unlink"],
] as const)("asks before it mends and sends what loses something: %s", async (step, state, yes) => {
  show({ id: "token-not-accepted", step }, state, BROKEN);
  await userEvent.click(screen.getByRole("button", { name: "Mend it and send again" }));
  expect(revertAndRepeat).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: yes }));
  expect(revertAndRepeat).toHaveBeenCalledExactlyOnceWith(step);
});

test("has nothing to mend where nothing was broken", () => {
  show({ id: "token-not-accepted" });
  expect(screen.queryByRole("button", { name: /Mend it/ })).toBeNull();
});

test.each([
  ["primary", "popup", "A"],
  ["link", "callback", "A"],
  ["link", "linking", "B"],
  ["secondary", "popup", "B"],
] as const)(
  "binds a claim to the login that failed, in %s during %s: %s",
  (step, during, owner) => {
    show({ id: "claim-invalid", step, during });
    const [clue] = within(screen.getByRole("list", { name: "What gave it away" })).getAllByRole(
      "listitem",
    );
    expect(clue?.textContent).toContain("exp in the ID token");
    expect(clue?.querySelector("[data-owner]")?.getAttribute("data-owner")).toBe(owner);
    expect(screen.getByRole("button", { name: `Log in as ${owner}` })).toBeDefined();
  },
);

test("where the tenant has no other origin, nobody is sent to look for CORS", async () => {
  show({ id: "no-answer" }, SIGNED_IN, null, EVERYTHING_IN_BROWSER);
  expect(screen.getByRole("alert").textContent).toContain("It was not CORS");
  await userEvent.click(screen.getByRole("button", { name: "Ask whether the tenant is up" }));
  expect(testConnection).toHaveBeenCalledWith("link");
});
