import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { serveTenant } from "#emulator/hosts/node.ts";
import { createTenant } from "#emulator/index.ts";
import {
  ADA,
  APP_ORIGIN,
  clientToken,
  ISSUER,
  seededRandom,
  testKeys,
} from "#test/support/tenant.ts";
import {
  accessToken,
  codeOf,
  control,
  countSessions,
  exchangeCode,
  idToken,
  link,
  logInForTokens,
  openLogin,
  overHttp,
  redirectWithCode,
  refresh,
  unlink,
  readUser,
} from "./world.ts";
import type { World } from "./world.ts";

// Long journeys with real cryptography, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const time = { now: Date.UTC(2026, 0, 15, 12) };
const ports = { appOrigin: APP_ORIGIN, clock: () => time.now, keys: testKeys };
const core = createTenant({ ...ports, random: seededRandom(1), issuer: ISSUER });
const served = await serveTenant({ ...ports, random: seededRandom(2), port: 0 });
afterAll(() => served.close());

const worlds: [string, World][] = [
  ["the core", { tenant: core, other: core, time }],
  ["the Node host", { tenant: overHttp(served.tenant.issuer), other: core, time }],
];

const PASSWORD = "Passw0rd!";
async function countUsers(world: World): Promise<number> {
  return (await (await control(world, "GET", "users")).json()).length;
}

const eight = Array.from({ length: 8 });
async function statuses(send: () => Promise<Response>): Promise<number[]> {
  const responses = await Promise.all(eight.map(() => send()));
  return responses.map(({ status }) => status).toSorted((one, other) => one - other);
}

describe.each(worlds)("of eight at once over %s, exactly one wins:", (_, world) => {
  beforeEach(async () => {
    await control(world, "POST", "reset", {});
  });

  test("a code", async () => {
    const code = await codeOf(redirectWithCode(world));
    const before = await statuses(() => exchangeCode(world, code));
    expect(before).toEqual([200, ...eight.slice(1).map(() => 403)]);
    // The others were replays, which take back what the first one got.
    const { refresh_tokens } = await (await control(world, "GET", "snapshot")).json();
    expect(refresh_tokens).toEqual([]);
  });

  test("a login", async () => {
    const { browser, form } = await openLogin(world);
    const filled = { ...form, username: "ada@example.com", password: PASSWORD };
    const before = await statuses(() => browser.post("/u/login", filled));
    expect(before).toEqual([303, ...eight.slice(1).map(() => 400)]);
    expect(await countSessions(world)).toBe(1);
  });

  test("a sign-up, whatever addresses it carries", async () => {
    const { browser, form } = await openLogin(world, { screen_hint: "signup" });
    const before = await countUsers(world);
    let sent = 0;
    const answers = await statuses(() => {
      sent += 1;
      return browser.post("/u/signup", {
        ...form,
        email: `${sent}@example.com`,
        password: PASSWORD,
      });
    });
    expect(answers).toEqual([303, ...eight.slice(1).map(() => 400)]);
    expect(await countUsers(world)).toBe(before + 1);
  });

  test("a sign-up with one address, now and later", async () => {
    const { browser, form } = await openLogin(world, { screen_hint: "signup" });
    const before = await countUsers(world);
    const submit = () =>
      browser.post("/u/signup", { ...form, email: "new@example.com", password: PASSWORD });
    expect(await statuses(submit)).toEqual([303, ...eight.slice(1).map(() => 400)]);
    expect((await submit()).status).toBe(400);
    expect(await countUsers(world)).toBe(before + 1);
  });

  test("a sign-up or the end of its login", async () => {
    const { browser, form } = await openLogin(world, { screen_hint: "signup" });
    const before = await countUsers(world);
    const responses = await Promise.all([
      browser.post("/u/signup", { ...form, email: "late@example.com", password: PASSWORD }),
      browser.post("/u/cancel", form),
    ]);
    const added = (await countUsers(world)) - before;
    // Cancelling is faster as a rule, because no password is hashed for it.
    expect([
      [400, 303, 0],
      [303, 400, 1],
    ]).toContainEqual([...responses.map(({ status }) => status), added]);
  });

  test("a refresh token, and its family ends", async () => {
    const { refresh: token } = await logInForTokens(world);
    const answers: string[] = [];
    const before = await statuses(async () => {
      const response = await refresh(world, token);
      const { refresh_token } = await response.clone().json();
      if (refresh_token !== undefined) answers.push(refresh_token);
      return response;
    });
    expect(before).toEqual([200, ...eight.slice(1).map(() => 403)]);
    expect(answers).toHaveLength(1);
    expect((await refresh(world, answers[0] ?? "")).status).toBe(403);
  });

  test("a link", async () => {
    const [token, link_with] = [await accessToken(world), await idToken(world)];
    expect(await statuses(() => link(world, token, { link_with }))).toEqual([
      201,
      ...eight.slice(1).map(() => 409),
    ]);
    const user = await (await readUser(world, token)).json();
    expect(user.identities).toHaveLength(2);
  });

  test("a link of one account to two primaries", async () => {
    const client = await clientToken(world.tenant);
    const named = { provider: "github", user_id: "1815121" };
    const primaries = [ADA.password, ADA.google].map(encodeURIComponent);
    const responses = await Promise.all(primaries.map((id) => link(world, client, named, id)));
    expect(responses.map(({ status }) => status)).toEqual(expect.arrayContaining([201, 409]));
  });

  test("an unlink", async () => {
    const token = await accessToken(world);
    await link(world, token, { link_with: await idToken(world) });
    expect(await statuses(() => unlink(world, token))).toEqual([
      200,
      ...eight.slice(1).map(() => 404),
    ]);
  });
});
