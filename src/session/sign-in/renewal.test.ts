import { expect, test, vi } from "vitest";
import { cookieOwner } from "#linking/walkthrough/state.ts";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { forgeToken, ID_TOKEN_CLAIMS, jsonAnswer, TENANT } from "#test/support/tokens.ts";
import { textOf } from "#test/support/session.ts";
import {
  ACCOUNT_A,
  ALONE,
  ANSWER,
  answerPopup,
  createPopup,
  handOver,
  LOGIN_A,
  openSession,
  renew,
  setUpSignIn,
  signedIn,
  signer,
  signInWith,
} from "#test/support/sign-in.ts";

setUpSignIn();

/** A session whose A signed in just now, so that there is something to renew. */
async function openSignedIn(parameters: AuthorizationParameters = LOGIN_A) {
  answerPopup(handOver());
  const opened = openSession({
    stored: { keys: signer.keys },
    choices: { primary: parameters, place: "popup" },
    popup: createPopup(),
    answers: [jsonAnswer(200, ALONE)],
  });
  await opened.session.signIn();
  return opened;
}

test("stops waiting for a renewal, and takes nothing of what comes later", async () => {
  const { session } = await openSignedIn();
  const before = session.state().walkthrough;
  const late = { ...ANSWER, accessToken: forgeToken({ sub: "auth0|1", jti: "late" }) };
  renew.mockReturnValue(new Promise((resolve) => void setTimeout(resolve, 10_000, late)));
  const renewing = session.renew();
  await expect.poll(() => renew).toHaveBeenCalledOnce();
  session.stop();
  await renewing;
  await vi.runAllTimersAsync();
  expect(session.state()).toMatchObject({
    busy: null,
    finding: { id: "wait-stopped", step: "primary" },
  });
  expect(session.state().walkthrough).toEqual(before);
});

test("renews A's tokens silently and keeps all else", async () => {
  const { session, network, log, actors, area } = await openSignedIn();
  const before = session.state().walkthrough;
  const accessToken = forgeToken({ sub: "auth0|1", aud: TENANT.audience, jti: "renewed" });
  renew.mockResolvedValue({ ...ANSWER, accessToken, scope: "update:current_user_identities" });
  const renewing = session.renew();
  expect(session.state().busy).toBe("renewing");
  await renewing;
  expect(session.state()).toMatchObject({ busy: null, finding: null });
  expect(session.state().walkthrough).toEqual({
    ...before,
    renewals: 1,
    primary: {
      ...before.primary,
      tokens: {
        ...before.primary?.tokens,
        accessToken,
        grantedScope: "update:current_user_identities",
      },
    },
  });
  expect(log.redactor.redact(accessToken, null)).toBe("⟦A access token⟧");
  expect(actors.slice(-2)).toEqual(["A", null]);
  expect(network.arrivals).toHaveLength(1);
  expect(textOf(area)).not.toContain(accessToken);
});

test("throws a renewal away that came back as someone else, and keeps A's tokens", async () => {
  const { session, network, area } = await openSignedIn();
  const before = session.state().walkthrough;
  const idToken = forgeToken({ ...ID_TOKEN_CLAIMS, sub: "google-oauth2|1001" });
  renew.mockResolvedValue({ ...ANSWER, idToken });
  await session.renew();
  const came = { ...ACCOUNT_A, userId: "google-oauth2|1001" };
  expect(session.state().finding).toMatchObject({ id: "session-swapped", step: "primary", came });
  expect(session.state().walkthrough).toEqual({ ...before, cookie: came });
  expect(cookieOwner(session.state().walkthrough)).toBe("other");
  expect(network.arrivals).toHaveLength(1);
  expect(textOf(area)).not.toContain(idToken);

  await session.renew();
  expect(renew).toHaveBeenCalledOnce();
  expect(session.state().finding).toMatchObject({ id: "login-required" });
  expect(session.state().walkthrough.primary).toEqual(before.primary);
});

test.each([
  ["login_required", "login-required", null],
  ["consent_required", "consent-required", ACCOUNT_A],
  ["no_refresh_token", "no-refresh-token", ACCOUNT_A],
  ["no_answer", "no-answer", ACCOUNT_A],
] as const)("keeps A's tokens when the renewal fails with %s", async (code, id, cookie) => {
  const { session } = await openSignedIn();
  const before = session.state().walkthrough;
  renew.mockRejectedValue(new ProtocolError(code, "internal words"));
  await session.renew();
  // Whose login the tenant still knows after it said that it knows none, nobody here can tell.
  expect(session.state().walkthrough).toEqual({ ...before, cookie });
  expect(session.state()).toMatchObject({
    busy: null,
    finding: { id, says: null, step: "primary", came: null },
  });
});

test("throws a renewal away that does not say whose it is", async () => {
  const { session } = await openSignedIn();
  const { primary } = session.state().walkthrough;
  renew.mockResolvedValue({ ...ANSWER, idToken: null, accessToken: "opaque" });
  await session.renew();
  expect(session.state().finding).toMatchObject({ id: "session-swapped", came: null });
  expect(session.state().walkthrough).toMatchObject({ primary, cookie: null });
});

test("has nothing to renew with once all started over", async () => {
  const { session } = await openSignedIn();
  void session.startOver(false);
  await session.renew();
  expect(session.state().finding).toMatchObject({ id: "login-required" });
  expect(renew).not.toHaveBeenCalled();
});

test("has nothing to renew with after a reload, and asks nobody", async () => {
  const stored = signedIn();
  const { session, network, area } = openSession({
    stored: { ...stored, primary: { ...stored.primary!, tokens: null } },
  });
  await session.renew();
  expect(session.state().finding).toMatchObject({ id: "login-required", step: "primary" });
  expect(signInWith).not.toHaveBeenCalled();
  expect(network.arrivals).toEqual([]);
  expect(area.length).toBe(0);
});
