import { expect, test } from "vitest";
import type { Control } from "#protocol/control.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { EVERYTHING, textOf } from "#test/support/session.ts";
import { jsonAnswer, TENANT } from "#test/support/tokens.ts";
import {
  ALONE,
  DENIED,
  GOOGLE,
  handOver,
  handOverProof,
  LINKED,
  OWN,
  openSession,
  proof,
  sdk,
  setUpSignIn,
  signer,
  signInWith,
} from "#test/support/sign-in.ts";

setUpSignIn();

const ADDRESS = { email: "ada@example.com", email_verified: true };
const USERS = [
  { user_id: "auth0|1", ...ADDRESS, identities: [OWN] },
  { user_id: "google-oauth2|1001", ...ADDRESS, identities: [GOOGLE] },
];

/** A session at a tenant that signs browsers in, and whom it signed in. */
function open(
  options: { users?: typeof USERS; refuses?: string; can?: boolean; isUnread?: boolean } = {},
) {
  const document = {
    issuer: TENANT.issuer,
    authorization_endpoint: `${TENANT.issuer}authorize`,
    token_endpoint: `${TENANT.issuer}oauth/token`,
    jwks_uri: `${TENANT.issuer}.well-known/jwks.json`,
  };
  const opened = openSession({
    stored: { keys: options.isUnread ? null : signer.keys },
    answers: [
      ...(options.isUnread ? [jsonAnswer(200, document), jsonAnswer(200, signer.keys)] : []),
      jsonAnswer(200, ALONE),
    ],
  });
  const signedIn: string[] = [];
  const control: Pick<Control, "users" | "openSession"> = {
    users: async () => options.users ?? USERS,
    openSession: async (userId) => {
      if (userId === options.refuses) throw new ProtocolError("unexpected_shape", "it said 403");
      signedIn.push(userId);
      return { user_id: userId, identity: userId };
    },
  };
  Object.assign(opened.core.ports, { control });
  opened.core.publish({ capabilities: { ...EVERYTHING, canOpenSession: options.can ?? true } });
  sdk.signInSilently.mockResolvedValueOnce(handOver()).mockResolvedValueOnce(handOverProof());
  return { ...opened, signedIn };
}

test("signs A in, then B, each by a session and a silent login", async () => {
  const { session, signedIn, actors, area } = open();
  expect(await session.prepareAccounts()).toBe("ready");
  expect(signedIn).toEqual(["auth0|1", "google-oauth2|1001"]);
  expect(signInWith.mock.calls.map(([, { prompt, max_age }]) => [prompt, max_age])).toEqual([
    ["none", ""],
    ["none", "3600"],
  ]);
  const { walkthrough, finding } = session.state();
  expect(finding).toBeNull();
  expect(walkthrough.primary?.account.userId).toBe("auth0|1");
  expect(walkthrough.secondary).toMatchObject({
    account: { userId: "google-oauth2|1001" },
    idToken: proof,
  });
  expect(walkthrough.cookie?.userId).toBe("google-oauth2|1001");
  expect(actors).toEqual(["A", null, "B", null]);
  expect(textOf(area)).not.toContain(proof);
});

test("takes the accounts that are named", async () => {
  const { session, signedIn } = open();
  const named = { A: "auth0|1", B: "github|7" };
  await session.prepareAccounts(named);
  expect(signedIn).toEqual(["auth0|1", "github|7"]);
});

test("signs nobody in where the two are linked already", async () => {
  const { session, signedIn } = open({ users: [{ ...LINKED, ...ADDRESS }] });
  expect(await session.prepareAccounts()).toBe("no-pair");
  expect(signedIn).toEqual([]);
});

test("asks nothing of a tenant that signs nobody in", async () => {
  const { session, signedIn } = open({ can: false });
  expect(await session.prepareAccounts()).toBe("unable");
  expect(signedIn).toEqual([]);
});

test("stops at a session that the tenant refuses, and asks for no login", async () => {
  const { session } = open({ refuses: "google-oauth2|1001" });
  expect(await session.prepareAccounts()).toBe("no-session");
  expect(sdk.signInSilently).toHaveBeenCalledOnce();
  expect(session.state().walkthrough.secondary).toBeNull();
  expect(session.state().busy).toBeNull();
});

test("a silent login that is refused is explained in its step, and B is not tried", async () => {
  const { session, signedIn } = open();
  sdk.signInSilently.mockReset().mockRejectedValue(DENIED);
  expect(await session.prepareAccounts()).toBe("explained");
  expect(session.state().finding).toMatchObject({ step: "primary" });
  expect(signedIn).toEqual(["auth0|1"]);
});

test("what was edited or broken is not what is sent", async () => {
  const { session } = open();
  session.choose({ scenario: { step: "primary", id: "no-audience" } });
  await session.prepareAccounts();
  expect(session.state().choices).toMatchObject({ primary: null, secondary: null, scenario: null });
});

test("nothing is prepared while a login is open in a popup", async () => {
  const { session, signedIn } = open();
  void session.press({
    wish: { busy: "leaving", step: "primary" },
    work: () => new Promise(() => undefined),
  });
  const preparing = session.prepareAccounts();
  await expect.poll(() => session.state().notice).toMatchObject({ kind: "open" });
  session.dismiss();
  expect(await preparing).toBe("held");
  expect(signedIn).toEqual([]);
});

test("goes on with a reading of the tenant that was pressed before", async () => {
  const { session, network } = open({ isUnread: true });
  const reading = session.readTenant();
  expect(await session.prepareAccounts()).toBe("ready");
  await reading;
  expect(network.arrivals.length).toBe(3);
});
