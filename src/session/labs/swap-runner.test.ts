import { beforeEach, expect, test, vi } from "vitest";
import { SWAP_SCENARIOS } from "#linking/session-swap/swap-scenarios.ts";
import type { Guard, SwapScenario } from "#linking/session-swap/swap.ts";
import { createLabClient, type HeldByClient, type LabClient } from "#login/lab-client.ts";
import { asksForRefreshToken, type AuthorizationParameters } from "#protocol/authorization.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { forgeToken } from "#test/support/tokens.ts";
import { createSwapRunner, type SwapRunner } from "./swap-runner.ts";
import { openLab } from "#test/support/labs.ts";

vi.mock("#login/lab-client.ts");

const SUBS = { A: "auth0|1", B: "google-oauth2|2" } as const;

/** What every client of one page shares. */
let world: { cookie: string | null; isAuthenticated: boolean; comes: string[] };

/** The SDK as far as the scenarios go: tokens in memory, one cookie of the page, one of the tenant. */
function fakeClient(parameters: AuthorizationParameters): LabClient {
  let held: HeldByClient = { user: null, accessToken: null };
  let refreshSub: string | null = null;
  function take(sub: string | null): void {
    if (sub === null) throw new ProtocolError("login_required", "nobody is logged in");
    held = { user: { sub, name: sub }, accessToken: forgeToken({ sub }) };
    if (asksForRefreshToken(parameters)) refreshSub = sub;
    world.isAuthenticated = true;
  }
  return {
    async logIn(_popup, onOpen) {
      onOpen("http://localhost:5180/authorize");
      const sub = world.comes.shift();
      if (sub === undefined) throw new ProtocolError("popup_closed", "closed");
      world.cookie = sub;
      take(sub);
    },
    renew: async () => take(refreshSub ?? world.cookie),
    async checkSession() {
      if (world.isAuthenticated && world.cookie !== null) take(world.cookie);
    },
    async logOutHere() {
      held = { user: null, accessToken: null };
      world.isAuthenticated = false;
    },
    held: async () => held,
  };
}

beforeEach(() => {
  world = { cookie: null, isAuthenticated: false, comes: [] };
  vi.mocked(createLabClient).mockImplementation((_tenant, parameters) => fakeClient(parameters));
});

function open(scenario: SwapScenario | undefined = SWAP_SCENARIOS[0]) {
  if (scenario === undefined) throw new TypeError("no scenario");
  const popup = { closed: false, close: () => undefined } as unknown as Window;
  const lab = openLab(popup);
  return { ...lab, runner: createSwapRunner(lab.session, scenario) };
}

/** Takes every step, as the people that the steps name. */
async function runAll(runner: SwapRunner): Promise<void> {
  for (const { act } of runner.steps()) {
    if (act.kind === "log-in") world.comes.push(SUBS[act.as]);
    await runner.step();
    expect(runner.state().finding).toBeNull();
  }
}

function subsets(guards: readonly Guard[]): Guard[][] {
  return guards.reduce<Guard[][]>((all, guard) => [...all, ...all.map((s) => [...s, guard])], [[]]);
}

const RUNS = SWAP_SCENARIOS.filter(({ id }) => id !== "storage").flatMap((scenario) =>
  subsets(scenario.guards).map((guards) => ({ id: scenario.id, guards, scenario })),
);

test.each(RUNS)("$id with $guards ends as its steps say", async ({ scenario, guards }) => {
  const { runner } = open(scenario);
  await runner.startAgain(new Set(guards));
  await runAll(runner);
  const ends = scenario.ends(new Set(guards));
  const { user, tokenSub } = runner.state().readouts;
  expect(runner.next()).toBeNull();
  expect(runner.holderOf(user?.userId ?? null)).toBe(ends);
  expect(runner.holderOf(tokenSub)).toBe(ends);
  expect(scenario.insight[ends]).toBeTruthy();
});

test("with every guard of a scenario nobody is taken for A", () => {
  for (const { guards, ends } of SWAP_SCENARIOS) expect(ends(new Set(guards))).not.toBe("B");
});

test("the header learns of every login, whatever becomes of it", async () => {
  const { runner, session } = open();
  world.comes = [SUBS.A, SUBS.B];
  await runner.step();
  expect(session.state().walkthrough.cookie?.userId).toBe(SUBS.A);
  await runner.step();
  expect(session.state().walkthrough.cookie?.userId).toBe(SUBS.B);
  expect(session.state().walkthrough.primary).toBeNull();
});

test("A who comes as B is told so, and the step waits", async () => {
  const { runner } = open();
  world.comes = [SUBS.A, SUBS.A];
  await runner.step();
  await runner.step();
  expect(runner.state()).toMatchObject({ done: 1, finding: { id: "same-account" } });
});

test("a popup that is closed may have left somebody's cookie", async () => {
  const { runner, session } = open();
  world.comes = [SUBS.A];
  await runner.step();
  await runner.step();
  expect(runner.state()).toMatchObject({ done: 1, finding: { id: "popup-closed" }, isBusy: false });
  expect(runner.state().readouts).toMatchObject({ user: { userId: SUBS.A }, cookie: null });
  expect(session.state().walkthrough.cookie).toBeNull();
  expect(session.ports.log.events().at(-1)).toMatchObject({
    state: "cancelled",
    step: "lab-session",
    finding: "popup-closed",
  });
});

test("another choice of guards begins with nobody", async () => {
  const { runner } = open();
  world.comes = [SUBS.A];
  await runner.step();
  await runner.startAgain(new Set(["compare-sub"]));
  expect(runner.state()).toMatchObject({
    done: 0,
    accessToken: null,
    readouts: { user: null, tokenSub: null, cookie: null },
  });
});

test("begins again in the middle of a login: it is given up first, and nothing of it is kept", async () => {
  const logins: (() => void)[] = [];
  vi.mocked(createLabClient).mockImplementation((_tenant, parameters) => ({
    ...fakeClient(parameters),
    logIn: () =>
      new Promise((_, reject) => {
        logins.push(() => reject(new ProtocolError("popup_closed", "closed")));
      }),
  }));
  const { runner, session } = open();
  const stepping = runner.step();
  expect(session.state().busy).toBe("lab");
  const again = runner.startAgain(new Set(["compare-sub"]));
  expect(runner.state().guards).toEqual(new Set());
  for (const close of logins) close();
  await Promise.all([stepping, again]);
  expect(runner.state()).toMatchObject({
    guards: new Set(["compare-sub"]),
    done: 0,
    isBusy: false,
    finding: null,
  });
  expect(session.state().busy).toBeNull();
});
