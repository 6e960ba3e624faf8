import { expect, test, vi } from "vitest";
import { ProtocolError } from "#protocol/errors.ts";
import { jsonAnswer, TENANT } from "#test/support/tokens.ts";
import {
  ALONE,
  answerPopup,
  createPopup,
  GOOGLE,
  handOverProof,
  ID_TOKEN_A,
  LINKED,
  LOGIN_B,
  openSession,
  OWN,
  proof,
  proved,
  sdk,
  setUpSignIn,
  signedIn,
  signInWith,
  USER_URL,
} from "#test/support/sign-in.ts";

setUpSignIn();

const TENANT_DOCUMENT = `${TENANT.issuer}.well-known/openid-configuration`;

test("does one thing at a time: the second waits for the first", async () => {
  const { session, network } = openSession({
    stored: signedIn(),
    answers: [jsonAnswer(200, LINKED), jsonAnswer(200, [OWN])],
  });
  const first = session.readUser("changes");
  const second = session.unlink();
  expect(session.state().busy).toBe("reading");
  await first;
  expect(session.state().busy).toBe("unlinking");
  await second;
  expect(network.arrivals.map(({ method }) => method)).toEqual(["GET", "DELETE"]);
  expect(session.state().walkthrough.unlinked).toEqual(GOOGLE);
});

test("tells its listeners until they leave", () => {
  const { session } = openSession({});
  const listener = vi.fn<() => void>();
  const leave = session.subscribe(listener);
  session.seeChecks();
  expect(listener).toHaveBeenCalledOnce();
  session.seeChecks();
  leave();
  session.seeChange();
  expect(listener).toHaveBeenCalledOnce();
});

test("repeats in a step what was under way in it", () => {
  const { session } = openSession({ stored: { ...proved(), user: LINKED } });
  expect(session.repeat("primary", "renewing")).toBe(session.renew);
  expect(session.repeat("primary", "popup")).toBe(session.signIn);
  expect(session.repeat("changes", "popup")).toBe(session.seeLinkedLogin);
  expect(session.repeat("changes", "reading")).not.toBe(session.seeLinkedLogin);
});

test("a login as B after the link proves nothing, and is only looked at", async () => {
  answerPopup(handOverProof(ID_TOKEN_A));
  const { session } = openSession({ stored: { ...proved(), user: LINKED }, popup: createPopup() });
  await session.proveAndRepeat("changes");
  expect(session.state()).toMatchObject({
    walkthrough: { linkedLogin: { userId: "auth0|1" }, secondary: { idToken: proof } },
    finding: null,
  });
});

test("links with a new proof where the old one was refused, and not where B did not come", async () => {
  answerPopup(handOverProof());
  const { session, network } = openSession({
    stored: proved(),
    popup: createPopup(),
    answers: [jsonAnswer(200, ALONE), jsonAnswer(201, LINKED.identities), jsonAnswer(200, LINKED)],
  });
  await session.proveAndRepeat("link");
  expect(network.arrivals.map(({ method }) => method)).toEqual(["GET", "POST", "GET"]);
  sdk.runPopup.mockRejectedValueOnce(new ProtocolError("popup_closed", "closed"));
  await session.proveAndRepeat("link");
  expect(network.arrivals).toHaveLength(3);
});

test("puts an edited login back to the usual one and sends it", async () => {
  answerPopup(handOverProof());
  const { session } = openSession({
    stored: signedIn(),
    popup: createPopup(),
    choices: { secondary: { ...LOGIN_B, audience: "https://nobody.example/" } },
  });
  expect(session.isEdited("secondary")).toBe(true);
  await session.resetAndRepeat("secondary");
  expect(signInWith).toHaveBeenLastCalledWith(TENANT, LOGIN_B);
  expect([session.isEdited("secondary"), session.isEdited("link")]).toEqual([false, false]);
});

test("repeats the request of a step, and nothing where it sends none", async () => {
  const { session, network } = openSession({
    stored: { ...proved(), user: LINKED },
    answers: [jsonAnswer(500, {}), jsonAnswer(200, ALONE), jsonAnswer(200, [OWN])],
  });
  expect(session.repeat("check")).toBeNull();
  await session.repeat("tenant")?.();
  await session.repeat("changes")?.();
  expect(session.state().walkthrough.user).toEqual(ALONE);
  expect(session.repeat("unlink")).toBeNull();
  expect(network.arrivals.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${TENANT_DOCUMENT}`,
    `GET ${USER_URL}`,
  ]);
});

test("repeats an unlink of the identity that is still linked", async () => {
  const { session, network } = openSession({
    stored: { ...proved(), user: LINKED },
    answers: [jsonAnswer(200, [OWN])],
  });
  await session.repeat("unlink")?.();
  expect(network.arrivals.map(({ method }) => method)).toEqual(["DELETE"]);
  expect(session.state().walkthrough.unlinked).toMatchObject(GOOGLE);
});
