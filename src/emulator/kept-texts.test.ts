import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import {
  ADA,
  authorizeUrl,
  CALLBACK,
  clientToken,
  createTestTenant,
  IMPLICIT,
  ISSUER,
  locationOf,
  logInImplicitly,
} from "#test/support/tenant.ts";
import type { Browser } from "#test/support/tenant.ts";

setFlagsFromString("--expose-gc");
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the flag above adds
const collect = runInNewContext("gc") as () => void;

type World = ReturnType<typeof createTestTenant>;

const send = (world: World, path: string, init: RequestInit = {}) =>
  world.tenant.fetch(new Request(new URL(path, ISSUER), init));

/** An address as long as there may be, of which a login remembers a few words. */
const authorize = async (world: World, index: number) => {
  const answer = await send(
    world,
    `authorize?${new URLSearchParams({
      client_id: "linklab-spa",
      response_type: "code",
      redirect_uri: CALLBACK,
      code_challenge: "c".repeat(43),
      code_challenge_method: "S256",
      nonce: `a-nonce-that-is-no-short-one-${index}`,
      junk: "x".repeat(15_000),
    })}`,
  );
  expect(answer.status).toBe(302);
};

/** A form as long as there may be, of which a user remembers a name. */
const create = async (world: World, index: number) => {
  world.time.now += 1000;
  const answer = await send(world, "api/v2/users", {
    method: "POST",
    headers: { Authorization: `Bearer ${await clientToken(world.tenant)}` },
    body: new URLSearchParams({
      connection: "Username-Password-Authentication",
      email: `somebody-${index}@example.com`,
      name: `a-name-that-is-no-short-one-${index}`,
      password: "x".repeat(90_000),
    }),
  });
  expect(answer.status).toBe(201);
};

const browsers = new WeakMap<World, Browser>();

/** A token as long as a login makes it, of which a signature is remembered. */
const issue = async (world: World, index: number) => {
  world.time.now += 1000;
  let browser = browsers.get(world);
  if (browser === undefined) {
    browsers.set(world, (browser = world.browser()));
    await logInImplicitly(browser, ADA.password);
    const user = world.store.users.get(ADA.password);
    if (user === undefined) throw new TypeError("Ada is gone");
    const [main] = user.identities;
    const profile = { ...main.profile, picture: "x".repeat(20_000) };
    world.store.users.set(user.userId, { ...user, identities: [{ ...main, profile }] });
  }
  const answer = await browser.get(
    await authorizeUrl({ ...IMPLICIT, response_type: "id_token", nonce: `${index}` }),
  );
  expect(locationOf(answer).length).toBeGreaterThan(20_000);
};

/** An address as long as there may be, of which the log shows the beginning. */
const miss = async (world: World, index: number) => {
  expect((await send(world, `${index}${"x".repeat(15_000)}`)).status).toBe(404);
};

test.each([
  ["a login", authorize],
  ["a user", create],
  ["a token", issue],
  ["the log", miss],
])("%s keeps no more of what came than it shows", async (_, act) => {
  const world = createTestTenant({ log: undefined });
  const heap = async (from: number, to: number) => {
    for (let index = from; index < to; index += 1) await act(world, index);
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await heap(0, 20);
  expect(((await heap(20, 120)) - before) / 100).toBeLessThan(10_000);
});
