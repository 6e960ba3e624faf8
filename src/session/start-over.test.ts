import { expect, test, vi } from "vitest";
import { cookieOwner } from "#linking/walkthrough/state.ts";
import type { Control } from "#protocol/control.ts";
import { TENANT } from "#test/support/tokens.ts";
import { NO_CHOICES } from "./choices.ts";
import { textOf } from "#test/support/session.ts";
import {
  answerPopup,
  BLOCKED_A,
  CALLBACK,
  createPopup,
  handOver,
  handOverProof,
  LINKED,
  LOGIN_A,
  LOGIN_B,
  LOGIN_IMPLICIT,
  openSession,
  proved,
  renew,
  sdk,
  setUpSignIn,
  signedIn,
  signInWith,
} from "#test/support/sign-in.ts";

setUpSignIn();

test("forgets all but the tenant's cookie when it starts over", () => {
  const { session, log, area } = openSession({
    stored: { ...proved(), user: LINKED },
    choices: { secondary: LOGIN_B, scenario: BLOCKED_A, language: "curl" },
  });
  log.start({ actor: null, kind: "http", method: "GET", url: TENANT.origin });
  void session.startOver(false);
  expect(session.state().walkthrough).toMatchObject({
    keys: null,
    primary: null,
    secondary: null,
    user: null,
  });
  expect(log.events()).toEqual([]);
  expect(cookieOwner(session.state().walkthrough)).toBe("other");
  expect(session.state().choices).toEqual({ ...NO_CHOICES, language: "curl" });
  expect(textOf(area)).not.toContain("google-oauth2|1001");
});

test("starting over puts the tenant back where it can and shall, and nothing else does", async () => {
  const change = vi.fn<Control["change"]>(async () => ({}));
  const { core, session } = openSession({ stored: signedIn() });
  Object.assign(core.ports, { control: { change } });
  await session.startOver(false);
  expect(change).not.toHaveBeenCalled();
  await session.startOver(true);
  expect(change).toHaveBeenCalledExactlyOnceWith({ method: "POST", path: "reset", body: {} });
  expect(cookieOwner(session.state().walkthrough)).toBeNull();
});

test.each(["startOver", "logOut"] as const)(
  "%s has the SDKs forget every client that logged in by code, and auth0.js once",
  async (action) => {
    answerPopup(handOverProof());
    const { session } = openSession({ stored: signedIn(), popup: createPopup() });
    const edited = { ...LOGIN_B, client_id: "edited" };
    for (const secondary of [LOGIN_B, edited, { ...LOGIN_IMPLICIT, client_id: "old" }, edited]) {
      session.choose({ secondary });
      await session.proveSecondary();
    }
    signInWith.mockClear();
    void session[action](false);
    await vi.advanceTimersByTimeAsync(0);
    const asked = signInWith.mock.calls.map(([, { client_id: id, response_type: type }]) => [
      id,
      type,
    ]);
    expect(asked.slice(0, 3)).toEqual([
      [TENANT.clientId, "code"],
      ["edited", "code"],
      ["", "token id_token"],
    ]);
    expect(sdk.forget).toHaveBeenCalledTimes(3);
    await session.startOver(false);
    expect(sdk.forget).toHaveBeenCalledTimes(3);
  },
);

test.each(["startOver", "logOut"] as const)(
  "%s forgets the login under way and what can renew A, so that an older answer is one that nobody asked for",
  async (action) => {
    sdk.finishRedirect.mockResolvedValue(handOver());
    const pending = { parameters: LOGIN_A, returnTo: "primary", expected: null } as const;
    const left = { ...pending, state: "s", isTaken: false };
    const { session, storage, area } = openSession({ pending: left });
    await session.finishSignIn(CALLBACK);
    storage.savePending(left);
    area.setItem(`a0.spajs.txs.${TENANT.clientId}`, '{"code_verifier":"verifier-of-A"}');
    void session[action](false);
    await vi.advanceTimersByTimeAsync(0);
    expect(storage.loadPending()).toBeNull();
    expect(textOf(area)).not.toContain("verifier-of-A");
    session.stopWaiting();
    await vi.runAllTimersAsync();
    await session.finishSignIn(CALLBACK);
    expect(session.state().finding).toMatchObject({ id: "callback-unasked" });
    expect(sdk.finishRedirect).toHaveBeenCalledOnce();
    await session.renew();
    expect(renew).not.toHaveBeenCalled();
  },
);
