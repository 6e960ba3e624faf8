import { expect, test, vi } from "vitest";
import { UNTOUCHED } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import { NO_CHOICES } from "#session/choices.ts";
import { textOf } from "#test/support/session.ts";
import {
  ACCOUNT_A,
  LOGIN_A,
  LOGIN_IMPLICIT,
  openSession,
  proved,
  sdk,
  setUpSignIn,
  signer,
  signInWith,
} from "#test/support/sign-in.ts";

setUpSignIn();

test.each([
  ["code", LOGIN_A],
  ["implicit", LOGIN_IMPLICIT],
] as const)(
  "logs out with A's SDK (%s): forgets everybody, then leaves",
  async (grant, request) => {
    const primary = { account: ACCOUNT_A, request, tokens: null };
    const keepB = { ...LOGIN_A, connection: "google-oauth2", login_hint: "ada@example.com" };
    const { session, log, storage, area } = openSession({
      stored: { ...proved(), primary },
      choices: { primary: keepB, language: "curl" },
    });
    const url = "http://localhost:5180/v2/logout?client_id=linklab-spa";
    sdk.logOut.mockImplementation(async (returnTo, onLeave) => {
      expect(returnTo).toBe("http://localhost:5173");
      expect(session.state().walkthrough).toEqual({ ...UNTOUCHED, keys: signer.keys });
      onLeave(url);
    });
    const done = session.logOut();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.state().busy).toBe("logging-out");
    expect(signInWith).toHaveBeenCalledExactlyOnceWith(
      TENANT,
      primaryAuthorization(TENANT, grant, "http://localhost:5173"),
    );
    expect(log.events().map((event) => [event.url, event.state])).toEqual([[url, "sent"]]);
    expect(textOf(area)).not.toMatch(/auth0\|1|ada@example\.com/);
    expect(session.state().choices).toEqual({ ...NO_CHOICES, language: "curl" });
    expect([storage.takeLoggingOut(), storage.takeLoggingOut()]).toEqual([true, false]);
    await vi.runAllTimersAsync();
    await done;
  },
);
