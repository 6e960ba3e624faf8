import { expect, test, vi } from "vitest";
import { control } from "#test/contract/world.ts";
import { ADA, createTestTenant, LINK_SCOPE, logInImplicitly } from "#test/support/tenant.ts";
import { cellKey } from "#linking/use-cases/cells.ts";
import { cellsOf } from "#linking/use-cases/run-state.ts";
import { judgeExchange } from "#linking/use-cases/judge-exchange.ts";
import { USE_CASES } from "#linking/use-cases/use-cases.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { discover } from "#protocol/discovery.ts";
import { TENANT } from "#test/support/tokens.ts";
import { createStorage } from "#session/storage.ts";
import { describeLeft } from "#session/undo.ts";
import { createMemoryArea, textOf } from "#test/support/session.ts";
import { createUseCaseWorld } from "#test/support/use-case-runner.ts";

// Real keys and signatures, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

type World = ReturnType<typeof createUseCaseWorld>;

/** What became of each cell that was run: what differs, or the state itself. */
function outcomes({ runner }: World) {
  return Object.fromEntries(
    Object.entries(runner.state().cells).map(([key, cell]) => [
      key,
      cell.kind === "done" ? cell.result.outcome.differences : cell,
    ]),
  );
}

const users = ({ store }: Pick<World, "store">) =>
  [...store.users.values()].map(({ userId, identities }) => `${userId} ${identities.length}`);

async function policyOf(world: Pick<World, "tenant">) {
  return (await (await control(world, "GET", "policy")).json()).policy;
}

/** A tenant between page and tenant that cuts what matches, as often as told. */
function cutting(pattern: RegExp, times = Infinity) {
  let left = times;
  return (send: (request: Request) => Promise<Response>) => async (request: Request) => {
    const line = `${request.method} ${new URL(request.url).pathname}`;
    if (left > 0 && pattern.test(line)) {
      left -= 1;
      throw new TypeError("Failed to fetch");
    }
    return await send(request);
  };
}

test("runs every cell that sends something as expected, and leaves nothing", async () => {
  const world = createUseCaseWorld();
  await control(world, "PUT", "policy", { policy: "before-2018" });
  const before = users(world);
  await world.runner.runAll();
  const sending = cellsOf("steered");
  expect(sending).toHaveLength(17);
  expect(outcomes(world)).toEqual(Object.fromEntries(sending.map((c) => [cellKey(c), []])));
  const sent = Object.values(world.runner.state().cells).flatMap((cell) =>
    cell.kind === "done" && cell.event !== null ? [cell.event] : [],
  );
  expect(new Set(sent).size).toBe(17);
  expect(users(world)).toEqual(before);
  expect(await policyOf(world)).toBe("before-2018");
  expect(world.runner.state()).toMatchObject({ progress: null });
  expect(world.core.state().left).toEqual([]);
  expect(world.core.state().busy).toBeNull();
});

test("says of every answer which rule decided it, and of every request what it is", async () => {
  const world = createUseCaseWorld();
  await world.runner.runAll();
  for (const cell of Object.values(world.runner.state().cells)) {
    if (cell.kind !== "done" || cell.event === null) continue;
    const event = world.log.events().find(({ id }) => id === cell.event);
    const { useCase, rule, evidence } = cell.result;
    const { library, source } = USE_CASES[useCase];
    expect(event).toMatchObject({
      step: "use-cases",
      from: source.lane,
      tenant: { rule, evidence },
    });
    expect(event?.requestHeaders["Auth0-Client"] !== undefined).toBe(library === "auth0.js");
    const { bearer: kind, scopes } = USE_CASES[useCase];
    const { method, url, requestBody: body } = event ?? {};
    const judged = judgeExchange({
      method,
      url,
      body,
      library,
      bearer: { kind, scope: scopes[0] },
    });
    expect(judged.useCase).toBe(useCase);
  }
});

test("has tokens with update:users from a server only, and no token in the log", async () => {
  const world = createUseCaseWorld();
  await world.runner.runAll();
  const asked = world.log.events().filter(({ url }) => url.endsWith("/oauth/token"));
  expect(asked).toHaveLength(6);
  for (const event of asked) {
    expect(event).toMatchObject({ from: "server", actor: null, status: 200 });
    expect(event.requestBody).toContain("client_id=linklab-web");
    expect(event.responseBody).toContain("update:users");
  }
  expect(JSON.stringify(world.log.events())).not.toMatch(/eyJ[\w-]+\.|linklab-web-secret/);
});

test("runs a cell alone", async () => {
  const world = createUseCaseWorld();
  await world.runner.runCell({ useCase: 8, policy: "today" });
  expect(outcomes(world)).toEqual({ "8 today": [] });
});

test("sends nothing where the guide offers nothing", async () => {
  const world = createUseCaseWorld();
  await world.runner.runCell({ useCase: 4, policy: "before-2018" });
  expect(world.runner.state().cells["4 before-2018"]).toMatchObject({ kind: "done", event: null });
  expect(world.log.events()).toEqual([]);
});

test("runs one cell after the other, and the same only once", async () => {
  const world = createUseCaseWorld();
  const first = world.runner.runCell({ useCase: 1, policy: "today" });
  const again = world.runner.runCell({ useCase: 1, policy: "today" });
  const second = world.runner.runCell({ useCase: 3, policy: "today" });
  expect(world.runner.state().cells["3 today"]).toEqual({ kind: "waiting" });
  await Promise.all([first, again, second]);
  const sent = world.log.events().filter(({ url }) => url.endsWith("/identities"));
  expect(sent).toHaveLength(2);
  expect(outcomes(world)).toEqual({ "1 today": [], "3 today": [] });
});

test("does not run while a popup is open: it says so, and runs once that is cancelled", async () => {
  const world = createUseCaseWorld();
  const closes: (() => void)[] = [];
  void world.core.press({
    wish: { busy: "popup", step: "primary" },
    stop: () => {
      for (const close of closes) close();
    },
    work: () => new Promise((resolve) => void closes.push(resolve)),
  });
  const running = world.runner.runCell({ useCase: 1, policy: "today" });
  expect(world.runner.state().cells).toEqual({});
  expect(world.core.state()).toMatchObject({
    busy: "popup",
    notice: { kind: "open", wanted: { busy: "cell" }, open: { busy: "popup" } },
  });
  world.core.goOnInstead();
  await running;
  expect(outcomes(world)).toEqual({ "1 today": [] });
});

test("stops after the cell that is running, and puts back what it changed", async () => {
  const world = createUseCaseWorld();
  const before = users(world);
  const seen: unknown[] = [];
  world.runner.subscribe(() => {
    const { progress } = world.runner.state();
    seen.push(progress);
    if (progress?.done === 1 && !progress.isStopping) world.runner.cancel();
  });
  await world.runner.runAll();
  expect(seen).toContainEqual({ done: 1, total: 17, isStopping: true });
  expect(outcomes(world)).toEqual({ "1 before-2018": [] });
  expect(users(world)).toEqual(before);
  expect(await policyOf(world)).toBe("today");
});

test.each([
  ["no user can be made", /POST \/_linklab\/users$/],
  ["no token can be had", /POST \/_linklab\/mint$/],
  ["the policy stays", /PUT \/_linklab\/policy$/],
])("puts back what it changed when %s", async (_, pattern) => {
  const world = createUseCaseWorld({ over: cutting(pattern, 1) });
  const before = users(world);
  await world.runner.runCell({ useCase: 8, policy: "before-2018" });
  expect(world.runner.state().cells["8 before-2018"]).toMatchObject({ kind: "failed" });
  expect(users(world)).toEqual(before);
  expect(await policyOf(world)).toBe("today");
  expect(world.core.state().left).toEqual([]);
});

test.each([1, 7] as const)("reports a lost answer of use case %i as different", async (useCase) => {
  const world = createUseCaseWorld({ over: cutting(/POST .*identities$/) });
  const before = users(world);
  await world.runner.runCell({ useCase, policy: "today" });
  expect(world.runner.state().cells[`${useCase} today`]).toMatchObject({
    result: {
      exchange: { status: null },
      outcome: { differences: [{ what: "status", actual: "no answer" }] },
    },
  });
  expect(users(world)).toEqual(before);
});

test("says what it could not put back, runs nothing else meanwhile, and tries again", async () => {
  let isDown = false;
  const world = createUseCaseWorld({
    over: (send) => async (request) => {
      if (request.url.endsWith("/identities")) isDown = true;
      if (isDown && request.url.includes("_linklab/")) throw new TypeError("Failed to fetch");
      return await send(request);
    },
  });
  const before = users(world);
  await world.runner.runAll();
  const texts = world.core.state().left.map(({ undo }) => describeLeft(undo));
  expect(texts).toEqual([
    expect.stringContaining("auth0|a-1 and google-oauth2|b-1"),
    expect.stringContaining("“today”"),
  ]);
  expect(Object.keys(world.runner.state().cells)).toEqual(["1 before-2018"]);
  await world.runner.runCell({ useCase: 2, policy: "today" });
  expect(Object.keys(world.runner.state().cells)).toEqual(["1 before-2018"]);
  isDown = false;
  await world.runner.undoLeft();
  expect(world.core.state().left).toEqual([]);
  expect(users(world)).toEqual(before);
  expect(await policyOf(world)).toBe("today");
});

const account = (userId: string) => ({ userId, name: "Ada", email: null, isEmailVerified: true });

/** Ada's two logins, as the walkthrough holds them. */
async function loggedIn(at: ReturnType<typeof createTestTenant>): Promise<Partial<Walkthrough>> {
  const fetch = (input: string, init?: RequestInit) => at.tenant.fetch(new Request(input, init));
  const { keys } = await discover(fetch, TENANT);
  const a = await logInImplicitly(at.browser(), ADA.password, { scope: LINK_SCOPE });
  const b = await logInImplicitly(at.browser(), ADA.google, { audience: undefined });
  const request = primaryAuthorization(TENANT, "implicit", "http://localhost:5173/callback");
  return {
    keys,
    primary: {
      account: account(ADA.password),
      request,
      tokens: { ...a, fitness: "fits", grantedScope: LINK_SCOPE },
    },
    secondary: { account: account(ADA.google), request, idToken: b.idToken, user: null },
  };
}

async function ownWorld(change: Parameters<typeof createUseCaseWorld>[0] = {}) {
  const tenant = createTestTenant();
  const walkthrough = { ...(await loggedIn(tenant)), ...change.walkthrough };
  return createUseCaseWorld({ ...change, test: tenant, hasControl: false, walkthrough });
}

test("runs today's cells of a person with the reader's accounts, and unlinks", async () => {
  const world = await ownWorld();
  const before = users(world);
  await world.runner.runAll();
  const keys = [1, 3, 4, 5, 7, 8, 9].map((useCase) => `${useCase} today`);
  expect(outcomes(world)).toEqual(Object.fromEntries(keys.map((key) => [key, []])));
  expect(users(world).toSorted()).toEqual(before.toSorted());
  expect(world.log.events().every(({ from }) => from === "app")).toBe(true);
});

test("unlinks what a tenant took that should have refused it", async () => {
  const tenant = createTestTenant({ policy: "before-2018" });
  const walkthrough = await loggedIn(tenant);
  const world = createUseCaseWorld({ test: tenant, hasControl: false, walkthrough });
  const before = users(world);
  await world.runner.runCell({ useCase: 3, policy: "today" });
  expect(outcomes(world)["3 today"]).toMatchObject([{ what: "status", actual: "201" }]);
  expect(users(world).toSorted()).toEqual(before.toSorted());
});

test("says what is left linked when it cannot be unlinked, why, and how to undo it", async () => {
  const world = await ownWorld({ over: cutting(/^DELETE/, 2) });
  const before = users(world);
  await world.runner.runAll();
  expect(Object.keys(outcomes(world))).toEqual(["1 today", "3 today", "4 today"]);
  const undo = world.core.state().left[0]?.undo;
  if (undo === undefined) throw new TypeError("nothing is left");
  expect(describeLeft(undo)).toBe(`${ADA.google} (B) may still be linked to ${ADA.password} (A).`);
  expect(world.core.cleanup.requestOf(undo)).toMatchObject({
    method: "DELETE",
    url: expect.stringMatching(/google-oauth2\/\d+$/),
  });
  await world.runner.undoLeft();
  expect(world.core.state().left).toMatchObject([
    { because: expect.stringContaining("no answer") },
  ]);
  await world.runner.undoLeft();
  expect(world.core.state().left).toEqual([]);
  expect(users(world).toSorted()).toEqual(before.toSorted());
});

test("the next page says what an earlier one left linked, and unlinks it once A is back", async () => {
  const area = createMemoryArea();
  const earlier = await ownWorld({ area, over: cutting(/^DELETE/) });
  const before = users(earlier).length;
  await earlier.runner.runCell({ useCase: 4, policy: "today" });
  const tokens = earlier.core.state().walkthrough.primary?.tokens;
  expect(textOf(area)).toContain(ADA.google);
  expect(textOf(area)).not.toContain(tokens?.accessToken);

  const { primary } = earlier.core.state().walkthrough;
  const away = { primary: primary && { ...primary, tokens: null } };
  const options = { area, test: earlier, hasControl: false } as const;
  const page = createUseCaseWorld({ ...options, walkthrough: away });
  const undo = page.core.state().left[0]?.undo;
  if (undo === undefined) throw new TypeError("nothing is left");
  expect(page.core.cleanup.canUndo(undo)).toBe(false);
  expect(JSON.stringify(page.core.cleanup.requestOf(undo)?.headers)).toContain("Bearer");
  await page.runner.undoLeft();
  expect(page.core.state().left).toMatchObject([{ because: `Log in as ${ADA.password} first.` }]);
  await page.runner.runAll();
  expect(page.runner.state().cells).toEqual({});

  const back = createUseCaseWorld({ ...options, walkthrough: { primary } });
  expect(back.core.cleanup.canUndo(undo)).toBe(true);
  await back.runner.undoLeft();
  expect(back.core.state().left).toEqual([]);
  expect(users(earlier)).toHaveLength(before);
  expect(area.length).toBe(0);
});

test("registers by name what it makes at a tenant that can be steered, until it is put back", async () => {
  const area = createMemoryArea();
  const seen: unknown[] = [];
  const world = createUseCaseWorld({
    area,
    over: (send) => async (request) => {
      if (request.url.endsWith("/identities")) seen.push(createStorage(area).loadCleanup());
      return await send(request);
    },
  });
  await world.runner.runCell({ useCase: 1, policy: "before-2018" });
  const userIds = ["auth0|a-1", "google-oauth2|b-1"];
  expect(seen).toMatchObject([
    [{ undo: { kind: "users", userIds } }, { undo: { kind: "policy", policy: "today" } }],
  ]);
  expect(area.length).toBe(0);
});

test("unlinks when the answer to a link was lost", async () => {
  const world = await ownWorld({
    over: (send) => async (request) => {
      const response = await send(request);
      if (request.method === "POST") throw new TypeError("Failed to fetch");
      return response;
    },
  });
  const before = users(world);
  await world.runner.runCell({ useCase: 4, policy: "today" });
  expect(world.core.state().left).toEqual([]);
  expect(users(world).toSorted()).toEqual(before.toSorted());
});

test("takes the reader's word that it was put right elsewhere", async () => {
  const world = await ownWorld({ over: cutting(/^DELETE/) });
  await world.runner.runCell({ useCase: 4, policy: "today" });
  world.core.cleanup.forgetAll();
  expect(world.core.state().left).toEqual([]);
});

test("sends nothing with an ID token that the tenant did not sign, or without accounts", async () => {
  const { secondary } = await loggedIn(createTestTenant());
  const idToken = `${secondary?.idToken?.slice(0, -8)}AAAAAAAA`;
  const forged = secondary && { ...secondary, idToken };
  for (const walkthrough of [{ secondary: forged ?? null }, { secondary: null }]) {
    const world = await ownWorld({ walkthrough });
    await world.runner.runCell({ useCase: 4, policy: "today" });
    expect(world.runner.state().cells["4 today"]).toMatchObject({ kind: "failed" });
    expect(world.log.events()).toEqual([]);
  }
});
