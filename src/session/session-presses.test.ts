import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import type { SignIn } from "#login/sign-in.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import type { Control } from "#protocol/control.ts";
import { forgeToken, jsonAnswer, scriptFetch, TENANT } from "#test/support/tokens.ts";
import { createWireLog } from "#wire/log.ts";
import type { Choices } from "./choices.ts";
import { createSession } from "./session.ts";
import { createSessionCore } from "./session-core.ts";
import { createStorage } from "./storage.ts";
import { createMemoryArea } from "#test/support/session.ts";

const LOGIN = primaryAuthorization(TENANT, "code", "http://localhost:5173/callback");
const ADA = { userId: "auth0|1", name: "Ada", email: "ada@example.com", isEmailVerified: true };
const ALONE = {
  user_id: "auth0|1",
  identities: [{ connection: "db", provider: "auth0", user_id: "1" }],
};
const SIGNED_IN: Partial<Walkthrough> = {
  keys: { keys: [] },
  primary: {
    account: ADA,
    request: LOGIN,
    tokens: {
      accessToken: forgeToken({ sub: "auth0|1", aud: TENANT.audience }),
      idToken: forgeToken({ sub: "auth0|1" }),
      fitness: "fits",
      grantedScope: LOGIN.scope,
    },
  },
  secondary: { account: ADA, request: LOGIN, idToken: "proof", user: null },
  user: ALONE,
};

const sdk = {
  beginRedirect: vi.fn<SignIn["beginRedirect"]>(),
  finishRedirect: vi.fn<SignIn["finishRedirect"]>(),
  runPopup: vi.fn<SignIn["runPopup"]>(),
  signInSilently: vi.fn<SignIn["signInSilently"]>(),
  logOut: vi.fn<SignIn["logOut"]>(),
  forget: vi.fn<SignIn["forget"]>(),
};

beforeEach(() => {
  vi.useFakeTimers();
  // A person who does not answer.
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
});

afterEach(() => {
  vi.useRealTimers();
  vi.resetAllMocks();
});

/** A session whose popups, control calls and log-outs are noted in the order in which they come. */
function open(
  options: {
    answers?: (Response | Error | "waits")[];
    choices?: Partial<Choices>;
    change?: Control["change"];
  } = {},
) {
  const happened: string[] = [];
  const popups: { close: () => void }[] = [];
  const storage = createStorage(createMemoryArea());
  const network = scriptFetch(...(options.answers ?? []));
  const core = createSessionCore({
    tenant: TENANT,
    control: null,
    log: createWireLog({ now: () => 0 }),
    storage: {
      ...storage,
      loadWalkthrough: () => ({ ...UNTOUCHED, ...SIGNED_IN }),
      loadChoices: () => ({ ...storage.loadChoices(), ...options.choices }),
    },
    fetch: network.fetch,
    isOnline: () => true,
    colorScheme: () => "",
    now: () => new Date(0),
    appUrl: "http://localhost:5173",
    signInWith: () => sdk,
    openPopup: () => {
      happened.push("popup opens");
      const popup = {
        closed: false,
        close: () => {
          if (!popup.closed) happened.push("popup closes");
          popup.closed = true;
        },
      };
      popups.push(popup);
      return popup as unknown as Window;
    },
    stayHere: () => void happened.push("stays"),
    setActor: () => undefined,
    setLane: () => undefined,
  });
  const change: Control["change"] = async (call) => {
    happened.push(`${call.method} ${call.path}`);
    return (await options.change?.(call)) ?? {};
  };
  Object.assign(core.ports, { control: { change } });
  sdk.logOut.mockImplementation(async (_, onLeave) => {
    happened.push("leaves to log out");
    onLeave("http://localhost:5180/v2/logout");
  });
  return { session: createSession(core), network, happened, popups, storage };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

test("a log-out closes B's popup and takes back what was broken for it, then goes", async () => {
  const { session, happened } = open({
    choices: { scenario: { step: "secondary", id: "failing-read-of-b" } },
  });
  void session.proveSecondary();
  await settle();
  void session.logOut();
  await settle();
  expect(happened).toEqual([
    "popup opens",
    "POST faults",
    "popup closes",
    "DELETE faults",
    "leaves to log out",
  ]);
  expect(session.state()).toMatchObject({ busy: "logging-out", line: [{ busy: "logging-out" }] });
  expect(session.state().walkthrough.primary).toBeNull();
});

test("a start over ends a request that waits for its answer, and nothing of it is left", async () => {
  const { session, network } = open({ answers: ["waits"] });
  const reading = session.readUser("changes");
  const waiting = session.tryOldWay();
  await settle();
  await session.startOver(false);
  await Promise.all([reading, waiting]);
  expect(network.arrivals).toHaveLength(1);
  expect(session.state()).toMatchObject({ busy: null, line: [], finding: null });
  expect(session.state().walkthrough).toMatchObject({ keys: null, primary: null, user: null });
});

test("a press whose precondition went while it waited says so, and sends nothing", async () => {
  const resets: (() => void)[] = [];
  const { session, network } = open({
    change: () => new Promise((resolve) => void resets.push(() => resolve({}))),
  });
  const startingOver = session.startOver(true);
  const trying = session.tryOldWay();
  expect(session.state().line.map(({ busy }) => busy)).toEqual(["starting-over", "trying"]);
  for (const reset of resets) reset();
  await Promise.all([startingOver, trying]);
  expect(session.state()).toMatchObject({
    busy: null,
    notice: { kind: "lacks", needs: "primary", wanted: { busy: "trying" } },
  });
  expect(network.arrivals).toEqual([]);
});

test("the login as A that takes the place of B's opens once B's popup is closed", async () => {
  const { session, happened } = open({ choices: { place: "popup" } });
  void session.proveSecondary();
  void session.signIn();
  expect(happened).toEqual(["popup opens"]);
  session.goOnInstead();
  await settle();
  expect(happened).toEqual(["popup opens", "popup closes", "popup opens"]);
  expect(session.state().line).toMatchObject([{ busy: "popup", step: "primary" }]);
});

test("a cancel of a login that waits closes its popup, and begins nothing", async () => {
  const { session, happened } = open({ answers: [jsonAnswer(200, ALONE)] });
  const reading = session.readUser("changes");
  const proving = session.proveSecondary();
  session.stopIn("secondary");
  await Promise.all([reading, proving]);
  expect(happened).toEqual(["popup opens", "popup closes"]);
  expect(sdk.runPopup).not.toHaveBeenCalled();
  expect(session.state()).toMatchObject({ busy: null, finding: null, notice: null });
});

test("a popup that somebody closes while it waits for its turn is a login that was closed", async () => {
  const { session, popups } = open({ answers: [jsonAnswer(200, ALONE)] });
  const reading = session.readUser("changes");
  const proving = session.proveSecondary();
  popups[0]?.close();
  await Promise.all([reading, proving]);
  expect(sdk.runPopup).not.toHaveBeenCalled();
  expect(session.state().finding).toMatchObject({ id: "popup-closed", step: "secondary" });
});

test("a cancel while the tenant is still told what to break is a cancel", async () => {
  const told: (() => void)[] = [];
  const { session, network } = open({
    choices: { scenario: { step: "link", id: "failure" } },
    change: ({ method }) =>
      method === "POST"
        ? new Promise((resolve) => void told.push(() => resolve({})))
        : Promise.resolve({}),
  });
  const linking = session.link();
  await settle();
  session.stop();
  for (const tell of told) tell();
  await linking;
  expect(network.arrivals).toEqual([]);
  expect(session.state().finding).toMatchObject({ id: "wait-stopped", step: "link" });
});

test("the rest of a log-out that does not leave can be given up for something else", async () => {
  const { session, happened, storage } = open();
  void session.logOut();
  await settle();
  const reading = session.readTenant();
  expect(session.state().notice).toMatchObject({ open: { busy: "logging-out" } });
  session.goOnInstead();
  await reading;
  expect(happened).toEqual(["leaves to log out", "stays"]);
  expect(storage.takeLoggingOut()).toBe(false);
  expect(session.state().walkthrough.primary).toBeNull();
});
