import { expect, test } from "vitest";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import { busyIn, decide, lackOf, type Busy, type Wish } from "./presses.ts";

const wish = (busy: Busy, step = "link", of?: string): Wish => ({
  busy,
  step,
  ...(of === undefined ? {} : { of }),
});

/** What ends by itself, soon. */
const SHORT: readonly Busy[] = [
  "tenant",
  "callback",
  "renewing",
  "trying",
  "linking",
  "reading",
  "unlinking",
  "cell",
  "undoing",
  "testing",
  "steering",
  "preparing",
];
/** What lasts as long as a person likes, or for long. */
const LONG: readonly Busy[] = ["popup", "leaving", "use-cases", "lab"];
const ENDING: readonly Busy[] = ["logging-out", "starting-over"];

test.each([...SHORT, ...LONG, ...ENDING])("%s goes at once where nothing runs", (busy) => {
  expect(decide([], wish(busy))).toEqual({ kind: "go" });
});

test.each(SHORT.flatMap((running) => [...SHORT, ...LONG].map((wanted) => [running, wanted])))(
  "while %s runs, %s waits for its turn",
  (running, wanted) => {
    const line = [wish(running, "tenant")];
    expect(decide(line, wish(wanted))).toEqual({ kind: "wait" });
  },
);

test.each(LONG.flatMap((open) => [...SHORT, ...LONG].map((wanted) => [open, wanted])))(
  "while %s is open, %s is not done, and the reason is told",
  (open, wanted) => {
    const holding = wish(open, "secondary");
    const line = [wish("reading", "changes"), holding];
    expect(decide([holding], wish(wanted))).toEqual({ kind: "say-why", open: holding });
    // It is open as well where it only waits for a short request.
    expect(decide(line, wish(wanted))).toEqual({ kind: "say-why", open: holding });
  },
);

test.each(ENDING.flatMap((wanted) => [...SHORT, ...LONG].map((running) => [wanted, running])))(
  "%s ends %s, then goes",
  (wanted, running) => {
    expect(decide([wish(running)], wish(wanted, "primary"))).toEqual({
      kind: "interrupt",
    });
  },
);

test("a log-out and a start over wait for one another, in the order of the presses", () => {
  const logOut = wish("logging-out");
  const startOver = wish("starting-over");
  expect(decide([logOut], startOver)).toEqual({ kind: "wait" });
  expect(decide([startOver], logOut)).toEqual({ kind: "wait" });
  expect(decide([wish("use-cases"), startOver], logOut)).toEqual({ kind: "wait" });
});

test("a page that leaves to log out does nothing else; one that starts over does, after it", () => {
  const logOut = wish("logging-out");
  expect(decide([logOut], wish("linking"))).toEqual({ kind: "say-why", open: logOut });
  expect(decide([wish("starting-over")], wish("tenant"))).toEqual({ kind: "wait" });
});

test.each([...SHORT, ...LONG, ...ENDING])(
  "a second press of %s is the same wish, whether the first runs or waits",
  (busy) => {
    const one = wish(busy);
    expect(decide([one], wish(busy))).toEqual({ kind: "same" });
    expect(decide([wish("testing", "tenant"), one], wish(busy))).toEqual({ kind: "same" });
  },
);

test("the same in another step, or of another account, is another wish", () => {
  const popup = wish("popup", "secondary", "ada@example.com");
  expect(decide([popup], wish("popup", "primary"))).toMatchObject({ kind: "say-why" });
  expect(decide([popup], wish("popup", "secondary", "eve@example.com"))).toMatchObject({
    kind: "say-why",
  });
  expect(decide([wish("reading", "link")], wish("reading", "changes"))).toEqual({ kind: "wait" });
});

const LOGIN = primaryAuthorization(TENANT, "code", "http://localhost:5173/callback");
const ADA = { userId: "auth0|1", name: "Ada", email: "ada@example.com", isEmailVerified: true };
const READY: Walkthrough = {
  ...UNTOUCHED,
  keys: { keys: [] },
  primary: {
    account: ADA,
    request: LOGIN,
    tokens: { accessToken: "a", idToken: "i", fitness: "fits", grantedScope: LOGIN.scope },
  },
  secondary: { account: ADA, request: LOGIN, idToken: "proof", user: null },
};

test.each([
  ["linking", "link", { keys: null }, "tenant"],
  ["linking", "link", { primary: null }, "primary"],
  ["linking", "link", { secondary: null }, "secondary"],
  ["unlinking", "unlink", { primary: null }, "primary"],
  ["reading", "changes", { primary: null }, "primary"],
  ["trying", "old-way", { primary: null }, "primary"],
  ["popup", "secondary", { primary: null, secondary: null }, "primary"],
  ["popup", "changes", {}, "link"],
] as const)("%s in the step %s lacks what is gone: %j", (busy, step, gone, needs) => {
  expect(lackOf({ busy, step }, { ...READY, ...gone })).toBe(needs);
});

test.each([
  ["linking", "link"],
  ["unlinking", "unlink"],
  ["reading", "changes"],
  ["popup", "secondary"],
] as const)("%s in the step %s lacks nothing where all is there", (busy, step) => {
  expect(lackOf({ busy, step }, READY)).toBeNull();
});

test.each(["tenant", "leaving", "logging-out", "starting-over", "testing", "renewing"] as const)(
  "%s needs nothing that could be gone",
  (busy) => {
    expect(lackOf({ busy, step: "link" }, UNTOUCHED)).toBeNull();
  },
);

test("a login as A needs nothing, in a popup either", () => {
  expect(lackOf({ busy: "popup", step: "primary" }, UNTOUCHED)).toBeNull();
});

test("a step knows what runs or waits in it, and nothing of the others", () => {
  const line = [wish("reading", "changes"), wish("linking", "link"), wish("popup", "changes")];
  expect(busyIn(line, "changes")).toEqual(new Set(["reading", "popup"]));
  expect(busyIn(line, "link")).toEqual(new Set(["linking"]));
  expect(busyIn(line, "secondary")).toEqual(new Set());
});
