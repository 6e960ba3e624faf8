import { expect, test, vi } from "vitest";
import { cookieOwner } from "#linking/walkthrough/state.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { describeTenant } from "#protocol/tenant.ts";
import { jsonAnswer } from "#test/support/tokens.ts";
import { textOf } from "#test/support/session.ts";
import type { Session } from "#session/session.ts";
import {
  ALONE,
  answerPopup,
  CALLBACK,
  createPopup,
  DENIED,
  handOverProof,
  openSession,
  proof,
  proved,
  sdk,
  setUpSignIn,
  signedIn,
  signInWith,
} from "#test/support/sign-in.ts";

setUpSignIn();

test("opens the popup at once, and sends it on when its turn comes", async () => {
  const { session, openPopup } = openSession({
    stored: signedIn(),
    answers: [jsonAnswer(200, ALONE)],
    popup: createPopup(),
  });
  answerPopup(handOverProof());
  const reading = session.readUser("changes");
  const proving = session.proveSecondary();
  expect(openPopup).toHaveBeenCalledOnce();
  expect(sdk.runPopup).not.toHaveBeenCalled();
  await reading;
  await proving;
  expect(sdk.runPopup).toHaveBeenCalledOnce();
  expect(openPopup).toHaveBeenCalledOnce();
  expect(session.state().walkthrough.secondary?.idToken).toBe(proof);
});

test.each(["primary", "secondary"] as const)(
  "says that the %s popup was blocked, and starts no login",
  async (step) => {
    const choices = { place: "popup" } as const;
    const { session, network, log, area } = openSession({
      stored: signedIn(),
      choices,
      popup: null,
    });
    await (step === "primary" ? session.signIn() : session.proveSecondary());
    expect(session.state().finding).toMatchObject({ id: "popup-blocked", step });
    expect(cookieOwner(session.state().walkthrough)).toBe("A");
    expect(area.length).toBe(0);
    expect(sdk.runPopup).not.toHaveBeenCalled();
    expect(network.arrivals).toEqual([]);
    expect(log.events()).toEqual([]);
  },
);

test("offline it closes the popup of a tenant elsewhere, and says why", async () => {
  const popup = createPopup();
  const { session, log } = openSession({
    stored: signedIn(),
    tenant: describeTenant("example.eu.auth0.com", "spa"),
    isOnline: false,
    popup,
  });
  await session.proveSecondary();
  expect(session.state().finding).toMatchObject({ id: "offline", step: "secondary" });
  expect(sdk.runPopup).not.toHaveBeenCalled();
  expect(popup.closed).toBe(true);
  expect(cookieOwner(session.state().walkthrough)).toBe("A");
  expect(log.events()).toEqual([]);
});

test("opens the popup inside the click", () => {
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  const { session, openPopup } = openSession({ stored: signedIn(), popup: createPopup() });
  void session.proveSecondary();
  expect(openPopup).toHaveBeenCalledOnce();
  expect(session.state().busy).toBe("popup");
});

test.each([
  ["was closed", "popup-closed", new ProtocolError("popup_closed", "the popup was closed")],
  ["never answered", "popup-timeout", new ProtocolError("popup_timeout", "five minutes")],
  ["was refused", "login-denied", DENIED],
])(
  "adopts nobody from a popup that %s, and no longer knows whose the cookie is",
  async (_, id, error) => {
    sdk.runPopup.mockImplementation(async (_popup, onOpen) => {
      onOpen("http://localhost:5180/authorize");
      throw error;
    });
    const popup = createPopup();
    const { session, log, network } = openSession({ stored: signedIn(), popup });
    await session.proveSecondary();
    expect(session.state().finding).toMatchObject({ id, step: "secondary" });
    expect(session.state().walkthrough).toEqual({
      ...openSession({ stored: signedIn() }).session.state().walkthrough,
      cookie: null,
    });
    expect(log.events()).toMatchObject([{ state: "cancelled" }]);
    expect(popup.closed).toBe(true);
    expect(network.arrivals).toEqual([]);
  },
);

test("cancels the popup that is open, and nothing where none is", async () => {
  const popup = createPopup();
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  const { session } = openSession({ stored: signedIn(), popup });
  session.stop();
  expect(popup.closed).toBe(false);
  void session.proveSecondary();
  session.stop();
  expect(popup.closed).toBe(true);
});

test.each([
  ["a login", (session: Session) => session.signIn()],
  ["another login as A", (session: Session) => session.signInAgain("link")],
  ["a renewal", (session: Session) => session.renew()],
  ["a callback", (session: Session) => session.finishSignIn(CALLBACK)],
  ["a link", (session: Session) => session.link()],
])("does not begin %s while a popup is open, and says why", async (_, begin) => {
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  const { session, network, area, openPopup } = openSession({
    stored: proved(),
    popup: createPopup(),
  });
  void session.proveSecondary();
  const stored = textOf(area);
  void begin(session);
  await vi.advanceTimersByTimeAsync(0);
  expect(session.state()).toMatchObject({ busy: "popup", finding: null });
  expect(session.state().notice).toMatchObject({ kind: "open", open: { busy: "popup" } });
  expect(openPopup).toHaveBeenCalledOnce();
  expect(signInWith).toHaveBeenCalledOnce();
  expect(network.arrivals).toEqual([]);
  expect(textOf(area)).toBe(stored);
});

test("takes a second press of the same for the same wish", async () => {
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  const { session, openPopup } = openSession({ stored: signedIn(), popup: createPopup() });
  void session.proveSecondary();
  await session.proveSecondary();
  expect(session.state()).toMatchObject({ busy: "popup", notice: null, finding: null });
  expect(session.state().line).toHaveLength(1);
  expect(openPopup).toHaveBeenCalledOnce();
  expect(signInWith).toHaveBeenCalledOnce();
});

test("draws a login in the popup from there, and says what ended it", async () => {
  sdk.runPopup.mockImplementation(async (_popup, onOpen) => {
    onOpen("http://localhost:5180/authorize");
    throw new ProtocolError("popup_closed", "closed");
  });
  const { session, log } = openSession({ stored: signedIn(), popup: createPopup() });
  await session.proveSecondary();
  expect(log.events()).toMatchObject([
    { step: "secondary", from: "popup", state: "cancelled", finding: "popup-closed" },
  ]);
});
