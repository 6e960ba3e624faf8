import { expect, test } from "vitest";
import { SWAP_SCENARIOS } from "#linking/session-swap/swap-scenarios.ts";
import type { Guard, SwapScenario } from "#linking/session-swap/swap.ts";
import type { HeldByClient, LabClient } from "#login/lab-client.ts";
import { asksForRefreshToken, type AuthorizationParameters } from "#protocol/authorization.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { openLab } from "#test/support/labs.ts";
import { forgeToken } from "#test/support/tokens.ts";
import { createSwapPlayer, type SwapPlayer } from "./swap-player.ts";

const SUBS = { A: "auth0|1", B: "google-oauth2|2" } as const;

/** What every client of one page shares: the tenant's cookie, one of the page, and who logs in next. */
type World = { cookie: string | null; isAuthenticated: boolean; comes: string[] };

/** The SDK as far as the scenarios go: tokens in memory. */
function createClient(world: World, parameters: AuthorizationParameters): LabClient {
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

function open(
  scenario: SwapScenario | undefined = SWAP_SCENARIOS[0],
  change: Partial<LabClient> = {},
) {
  if (scenario === undefined) throw new TypeError("no scenario");
  const world: World = { cookie: null, isAuthenticated: false, comes: [] };
  const popup = { closed: false, close: () => undefined } as unknown as Window;
  const lab = openLab(popup);
  const player = createSwapPlayer(lab.session, scenario, (_tenant, parameters) => ({
    ...createClient(world, parameters),
    ...change,
  }));
  return { ...lab, world, player, clients: () => player.state().performance.clients };
}

/** Takes every step, as the people that the steps name. */
async function playAll(player: SwapPlayer, world: World): Promise<void> {
  for (const { login } of player.state().performance.steps) {
    if (login !== null) world.comes.push(SUBS[login]);
    await player.step();
    expect(player.state().finding).toBeNull();
  }
}

function subsets(guards: readonly Guard[]): Guard[][] {
  return guards.reduce<Guard[][]>((all, guard) => [...all, ...all.map((s) => [...s, guard])], [[]]);
}

const RUNS = SWAP_SCENARIOS.filter(({ id }) => id !== "storage").flatMap((scenario) =>
  subsets(scenario.guards).map((guards) => ({ id: scenario.id, guards, scenario })),
);

test.each(RUNS)("$id with $guards ends as its steps say", async ({ scenario, guards }) => {
  const { player, world, clients } = open(scenario);
  await player.startAgain(new Set(guards));
  await playAll(player, world);
  const ends = scenario.ends(new Set(guards));
  const { user, tokenSub } = clients().state();
  expect(player.next()).toBeNull();
  expect(clients().holderOf(user?.userId)).toBe(ends);
  expect(clients().holderOf(tokenSub)).toBe(ends);
  expect(scenario.insight[ends]).toBeTruthy();
});

test("with every guard of a scenario nobody is taken for A", () => {
  for (const { guards, ends } of SWAP_SCENARIOS) expect(ends(new Set(guards))).not.toBe("B");
});

test("the header learns of every login, whatever becomes of it", async () => {
  const { player, session, world } = open();
  world.comes = [SUBS.A, SUBS.B];
  await player.step();
  expect(session.state().walkthrough.cookie?.userId).toBe(SUBS.A);
  await player.step();
  expect(session.state().walkthrough.cookie?.userId).toBe(SUBS.B);
  expect(session.state().walkthrough.primary).toBeNull();
});

test("A who comes as B is told so, and the step waits", async () => {
  const { player, world } = open();
  world.comes = [SUBS.A, SUBS.A];
  await player.step();
  await player.step();
  expect(player.state()).toMatchObject({ outcomes: [{}], finding: { id: "same-account" } });
});

test("somebody else who comes as A once more is told so, and the cookie is theirs", async () => {
  const { player, world, clients } = open(SWAP_SCENARIOS.find(({ id }) => id === "log-out"));
  world.comes = [SUBS.A, SUBS.B, SUBS.B];
  for (const _ of [1, 2, 3]) await player.step();
  expect(player.state()).toMatchObject({ outcomes: [{}, {}], finding: { id: "other-account" } });
  expect(clients().state()).toMatchObject({
    user: { userId: SUBS.B },
    cookie: { userId: SUBS.B },
    A: { userId: SUBS.A },
  });
});

test("a popup that is closed may have left somebody's cookie", async () => {
  const { player, session, world, clients } = open();
  world.comes = [SUBS.A];
  await player.step();
  await player.step();
  expect(player.state()).toMatchObject({ outcomes: [{}], finding: { id: "popup-closed" } });
  expect(clients().state()).toMatchObject({ user: { userId: SUBS.A }, cookie: null });
  expect(session.state()).toMatchObject({ busy: null, walkthrough: { cookie: null } });
  expect(session.ports.log.events().at(-1)).toMatchObject({
    state: "cancelled",
    step: "lab-session",
    finding: "popup-closed",
  });
});

test("another choice of guards begins with nobody", async () => {
  const { player, world, clients } = open();
  world.comes = [SUBS.A];
  await player.step();
  await player.startAgain(new Set(["compare-sub"]));
  expect(player.state().outcomes).toEqual([]);
  expect(clients().state()).toMatchObject({
    accessToken: null,
    user: null,
    tokenSub: null,
    cookie: null,
  });
});

test("begins again in the middle of a login: it is given up first, and nothing of it is kept", async () => {
  const logins: (() => void)[] = [];
  const { player, session } = open(SWAP_SCENARIOS[0], {
    logIn: () =>
      new Promise((_, reject) => {
        logins.push(() => reject(new ProtocolError("popup_closed", "closed")));
      }),
  });
  const stepping = player.step();
  expect(session.state().busy).toBe("lab");
  const again = player.startAgain(new Set(["compare-sub"]));
  expect(player.state().performance.guards).toEqual(new Set());
  for (const close of logins) close();
  await Promise.all([stepping, again]);
  expect(player.state()).toMatchObject({ outcomes: [], finding: null });
  expect(player.state().performance.guards).toEqual(new Set(["compare-sub"]));
  expect(session.state().busy).toBeNull();
});
