import { expect, test, vi } from "vitest";
import type { Control } from "#protocol/control.ts";
import { jsonAnswer } from "#test/support/tokens.ts";
import { createSession } from "#session/session.ts";
import { createSessionCore } from "#session/session-core.ts";
import {
  ALONE,
  BLOCKED_A,
  createPopup,
  leaveWith,
  openSession,
  sdk,
  setUpSignIn,
  signedIn,
} from "#test/support/sign-in.ts";

setUpSignIn();

const UNBLOCK_A = { method: "PATCH", path: "users/auth0%7C1", body: { blocked: false } };

test("is no longer busy when the page comes back from the browser's cache", () => {
  sdk.beginRedirect.mockReturnValue(new Promise(() => {}));
  const { session } = openSession({});
  void session.signIn();
  session.comeBack();
  expect(session.state().busy).toBeNull();
});

test("the page of a popup takes its scenario back when it goes, and a later page when it could not", async () => {
  const change = vi.fn<Control["change"]>(async () => ({}));
  const { core, session, storage } = openSession({
    stored: signedIn(),
    choices: { scenario: BLOCKED_A, place: "popup" },
    popup: createPopup(),
  });
  Object.assign(core.ports, { control: { change } });
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  void session.signIn();
  await vi.advanceTimersByTimeAsync(0);
  expect(change.mock.calls).toEqual([[{ ...UNBLOCK_A, body: { blocked: true } }]]);

  change.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  session.goAway();
  await vi.advanceTimersByTimeAsync(0);
  expect(change).toHaveBeenLastCalledWith(UNBLOCK_A);
  expect(storage.loadCleanup()).toHaveLength(1);

  createSession(createSessionCore(core.ports)).resume();
  await vi.advanceTimersByTimeAsync(0);
  expect(change).toHaveBeenCalledTimes(3);
  expect(change).toHaveBeenLastCalledWith(UNBLOCK_A);
  expect(storage.loadCleanup()).toEqual([]);
});

test("a login that leaves takes its scenario along, and one that comes back without an answer ends it", async () => {
  const change = vi.fn<Control["change"]>(async () => ({}));
  const { core, session } = openSession({ stored: signedIn(), choices: { scenario: BLOCKED_A } });
  Object.assign(core.ports, { control: { change } });
  leaveWith("?state=s");
  void session.signIn();
  await vi.advanceTimersByTimeAsync(0);
  session.goAway();
  expect(change).toHaveBeenCalledOnce();

  const back = createSession(createSessionCore(core.ports));
  back.choose({ scenario: null });
  back.resume();
  expect(change).toHaveBeenLastCalledWith(UNBLOCK_A);
  expect(back.state().finding).toBeNull();
});

test("takes back what was broken for a login that could not leave", async () => {
  const change = vi.fn<Control["change"]>(async () => ({}));
  sdk.beginRedirect.mockRejectedValue(new TypeError("Failed to fetch"));
  const { core, session } = openSession({ stored: signedIn(), choices: { scenario: BLOCKED_A } });
  Object.assign(core.ports, { control: { change } });
  await session.signIn();
  expect(change.mock.calls.map(([{ body }]) => body)).toEqual([
    { blocked: true },
    { blocked: false },
  ]);
});

test("breaks nothing anew before what was broken is taken back", async () => {
  const late: ((value: unknown) => void)[] = [];
  const change = vi.fn<Control["change"]>(async () => ({}));
  const { core, session, storage } = openSession({
    stored: signedIn(),
    choices: { scenario: BLOCKED_A, place: "popup" },
    popup: createPopup(),
  });
  Object.assign(core.ports, { control: { change } });
  core.cleanup.register({ kind: "scenario", ...BLOCKED_A, owners: { A: "auth0|1", B: "" } });
  change.mockReturnValueOnce(new Promise((resolve) => late.push(resolve)));
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  session.resume();
  void session.signIn();
  await vi.advanceTimersByTimeAsync(0);
  expect(change.mock.calls).toEqual([[UNBLOCK_A]]);
  late[0]?.({});
  await vi.advanceTimersByTimeAsync(0);
  expect(change).toHaveBeenLastCalledWith({ ...UNBLOCK_A, body: { blocked: true } });
  expect(storage.loadCleanup()).toHaveLength(1);
});

test("what nobody broke does not wait for what is taken back", async () => {
  const change = vi.fn<Control["change"]>(() => new Promise(() => {}));
  const { core, session, network } = openSession({
    stored: signedIn(),
    answers: [jsonAnswer(200, ALONE)],
  });
  Object.assign(core.ports, { control: { change } });
  core.cleanup.register({ kind: "scenario", ...BLOCKED_A, owners: { A: "auth0|1", B: "" } });
  session.resume();
  void session.readUser("changes");
  await vi.advanceTimersByTimeAsync(0);
  expect(network.arrivals).toHaveLength(1);
});
