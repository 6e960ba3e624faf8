import { expect, test, vi } from "vitest";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { describeTenant } from "#protocol/tenant.ts";
import { TENANT } from "#test/support/tokens.ts";
import {
  ACCOUNT_A,
  leaveWith,
  LOGIN_A,
  LOGIN_IMPLICIT,
  openSession,
  REDIRECT_URI,
  setUpSignIn,
  signedIn,
  signInWith,
} from "#test/support/sign-in.ts";
import { EVERYTHING_IN_BROWSER } from "#test/support/session.ts";

setUpSignIn();

test("stops leaving, and waits for no answer any more", async () => {
  leaveWith("?state=s");
  const { session, storage, log, stayHere } = openSession({});
  const leaving = session.signIn();
  await expect.poll(() => storage.loadPending()).not.toBeNull();
  session.stop();
  await leaving;
  expect(stayHere).toHaveBeenCalledOnce();
  expect(storage.loadPending()).toBeNull();
  expect(log.events()).toMatchObject([{ state: "cancelled" }]);
  expect(session.state()).toMatchObject({ busy: null, finding: { id: "wait-stopped" } });
});

const REMOTE = describeTenant("example.eu.auth0.com", "spa");

test.each([
  ["a tenant that is elsewhere", REMOTE, "offline"],
  ["one on this computer", TENANT, undefined],
])("offline it stays for %s, and says why", async (_, tenant, finding) => {
  leaveWith("?state=s");
  const { session, storage, log } = openSession({ tenant, isOnline: false });
  const leaving = session.signIn();
  await vi.runAllTimersAsync();
  await leaving;
  expect(session.state().finding?.id).toBe(finding);
  expect([log.events().length, storage.loadPending() === null]).toEqual(
    finding === undefined ? [1, false] : [0, true],
  );
});

test("offline it leaves for a tenant that no network lies before", async () => {
  leaveWith("?state=s");
  const { core, session, storage } = openSession({ tenant: REMOTE, isOnline: false });
  core.publish({ capabilities: EVERYTHING_IN_BROWSER });
  const leaving = session.signIn();
  await vi.runAllTimersAsync();
  await leaving;
  expect(storage.loadPending()).not.toBeNull();
});

test("notes who is to come back, logs where the page goes, and stays busy while it leaves", async () => {
  leaveWith("?state=s");
  const { session, storage, log } = openSession({ stored: signedIn() });
  const leaving = session.signInAgain("link");
  await vi.advanceTimersByTimeAsync(9999);
  expect(session.state().busy).toBe("leaving");
  const parameters = { ...LOGIN_A, prompt: "login", login_hint: "ada@example.com" };
  expect(signInWith).toHaveBeenCalledExactlyOnceWith(TENANT, parameters);
  expect(log.events()).toMatchObject([{ actor: "A", kind: "page", state: "sent" }]);
  expect(storage.loadPending()).toEqual({
    parameters,
    returnTo: "link",
    expected: ACCOUNT_A,
    state: "s",
    isTaken: false,
  });
  await vi.advanceTimersByTimeAsync(1);
  await leaving;
  expect(session.state().busy).toBeNull();
});

test.each([
  ["first", ""],
  ["again", "login"],
])("expects nobody in particular when the login is %s", async (_, prompt) => {
  leaveWith("?state=s");
  const parameters = { ...LOGIN_A, prompt };
  const { session, storage } = openSession({
    stored: signedIn(),
    choices: { primary: parameters },
  });
  const leaving = session.signIn();
  await vi.runAllTimersAsync();
  await leaving;
  expect(signInWith).toHaveBeenCalledExactlyOnceWith(TENANT, parameters);
  expect(storage.loadPending()).toEqual({
    parameters,
    returnTo: "primary",
    expected: null,
    state: "s",
    isTaken: false,
  });
});

test("an edited request does not outlive the login that was sent without it", async () => {
  leaveWith("");
  const { session } = openSession({
    stored: signedIn(),
    choices: { primary: { ...LOGIN_A, audience: "" } },
  });
  void session.signInAgain("primary");
  await vi.advanceTimersByTimeAsync(0);
  expect(session.state().choices.primary).toBeNull();
  expect(signInWith).toHaveBeenCalledWith(
    TENANT,
    expect.objectContaining({ audience: TENANT.audience }),
  );
});

test("logs in again the way A did, and for the first time where nobody was A", async () => {
  leaveWith("");
  const primary = { account: ACCOUNT_A, request: LOGIN_IMPLICIT, tokens: null } as const;
  const again = openSession({ stored: { primary } });
  void again.session.signInAgain("unlink");
  await vi.runAllTimersAsync();
  expect(signInWith).toHaveBeenCalledExactlyOnceWith(TENANT, {
    ...primaryAuthorization(TENANT, "implicit", REDIRECT_URI),
    prompt: "login",
    login_hint: "ada@example.com",
  });
  const first = openSession({});
  void first.session.signInAgain("primary");
  await vi.runAllTimersAsync();
  expect(signInWith).toHaveBeenCalledTimes(2);
  expect(signInWith).toHaveBeenLastCalledWith(TENANT, { ...LOGIN_A, prompt: "login" });
  expect(first.storage.loadPending()).toMatchObject({
    returnTo: "primary",
    expected: null,
    state: null,
  });
});
