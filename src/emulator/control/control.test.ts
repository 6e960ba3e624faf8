import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, test, vi } from "vitest";
import {
  control,
  accessToken,
  exchangeCode,
  codeOf,
  link,
  mint,
  readUser,
  redirectWithCode,
  send,
} from "#test/contract/world.ts";
import {
  ADA,
  APP_ORIGIN,
  callApi,
  createTestTenant,
  ISSUER,
  LINK_SCOPE,
  logInImplicitly,
} from "#test/support/tenant.ts";
import { MAX_USERS } from "#emulator/accounts/add.ts";
import { ALL_RULES } from "#emulator/rules/tables.ts";
import { createTenant } from "#emulator/index.ts";
import { CONTROL_EXAMPLES } from "./examples.ts";
import { MAX_ENTRIES } from "./log.ts";

// Long journeys with real cryptography, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

test("every documented example works, in the order of the documentation", async () => {
  const world = createTestTenant();
  await send(world, "/userinfo"); // the first entry of the log
  for (const { method, path, body, status, title } of CONTROL_EXAMPLES) {
    const response = await control(world, method, path, body);
    expect(response.status, title).toBe(status);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe(APP_ORIGIN);
  }
});

describe("the clock", () => {
  test("freezes, advances, and runs beside the real one", async () => {
    const world = createTestTenant();
    const at = Date.UTC(2030, 0, 1) / 1000;
    const set = async (move: object) => (await control(world, "PUT", "clock", move)).json();
    expect(await set({ freeze: true, at })).toMatchObject({
      now: "2030-01-01T00:00:00.000Z",
      frozen: true,
    });
    world.time.now += 1000;
    expect(await set({ advance: 60 })).toMatchObject({ now: "2030-01-01T00:01:00.000Z" });
    expect(await set({ offset: 5 })).toEqual({
      now: "2026-01-15T12:00:06.000Z",
      frozen: false,
      offset: 5,
    });
    const token = await accessToken(world, { lifetime: 10 });
    expect((await readUser(world, token)).status).toBe(200);
    await set({ advance: 10 });
    expect((await readUser(world, token)).status).toBe(401);
  });
});

const fault = (kind: string, endpoint: string, more: object = {}) => ({ kind, endpoint, ...more });

describe("faults", () => {
  test("latency waits and lets the answer through", async () => {
    const waited: number[] = [];
    const world = createTestTenant({
      wait: async (milliseconds) => void waited.push(milliseconds),
    });
    await control(world, "POST", "faults", fault("latency", "jwks", { milliseconds: 1500 }));
    expect((await send(world, "/.well-known/jwks.json")).status).toBe(200);
    expect((await send(world, "/.well-known/jwks.json")).status).toBe(200);
    expect(waited).toEqual([1500]);
    expect(world.log.map((entry) => entry.fault)).toEqual(["latency", undefined]);
  });

  const shapes: [string, string, object][] = [
    ["users", `/api/v2/users/${ADA.password}`, { statusCode: 429, errorCode: "too_many_requests" }],
    ["token", "/oauth/token", { error: "too_many_requests" }],
  ];
  test.each(shapes)(
    "429 at %s has Retry-After, Auth0's shape and an end",
    async (endpoint, path, body) => {
      const world = createTestTenant();
      await control(
        world,
        "POST",
        "faults",
        fault("rate-limit", endpoint, { count: 2, retry_after: 7 }),
      );
      const ask = () =>
        send(world, path, {
          method: endpoint === "token" ? "POST" : "GET",
          headers: { Origin: APP_ORIGIN },
        });
      const response = await ask();
      expect(response.status).toBe(429);
      expect(response.headers.get("Retry-After")).toBe("7");
      expect(response.headers.get("Access-Control-Allow-Origin")).toBe(APP_ORIGIN);
      expect(await response.json()).toMatchObject(body);
      expect((await ask()).status).toBe(429);
      expect((await ask()).status).not.toBe(429);
    },
  );

  test("500 changes nothing, and hits only its endpoint", async () => {
    const world = createTestTenant();
    const token = await accessToken(world);
    await control(world, "POST", "faults", fault("failure", "identities"));
    const before = [...world.store.users.values()];
    expect((await readUser(world, token)).status).toBe(200);
    expect((await link(world, token, { link_with: "x" })).status).toBe(500);
    expect([...world.store.users.values()]).toEqual(before);
    expect((await link(world, token, { link_with: "x" })).status).toBe(400);
  });

  test("a lost answer is a network error, though what was asked was done", async () => {
    const world = createTestTenant();
    const a = await logInImplicitly(world.browser(), ADA.password, { scope: LINK_SCOPE });
    await control(world, "POST", "faults", fault("lost", "identities"));
    const url = `/api/v2/users/${encodeURIComponent(ADA.password)}/identities`;
    const asked = {
      method: "OPTIONS",
      headers: { Origin: APP_ORIGIN, "Access-Control-Request-Method": "POST" },
    };
    expect((await send(world, url, asked)).status).toBe(204);
    const { idToken } = await logInImplicitly(world.browser(), ADA.google);
    const answer = await link(world, a.accessToken, { link_with: idToken });
    expect(answer.type).toBe("error");
    expect(world.log.at(-1)).toMatchObject({ status: 201, rule: "identity-linked", fault: "lost" });
  });

  test("a dropped connection is a network error, and the log says so", async () => {
    const world = createTestTenant();
    await control(world, "POST", "faults", fault("drop", "userinfo"));
    expect((await send(world, "/userinfo")).type).toBe("error");
    expect(world.log.at(-1)).toMatchObject({ status: 0, rule: "dropped", fault: "drop" });
    expect((await send(world, "/userinfo")).status).toBe(401);
  });

  test("without CORS, preflight and answer carry no permission", async () => {
    const world = createTestTenant();
    await control(world, "POST", "faults", fault("cors-off", "token", { count: 2 }));
    const headers = { Origin: APP_ORIGIN, "Access-Control-Request-Method": "POST" };
    for (const method of ["OPTIONS", "POST"]) {
      const response = await send(world, "/oauth/token", { method, headers });
      expect(
        [...response.headers.keys()].filter((name) => name.startsWith("access-control")),
      ).toEqual([]);
    }
    const after = await send(world, "/oauth/token", { method: "OPTIONS", headers });
    expect(after.headers.get("Access-Control-Allow-Origin")).toBe(APP_ORIGIN);
  });

  test("a fault that could never hit at an endpoint is refused, and told where it can", async () => {
    const world = createTestTenant();
    const response = await control(world, "POST", "faults", fault("hs256", "jwks"));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining("hs256 hits only authorize, login, token"),
    });
  });

  test("HS256 signs one ID token at its endpoint, and the link refuses it by the ordinary rule", async () => {
    const world = createTestTenant();
    await control(world, "POST", "faults", fault("hs256", "authorize"));
    const code = await codeOf(redirectWithCode(world));
    const { id_token } = await (await exchangeCode(world, code)).json();
    expect(decodeProtectedHeader(id_token).alg).toBe("RS256");
    const { idToken } = await logInImplicitly(world.browser(), ADA.google);
    expect(decodeProtectedHeader(idToken).alg).toBe("HS256");
    const refused = await link(world, await accessToken(world), { link_with: idToken });
    expect(await refused.json()).toMatchObject({
      message: "JWT (link_with) must have an alg of RS256",
    });
    const next = await logInImplicitly(world.browser(), ADA.google);
    expect(decodeProtectedHeader(next.idToken).alg).toBe("RS256");
  });
});

describe("minting", () => {
  test("claims are those of the kind, then those that were chosen", async () => {
    const world = createTestTenant();
    const token = await mint(world, {
      kind: "access_token",
      user_id: ADA.github,
      scope: "openid",
      lifetime: 60,
      claims: { azp: null, extra: 1 },
    });
    const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
    expect(exp - iat).toBe(60);
    expect(claims).toEqual({
      iss: ISSUER,
      sub: ADA.github,
      aud: [`${ISSUER}api/v2/`, `${ISSUER}userinfo`],
      scope: "openid",
      extra: 1,
    });
  });

  test("an ID token says of a user what one of a login does", async () => {
    const world = createTestTenant();
    const user = { connection: "github", email: "new@example.com", email_verified: false };
    const { user_id } = await (await control(world, "POST", "users", user)).json();
    const claims = decodeJwt(await mint(world, { kind: "id_token", user_id }));
    expect(claims).toMatchObject({ sub: user_id, email: user.email, email_verified: false });
    expect(claims).toHaveProperty("nickname", "new");
  });

  test("an ID token says what its scope opens, and nothing of nobody", async () => {
    const world = createTestTenant();
    const read = async (request: object) =>
      decodeJwt(await mint(world, { kind: "id_token", ...request }));
    const claims = await read({ user_id: ADA.github, scope: "openid email" });
    expect(claims).toHaveProperty("email");
    expect(claims).not.toHaveProperty("nickname");
    expect(await read({ user_id: ADA.github, scope: "openid" })).not.toHaveProperty("email");
    expect(await read({ user_id: "github|nobody" })).not.toHaveProperty("email");
  });
});

describe("the log", () => {
  test("names rule and evidence, forgets the oldest and holds no secret", async () => {
    const world = createTestTenant();
    for (let count = 0; count <= MAX_ENTRIES; count += 1)
      await send(world, "/userinfo?access_token=secret");
    const entries = await (await control(world, "GET", "log")).json();
    expect(entries).toHaveLength(MAX_ENTRIES);
    expect(entries[0]).toMatchObject({
      number: 2,
      path: "/userinfo",
      status: 401,
      rule: "userinfo-refused",
      evidence: "quoted",
      source: ALL_RULES["userinfo-refused"].source,
    });
    expect(JSON.stringify(entries)).not.toContain("secret");
    expect(await (await control(world, "GET", `log?after=${MAX_ENTRIES}`)).json()).toHaveLength(1);
  });
});

describe("reset and snapshot", () => {
  test("a reset brings back exactly the beginning", async () => {
    const world = createTestTenant();
    const snapshot = async () => (await control(world, "GET", "snapshot")).json();
    const before = await snapshot();
    await logInImplicitly(world.browser(), ADA.password, { audience: undefined });
    await codeOf(redirectWithCode(world));
    await control(world, "PUT", "policy", { policy: "before-2018" });
    await control(world, "PUT", "clock", { offset: 100 });
    await control(world, "PUT", "rate-limit", { burst: 1, per_second: 1 });
    await control(world, "POST", "faults", { endpoint: "token", kind: "failure" });
    await control(world, "DELETE", `users/${encodeURIComponent(ADA.github)}`);
    const changed = await snapshot();
    for (const name of [
      "policy",
      "clock",
      "rate_limit",
      "faults",
      "users",
      "sessions",
      "codes",
      "opaque_tokens",
    ])
      expect(changed[name], name).not.toEqual(before[name]);
    await control(world, "POST", "reset", {});
    expect(await snapshot()).toEqual(before);
  });

  test("a snapshot shows neither cookies, codes, tokens nor passwords", async () => {
    const world = createTestTenant();
    const code = await codeOf(redirectWithCode(world));
    const text = await (await control(world, "GET", "snapshot")).text();
    const [session] = world.store.sessions.values();
    for (const secret of [code, session?.id ?? "", "pbkdf2"]) expect(text).not.toContain(secret);
  });
});

describe("who may use it", () => {
  test.each(["evil.example:5180", "tenant.local", "localhost.evil.example"])(
    "the name %s is refused",
    async (host) => {
      const { tenant } = createTestTenant();
      for (const request of [
        new Request(`http://${host}/_linklab/snapshot`),
        new Request(`${ISSUER}_linklab/snapshot`, { headers: { Host: host } }),
      ])
        expect((await tenant.fetch(request)).status).toBe(403);
    },
  );

  test.each(["127.0.0.1:5180", "[::1]:5180"])("the loopback name %s is let in", async (host) => {
    const { tenant } = createTestTenant();
    expect((await tenant.fetch(new Request(`http://${host}/_linklab/policy`))).status).toBe(200);
  });

  test("a page elsewhere cannot even ask", async () => {
    const world = createTestTenant();
    const preflight = await send(world, "/_linklab/reset", {
      method: "OPTIONS",
      headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" },
    });
    expect(preflight.status).toBe(403);
    const blind = await send(world, "/_linklab/reset", {
      method: "POST",
      body: "{}",
      headers: { "Content-Type": "text/plain" },
    });
    expect(blind.status).toBe(415);
  });

  test("a tenant can be without it", async () => {
    const { tenant } = createTestTenant({ hasControl: false });
    const response = await tenant.fetch(new Request(`${ISSUER}_linklab/snapshot`));
    expect(response.status).toBe(404);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  });

  test("no way makes more users than the tenant holds", async () => {
    const world = createTestTenant();
    const [someone] = world.store.users.values();
    for (let count = world.store.users.size; count < MAX_USERS; count += 1)
      world.store.users.set(`auth0|${count}`, { ...someone!, userId: `auth0|${count}` });
    const user = { connection: "github", email: "new@example.com" };
    expect((await control(world, "POST", "users", user)).status).toBe(409);
    const token = await mint(world, { kind: "access_token", user_id: "x", scope: "create:users" });
    const body = {
      connection: "Username-Password-Authentication",
      email: "new@example.com",
      password: "Passw0rd!",
    };
    expect((await callApi(world.tenant, "POST", "users", token, body)).status).toBe(403);
    expect(world.store.users.size).toBe(MAX_USERS);
  });
});

test("a failure of the tenant itself is 500, and says nothing about it", async () => {
  const world = createTestTenant({ keys: () => Promise.reject(new Error("no keys")) });
  const response = await control(world, "POST", "mint", {});
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ error: "failure", message: "The control API failed." });
});

test("the policy can be chosen when the tenant is made", async () => {
  const world = createTestTenant({ policy: "before-2018" });
  expect(await (await control(world, "GET", "policy")).json()).toEqual({ policy: "before-2018" });
  await control(world, "POST", "reset", {});
  expect(await (await control(world, "GET", "policy")).json()).toEqual({ policy: "before-2018" });
});

test("two tenants share nothing", async () => {
  const one = createTestTenant();
  const two = {
    tenant: createTenant({
      issuer: "http://localhost:5181/",
      appOrigin: APP_ORIGIN,
      clock: () => 0,
      random: (length) => new Uint8Array(length),
    }),
  };
  await control(two, "PUT", "policy", { policy: "before-2018" });
  expect(await (await control(one, "GET", "policy")).json()).toEqual({ policy: "today" });
});

test.each([
  ["POST", "users", { connection: "github", email: "grace@example.com" }, "user_metadata"],
  ["POST", "users", { connection: "github", email: "grace@example.com" }, "profile"],
  ["PATCH", `users/${encodeURIComponent(ADA.github)}`, {}, "app_metadata"],
])("%s %s takes no more values than the API does", async (method, path, body, name) => {
  const world = createTestTenant();
  const all = Array.from({ length: 2000 }, () => ({}));
  const response = await control(world, method, path, { ...body, [name]: { all } });
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { error: "body-invalid", detail: `${name}: Expected fewer values` },
  ]);
});

const write = (length: number) => ({ text: "x".repeat(length) });
const userOf = (id: number, length: number) => ({
  connection: "github",
  user_id: String(id),
  email: `grace${id}@example.com`,
  user_metadata: write(length),
});

test("what is written about all users has an end, and what takes less has room all the same", async () => {
  const world = createTestTenant();
  const first = `users/${encodeURIComponent("github|0")}`;
  const plant = async (id: number, length: number) =>
    (await control(world, "POST", "users", userOf(id, length))).status;
  let count = 0;
  for (const length of [100_000, 1000]) while ((await plant(count, length)) === 201) count += 1;
  expect(count).toBeLessThan(450);
  const more = await control(world, "PATCH", first, { app_metadata: write(2000) });
  expect([more.status, await more.json()]).toMatchObject([409, { error: "limit-reached" }]);
  const token = await accessToken(world, {
    user_id: "github|0",
    scope: "update:current_user_metadata",
  });
  const patch = async (metadata: object) =>
    (await callApi(world.tenant, "PATCH", first, token, { user_metadata: metadata })).status;
  expect(await patch({ other: "x".repeat(2000) })).toBe(400);
  expect(await patch(write(90_000))).toBe(200);
});
