import * as fc from "fast-check";
import { decodeJwt } from "jose";
import { expect, test, vi } from "vitest";
import {
  ADA,
  callApi,
  clientToken,
  createTestTenant,
  exchange,
  hiddenFields,
  locationOf,
  logIn,
  MALLORY,
} from "#test/support/tenant.ts";
import type { Browser } from "#test/support/tenant.ts";
import {
  accessToken,
  authorizeAt,
  control,
  link,
  readTokens,
  refresh,
  userinfo,
} from "#test/contract/world.ts";
import { emailOf, findUserByIdentity } from "./accounts/users.ts";
import { identityKey } from "./model.ts";

// Long journeys with real cryptography, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const seed = 20_261_129;
const KEYS = [ADA.password, ADA.google, ADA.github, MALLORY];

const OWN = "login block remove create address password consent partner renew".split(" ");

type Call = { call: string; on: string; other?: string };
type Step = Call & {
  /** Milliseconds before it: two tokens of one second may be the same text. */
  wait: number;
};

const wait = fc.constantFrom(0, 1000);

/** A login, and what the partner's application gets by it: at first with consent, in the end silently. */
const visit = (on: string, after: string): Step[] =>
  ["login", after].map((each) => ({ call: each, on, wait: 1000 }));

/** Calls on two accounts, so that most of them meet something to change, and at times a third. */
const calls: fc.Arbitrary<Step[]> = fc
  .shuffledSubarray(KEYS, { minLength: 3, maxLength: 3 })
  .chain(([one = "", two = "", three = ""]) =>
    fc
      .array(
        fc.oneof(
          fc.record({
            call: fc.constantFrom(...OWN),
            on: fc.constantFrom(one, two),
            wait,
          }),
          fc.record({
            call: fc.constantFrom("link", "unlink", "link-with"),
            on: fc.constant(one),
            other: fc.constant(two),
            wait,
          }),
          fc.record({
            call: fc.constantFrom("link", "unlink"),
            on: fc.constant(three),
            other: fc.constant(one),
            wait,
          }),
        ),
        { minLength: 4, maxLength: 20 },
      )
      .map((steps) => [...visit(one, "consent"), ...steps, ...visit(one, "partner")]),
  );

/** What somebody holds who logged in. */
type Held = {
  key: string;
  /** How often the account had been deleted by then. */
  life: number;
  access: string;
  id: string;
  refresh: string;
  browser: Browser;
  /** The application, unless it is the app. */
  client?: string;
};

async function createStage() {
  const world = createTestTenant({ rateLimit: { burst: 10_000, perSecond: 10_000 } });
  return {
    world,
    client: await clientToken(world.tenant),
    held: [] as Held[],
    lives: new Map<string, number>(),
    /** Who allowed the partner's application what it asks for. */
    allowed: new Set<string>(),
  };
}
type Stage = Awaited<ReturnType<typeof createStage>>;

const lifeOf = ({ lives }: Stage, id: string): number => lives.get(id) ?? 0;
const path = (id: string): string => `users/${encodeURIComponent(id)}`;
const named = (id: string) => {
  const [provider = "", user_id = ""] = id.split("|");
  return { provider, user_id };
};

/** Blocked, verified and address of each account that is there. */
function statusOf({ world }: Stage) {
  return new Map(
    KEYS.flatMap((id) => {
      const user = findUserByIdentity(world.store, id);
      const identity = user?.identities.find((one) => identityKey(one) === id);
      if (user === undefined || identity === undefined) return [];
      const isVerified = identity.profile["email_verified"] === true;
      return [[id, { isBlocked: user.isBlocked, isVerified, email: emailOf(identity) }] as const];
    }),
  );
}

async function logInAs(stage: Stage, id: string): Promise<void> {
  const { world } = stage;
  const browser = world.browser();
  const url = await authorizeAt(world, {
    scope: "openid offline_access read:current_user update:current_user_identities",
  });
  const answer = await logIn(browser, url, id);
  if (!locationOf(answer).includes("code=")) return;
  const tokens = await readTokens(await exchange(world.tenant, answer));
  stage.held.push({ key: id, life: lifeOf(stage, id), browser, ...tokens });
}

async function create({ world, client }: Stage, id: string): Promise<void> {
  const { provider, user_id } = named(id);
  const email = id === MALLORY ? "mallory@example.com" : "ada@example.com";
  const account = { user_id, email, email_verified: false };
  if (provider === "auth0")
    await callApi(world.tenant, "POST", "users", client, {
      ...account,
      connection: "Username-Password-Authentication",
      password: "Passw0rd!",
    });
  else await control(world, "POST", "users", { ...account, connection: provider });
}

/** Links that an ID token brought about, in all runs. */
let proven = 0;

/** Links with the last ID token of an account. Who it was issued to has to be who is linked. */
async function linkWith(stage: Stage, on: string, other: string): Promise<void> {
  const find = () =>
    stage.held.findLast(({ key, client }) => key === other && client === undefined);
  if (find() === undefined) await logInAs(stage, other);
  const held = find();
  if (held === undefined) return;
  const body = { link_with: held.id };
  // An application's own token would do for its own ID tokens only.
  const token = await accessToken(stage.world, { user_id: on, scope: "update:users" });
  const { status } = await link(stage.world, token, body, encodeURIComponent(on));
  if (status !== 201) return;
  stage.allowed.delete(other);
  proven += 1;
  expect(held.life).toBe(lifeOf(stage, other));
}

const AT_PARTNER = {
  client_id: "linklab-partner",
  audience: undefined,
  scope: "openid offline_access",
};

/** What the partner's application gets in the last browser of an account: with its consent, or silently. */
async function visitPartner(stage: Stage, id: string, isSilent: boolean): Promise<void> {
  const { world, held, allowed } = stage;
  const last = held.findLast(({ key }) => key === id);
  if (last === undefined) return;
  const { browser } = last;
  const asked = { ...AT_PARTNER, ...(isSilent ? { prompt: "none" } : {}) };
  let answer = await browser.get(await authorizeAt(world, asked));
  if (locationOf(answer).includes("/u/consent")) {
    const form = await hiddenFields(await browser.get(locationOf(answer)));
    answer = await browser.post("/u/consent", { ...form, decision: "accept" });
    allowed.add(findUserByIdentity(world.store, id)?.userId ?? "");
  }
  if (!locationOf(answer).includes("code=")) return;
  const client = { client_id: AT_PARTNER.client_id };
  const tokens = await readTokens(await exchange(world.tenant, answer, client));
  const { sub = "" } = decodeJwt(tokens.id);
  expect(allowed).toContain(sub);
  held.push({ ...last, ...tokens, client: AT_PARTNER.client_id });
}

async function renew(stage: Stage, id: string): Promise<void> {
  const { world, held } = stage;
  const last = held.findLast(({ key, client }) => key === id && client === undefined);
  const answer = last && (await refresh(world, last.refresh));
  if (last && answer?.ok) held.push({ ...last, ...(await readTokens(answer)) });
}

async function remove(stage: Stage, id: string): Promise<void> {
  const { world, client, lives } = stage;
  const user = world.store.users.get(id);
  await callApi(world.tenant, "DELETE", path(id), client);
  for (const one of user?.identities ?? [])
    lives.set(identityKey(one), lifeOf(stage, identityKey(one)) + 1);
}

/** After these nothing is left of what the user allowed. */
const FORGETS = new Set(["password", "remove", "unlink"]);

async function perform(stage: Stage, one: Call): Promise<void> {
  const answer = await call(stage, one);
  if (answer instanceof Response && !answer.ok) return;
  if (FORGETS.has(one.call)) stage.allowed.delete(one.on);
  if (one.call === "link") stage.allowed.delete(one.other ?? "");
}

async function call(stage: Stage, one: Call): Promise<unknown> {
  const { world, client } = stage;
  const { on, other = "" } = one;
  const patch = (body: object) => callApi(world.tenant, "PATCH", path(on), client, body);
  switch (one.call) {
    case "login":
      return logInAs(stage, on);
    case "consent":
      return visitPartner(stage, on, false);
    case "partner":
      return visitPartner(stage, on, true);
    case "renew":
      return renew(stage, on);
    case "block":
      return patch({ blocked: true });
    case "address":
      return patch({ email: `${world.time.now}@example.com` });
    case "password":
      return patch({ password: "Passw0rd!" });
    case "remove":
      return remove(stage, on);
    case "create":
      return create(stage, on);
    case "link":
      return link(world, client, named(other), encodeURIComponent(on));
    case "link-with":
      return linkWith(stage, on, other);
    default: {
      const { provider, user_id } = named(other);
      return callApi(
        world.tenant,
        "DELETE",
        `${path(on)}/identities/${provider}/${user_id}`,
        client,
      );
    }
  }
}

/** Whom everything that was ever given still opens: nobody, or who logged in, as it is now. */
async function expectOwn(stage: Stage, held: Held): Promise<void> {
  const { world } = stage;
  const owner = findUserByIdentity(world.store, held.key);
  const expected =
    owner === undefined || owner.isBlocked || held.life < lifeOf(stage, held.key)
      ? []
      : [owner.userId];
  const opened = new Set<string>();
  const look = async (access: string) => {
    const known = await userinfo(world, access);
    if (known.ok) opened.add((await known.json()).sub);
    if (!access.includes(".")) return;
    const sub = decodeJwt(access).sub ?? "";
    const read = await callApi(world.tenant, "GET", path(sub), access);
    if (read.ok) opened.add((await read.json()).user_id);
  };
  await look(held.access);
  const refreshed = await refresh(world, held.refresh, {
    client_id: held.client ?? "linklab-spa",
  });
  if (refreshed.ok) await look((await readTokens(refreshed)).access);
  const silent = await held.browser.get(await authorizeAt(world, { prompt: "none" }));
  if (locationOf(silent).includes("code="))
    await look((await readTokens(await exchange(world.tenant, silent))).access);
  expect([...opened].filter((id) => !expected.includes(id))).toEqual([]);
}

test(`no calls unblock, verify, open or consent for somebody else, seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(calls, async (sequence) => {
      const stage = await createStage();
      for (const one of sequence) {
        stage.world.time.now += one.wait;
        const before = statusOf(stage);
        await perform(stage, one);
        for (const [id, now] of statusOf(stage)) {
          const then = before.get(id);
          if (then === undefined) continue;
          if (then.isBlocked) expect(now.isBlocked, id).toBe(true);
          if (!then.isVerified || now.email !== then.email) expect(now.isVerified, id).toBe(false);
        }
      }
      stage.world.time.now += 1000;
      for (const held of stage.held) await expectOwn(stage, held);
    }),
    { seed, numRuns: 60 },
  );
  expect(proven).toBeGreaterThan(0);
});
