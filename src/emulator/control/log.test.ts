import { describe, expect, test, vi } from "vitest";
import { accessToken, control, idToken, link, readUser, send } from "#test/contract/world.ts";
import { ADA, APP_ORIGIN, createTestTenant, postToken } from "#test/support/tenant.ts";
import { describeCapabilities } from "./capabilities.ts";
import { BROWSER_TRAITS, SERVER_TRAITS } from "#emulator/host-traits.ts";
import { CONTROL_EXAMPLES } from "./examples.ts";
import { LONGEST_PATH } from "./log.ts";

// Real cryptography, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

type World = ReturnType<typeof createTestTenant>;

/** The log entry that an answer names. */
async function entryOf(world: World, response: Response) {
  const number = response.headers.get("X-LinkLab-Request") ?? "none";
  return (await control(world, "GET", `log/${number}`)).json();
}

describe("an answer and its log entry", () => {
  test("find each other by the header, also among answers to the same request", async () => {
    const world = createTestTenant();
    const [token, link_with] = [await accessToken(world), await idToken(world)];
    const answers = await Promise.all([1, 2, 3].map(() => link(world, token, { link_with })));
    for (const answer of answers)
      expect(await entryOf(world, answer)).toMatchObject({
        method: "POST",
        status: answer.status,
        rule: answer.status === 201 ? "identity-linked" : "link-exists",
        evidence: answer.status === 201 ? "recorded" : "quoted",
      });
    const numbers = answers.map(({ headers }) => headers.get("X-LinkLab-Request"));
    expect(new Set(numbers).size).toBe(3);
  });

  test("are short, however long the address", async () => {
    const world = createTestTenant();
    const response = await send(world, `/u/${"a.".repeat(5000)}`);
    expect(await entryOf(world, response)).toMatchObject({
      path: `/u/${"a.".repeat(LONGEST_PATH)}`.slice(0, LONGEST_PATH),
    });
  });

  test("tell no token that somebody puts into a path, and who is named there", async () => {
    const world = createTestTenant();
    const token = await idToken(world);
    for (const secret of [
      token,
      encodeURIComponent(`Bearer ${token}`),
      "c".repeat(43),
      "l3NcQ-_8".repeat(4),
    ]) {
      const response = await send(world, `/api/v2/users/${secret}/identities`);
      const { path } = await entryOf(world, response);
      expect(path).toMatch(/^\/api\/v2\/users\/(?:Bearer )?\[redacted\]\/identities$/);
    }
    for (const user of ["auth0|5a620d29a840170a9ef43672", crypto.randomUUID()]) {
      const response = await send(world, `/api/v2/users/${user}`);
      expect(await entryOf(world, response)).toMatchObject({ path: `/api/v2/users/${user}` });
    }
  });

  test("tell a path with line feeds and signs that turn a text around as it was sent", async () => {
    const world = createTestTenant();
    const response = await send(world, "/x%0A12:00%1B%5B2J%E2%80%AEgnp");
    expect(await entryOf(world, response)).toMatchObject({
      path: "/x%0A12:00%1B[2J%E2%80%AEgnp",
    });
  });

  const readable = ["/api/v2/users/x", "/oauth/token", "/userinfo", "/.well-known/jwks.json"];
  test.each(readable)("a page of the app may read the number at %s", async (path) => {
    const world = createTestTenant();
    const response = await send(world, path, { headers: { Origin: APP_ORIGIN } });
    expect(response.headers.get("Access-Control-Expose-Headers")).toContain("X-LinkLab-Request");
    expect(await entryOf(world, response)).toMatchObject({ path, status: response.status });
  });

  test("keep to their number when the log is emptied or the tenant put back", async () => {
    const world = createTestTenant();
    const numbers: number[] = [];
    for (const [method, path] of [
      ["DELETE", "log"],
      ["POST", "reset"],
      ["GET", "log"],
    ] as const) {
      const response = await send(world, "/userinfo");
      numbers.push(Number(response.headers.get("X-LinkLab-Request")));
      await control(world, method, path, method === "POST" ? {} : undefined);
    }
    expect(numbers).toEqual([1, 2, 3]);
    expect((await control(world, "GET", "log/1")).status).toBe(404);
    expect((await control(world, "GET", "log/3")).status).toBe(200);
  });

  const numbers: [string, number][] = [
    ["0", 404],
    ["2", 404],
    ["-1", 400],
    ["1e0", 400],
    ["%31x", 400],
  ];
  test.each(numbers)("a number that is %s gives %i", async (number, status) => {
    const world = createTestTenant();
    await send(world, "/userinfo");
    expect((await control(world, "GET", `log/${number}`)).status).toBe(status);
    if (status === 400)
      expect((await control(world, "GET", `log?after=${number}`)).status).toBe(400);
  });

  test("a tenant whose log cannot be read gives no number", async () => {
    const world = createTestTenant({ hasControl: false });
    expect((await send(world, "/userinfo")).headers.has("X-LinkLab-Request")).toBe(false);
  });
});

describe("the log says why", () => {
  const secret = { client_id: "linklab-web", client_secret: "wrong" };
  const client = { grant_type: "client_credentials", ...secret };
  const refusals: [string, string | RegExp, (world: World) => Promise<Response>][] = [
    ["a wrong secret", "client_secret is wrong", ({ tenant }) => postToken(tenant, client)],
    [
      "an unknown application",
      "client_id names no application",
      ({ tenant }) => postToken(tenant, { ...client, client_id: "x" }),
    ],
    [
      "a code that nobody issued",
      "there is no such code",
      ({ tenant }) =>
        postToken(tenant, {
          grant_type: "authorization_code",
          client_id: "linklab-spa",
          code: "x",
        }),
    ],
    ["no token at /userinfo", "there is no bearer token", (world) => send(world, "/userinfo")],
    ["no token at the API", "Missing authentication", (world) => send(world, "/api/v2/users")],
    [
      "a body with a property too many, without repeating its name",
      "Payload validation error: '…'.",
      async (world) => link(world, await accessToken(world), { "eyJ.secret": 1 }),
    ],
    [
      "an unregistered callback, without repeating it",
      "… is not in the list of allowed callback URLs.",
      (world) => send(world, "/authorize?client_id=linklab-spa&redirect_uri=https://evil.example"),
    ],
    [
      "a refusal that is sent by redirect",
      "Missing required parameter: …",
      (world) =>
        send(world, `/authorize?client_id=linklab-spa&redirect_uri=${APP_ORIGIN}/callback`),
    ],
    [
      "a login form of nowhere",
      "there is no such login, or it was finished",
      (world) => send(world, "/u/login?state=x"),
    ],
  ];
  test.each(refusals)("of %s", async (_, because, act) => {
    const world = createTestTenant();
    expect(await entryOf(world, await act(world))).toMatchObject({ because });
  });

  test("that sources conflict on it, where they do", async () => {
    const world = createTestTenant();
    const token = await accessToken(world);
    const weak = await accessToken(world, { scope: "update:current_user_metadata" });
    const linked = await link(world, token, { link_with: await idToken(world) });
    expect((await entryOf(world, linked)).decisions).toEqual([
      "linking-scope",
      "link-status",
      "email-verified",
      "either-or",
    ]);
    const asTheGuideSays = await link(world, weak, { link_with: await idToken(world) });
    expect(await entryOf(world, asTheGuideSays)).toMatchObject({
      rule: "scope-insufficient",
      decisions: ["linking-scope"],
    });
    const read = await readUser(world, weak, encodeURIComponent(ADA.password));
    expect(await entryOf(world, read)).not.toHaveProperty("decisions");
  });
});

describe("capabilities", () => {
  test("are those that the documentation has examples for", async () => {
    const world = createTestTenant();
    const answer = await (await control(world, "GET", "capabilities")).json();
    const { host, ...addresses } = answer;
    expect(host).toEqual({ cookies: true, own_origin: true, connections: true, program: true });
    const documented = CONTROL_EXAMPLES.map(({ path }) => path.split(/[/?]/)[0]);
    expect(new Set(documented)).toEqual(new Set(["capabilities", ...Object.keys(addresses)]));
  });

  test("offer only what works", async () => {
    const world = createTestTenant();
    const offer = describeCapabilities(SERVER_TRAITS);
    for (const policy of offer.policy.policies)
      expect((await control(world, "PUT", "policy", { policy })).status).toBe(200);
    for (const endpoint of offer.faults.endpoints)
      for (const kind of offer.faults.kinds) {
        const places: readonly string[] | undefined = offer.faults.places[kind];
        const isOffered = places?.includes(endpoint) ?? true;
        const { status } = await control(world, "POST", "faults", { endpoint, kind });
        expect(status).toBe(isOffered ? 201 : 400);
        await control(world, "DELETE", "faults");
      }
    const { kinds, algorithms, keys } = offer.mint;
    for (const kind of kinds)
      for (const algorithm of algorithms)
        for (const key of keys)
          expect((await control(world, "POST", "mint", { kind, algorithm, key })).status).toBe(201);
    for (const move of offer.clock.moves) {
      const body = { [move]: move === "freeze" ? true : 1 };
      expect((await control(world, "PUT", "clock", body)).status).toBe(200);
    }
  });

  test("follow the host: what it cannot play is not offered, and refused by name", async () => {
    const world = createTestTenant({ traits: BROWSER_TRAITS });
    const answer = await (await control(world, "GET", "capabilities")).json();
    expect(answer.host).toEqual({
      cookies: false,
      own_origin: false,
      connections: false,
      program: false,
    });
    expect(answer.faults.kinds).toEqual(["latency", "rate-limit", "failure", "hs256"]);
    for (const [kind, detail] of [
      ["drop", "drop needs a connection that can be cut"],
      ["lost", "lost needs a connection that can be cut"],
      ["cors-off", "cors-off needs an app of another origin"],
    ]) {
      const refused = await control(world, "POST", "faults", { endpoint: "discovery", kind });
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ error: "fault-unplayable", detail });
    }
    expect(await (await control(world, "GET", "faults")).json()).toEqual([]);
  });

  test("are told under the app's own name where there is no other origin", async () => {
    const at = { issuer: "https://lab.example/", appOrigin: "https://lab.example" };
    const ask = (world: ReturnType<typeof createTestTenant>) =>
      world.tenant.fetch(new Request(`${at.issuer}_linklab/capabilities`));
    expect((await ask(createTestTenant({ ...at, traits: BROWSER_TRAITS }))).status).toBe(200);
    expect((await ask(createTestTenant(at))).status).toBe(403);
  });

  test("are guarded, and a tenant without a control API has none", async () => {
    const world = createTestTenant();
    const headers = { Origin: "https://evil.example" };
    expect((await send(world, "/_linklab/capabilities", { headers })).status).toBe(403);
    const bare = createTestTenant({ hasControl: false });
    expect((await send(bare, "/_linklab/capabilities")).status).toBe(404);
  });
});
