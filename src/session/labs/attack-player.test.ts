import { expect, test, vi } from "vitest";
import { ATTACKS } from "#linking/attacks/attacks.ts";
import type { Attack } from "#linking/attacks/attack.ts";
import type { CreateSignIn, SignIn } from "#login/sign-in.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { forgeToken } from "#test/support/tokens.ts";
import { textOf } from "#test/support/session.ts";
import { createAttackPlayer, type AttackPlayer } from "./attack-player.ts";
import { openLab } from "#test/support/labs.ts";

// Real keys and signatures, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const DONE = { tone: "note", text: "done" };

function open(
  attack: Attack | undefined = ATTACKS[0],
  login: { popup: Window; signInWith: CreateSignIn } | null = null,
) {
  if (attack === undefined) throw new TypeError("no attack");
  const lab = openLab(login?.popup, login?.signInWith);
  const wait = vi.fn<() => Promise<void>>(() => Promise.resolve());
  let performances = 0;
  const newTag = () => `${(performances += 1)}`;
  return { ...lab, wait, player: createAttackPlayer(lab.session, attack, newTag) };
}

async function created({ control }: ReturnType<typeof open>): Promise<string[]> {
  const users = await control.users();
  return users.map(({ user_id: id }) => id).filter((id) => id.includes("|lab-"));
}

/** Takes every step; logins are skipped. */
async function playAll(player: AttackPlayer): Promise<void> {
  while (player.next() !== null) {
    const before = player.state().outcomes.length;
    player.skip();
    if (player.state().outcomes.length === before) await player.step();
    if (player.state().outcomes.length === before) throw new Error(player.state().finding?.id);
  }
}

test.each(ATTACKS)("$id comes out as its steps say, at the emulated tenant", async (attack) => {
  const lab = open(attack);
  await playAll(lab.player);
  const { performance, outcomes } = lab.player.state();
  const expected = performance.steps.map(({ sends }) => sends?.expects);
  expect(expected.filter(Boolean)).not.toEqual([]);
  expect(outcomes.map(({ answer }) => answer?.status)).toEqual(expected);
  expect(outcomes.some(({ isUnexpected }) => isUnexpected)).toBe(false);
  expect(await created(lab)).toEqual([]);
  expect(await lab.control.policy()).toBe("today");
  expect(lab.area.length).toBe(0);
});

test("the careful app finds the address that nobody verified", async () => {
  const { player } = open(ATTACKS[1]);
  await playAll(player);
  expect(player.state().outcomes.at(-2)).toEqual({
    tone: "expected",
    text: "not sent: auth0|lab-a-1: email_verified is not true",
  });
});

test("plays up to the login, which is the reader's", async () => {
  const { player, wait } = open();
  await player.play(wait);
  const { outcomes, isPlaying } = player.state();
  expect(player.next()?.login).toBe("B");
  expect(isPlaying).toBe(false);
  expect(wait).toHaveBeenCalledTimes(outcomes.length);
});

test("pauses after the step under way", async () => {
  const { player, wait } = open();
  wait.mockImplementation(async () => player.pause());
  await player.play(wait);
  expect(player.state()).toMatchObject({ outcomes: [DONE], isPlaying: false });
});

test("stops playing where a step fails, and plays on from there", async () => {
  const { player, network, wait } = open();
  network.isCut = true;
  await player.play(wait);
  expect(player.state()).toMatchObject({ finding: { id: "no-answer" }, isPlaying: false });
  expect(player.state().outcomes).toHaveLength(2);
  expect(wait).toHaveBeenCalledTimes(2);
  network.isCut = false;
  await player.play(wait);
  expect(player.state()).toMatchObject({ finding: null, isPlaying: false });
  expect(player.state().outcomes).toHaveLength(4);
});

test("puts the rules back where the request got no answer, and stays at the step", async () => {
  const { player, network, control } = open();
  await player.step();
  await player.step();
  network.isCut = true;
  await player.step();
  expect(player.state()).toMatchObject({ finding: { id: "no-answer" } });
  expect(player.state().outcomes).toHaveLength(2);
  expect(await control.policy()).toBe("today");
});

test("starting again deletes the accounts, linked or not, and takes others", async () => {
  const lab = open();
  for (const _ of [1, 2, 3]) await lab.player.step();
  expect(await created(lab)).toEqual(["auth0|lab-a-1"]);
  await lab.player.startAgain();
  expect(await created(lab)).toEqual([]);
  expect(lab.player.state()).toMatchObject({
    outcomes: [],
    performance: { people: { A: { id: "lab-a-2" } } },
  });
});

test("a popup that is blocked sends nothing and is explained", async () => {
  const { player, session, wait } = open();
  await player.play(wait);
  const sent = session.ports.log.events().length;
  await player.step();
  expect(player.state().finding).toEqual({ id: "popup-blocked", says: null });
  expect(session.ports.log.events()).toHaveLength(sent);
});

/** A popup, and how its login comes out: the subject of its ID token, or an error. */
function comeBackAs(outcome: string | Error) {
  const runPopup = vi.fn<SignIn["runPopup"]>(async (_popup, onOpen) => {
    onOpen("http://localhost:5180/authorize");
    if (outcome instanceof Error) throw outcome;
    const tokens = { idToken: forgeToken({ sub: outcome }), accessToken: null, scope: "openid" };
    return { tokens, renew: vi.fn<() => Promise<typeof tokens>>() };
  });
  const opened = { closed: false, close: () => void (opened.closed = true) };
  const popup = opened as unknown as Window;
  return { popup, signInWith: () => ({ runPopup }) as unknown as SignIn };
}

test.each([
  ["auth0|lab-a-1", { tone: "bad", text: "sub is Mallory’s user" }],
  ["google-oauth2|lab-b-1", { tone: "note", text: "sub: google-oauth2|lab-b-1" }],
])("says whose user a login opened: %s", async (sub, outcome) => {
  const login = comeBackAs(sub);
  const { player, session, wait } = open(ATTACKS[0], login);
  await player.play(wait);
  await player.step();
  expect(player.state().outcomes.at(-1)).toEqual(outcome);
  expect(session.state().walkthrough.cookie?.userId).toBe(sub);
  expect(login.popup.closed).toBe(true);
  await player.startAgain();
  expect(session.state().walkthrough.cookie).toBeNull();
});

test("a login that is closed is explained, and the attack stays at it", async () => {
  const login = comeBackAs(new ProtocolError("popup_closed", "closed"));
  const { player, session, wait } = open(ATTACKS[0], login);
  await player.play(wait);
  await player.step();
  expect(player.state().finding?.id).toBe("popup-closed");
  expect(player.next()?.login).toBe("B");
  expect(session.ports.log.events().at(-1)).toMatchObject({
    state: "cancelled",
    finding: "popup-closed",
  });
});

test("waits for the walkthrough's own request, and goes on after it", async () => {
  const { player, session } = open();
  const ends: (() => void)[] = [];
  void session.press({
    wish: { busy: "testing", step: "tenant" },
    work: () => new Promise((resolve) => void ends.push(resolve)),
  });
  const stepping = player.step();
  expect(player.state().outcomes).toEqual([]);
  expect(session.state().line.map(({ busy }) => busy)).toEqual(["testing", "lab"]);
  for (const end of ends) end();
  await stepping;
  expect(player.state().outcomes).toEqual([DONE]);
});

test("takes back a step that waits when the attack begins again", async () => {
  const { player, session, wait } = open();
  void session.press({
    wish: { busy: "popup", step: "primary" },
    work: () => new Promise(() => undefined),
  });
  const playing = player.play(wait);
  expect(session.state().notice).toMatchObject({ wanted: { busy: "lab" } });
  await player.startAgain();
  await playing;
  expect(session.state()).toMatchObject({ busy: "popup", notice: null });
  expect(player.state()).toMatchObject({ outcomes: [], isPlaying: false });
});

test("tokens of an attack go neither into storage nor into the log", async () => {
  const { player, area, session } = open();
  for (const _ of [1, 2, 3]) await player.step();
  const { performance } = player.state();
  const token = performance.steps[2]?.sends?.request().bearer?.value ?? "";
  expect(token).toMatch(/^eyJ/);
  expect(JSON.stringify(session.ports.log.events())).not.toContain(token);
  expect(textOf(area)).not.toContain(token);
});
