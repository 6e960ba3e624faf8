import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt, exportJWK, generateKeyPair } from "jose";
import { afterEach, describe, expect, test } from "vitest";
import { createTenant, serveTenant } from "./index.ts";
import type { PrivateKey, Tenant } from "./types.ts";

const ADA = {
  password: "auth0|5a620d29a840170a9ef43672",
  google: "google-oauth2|115015401343387192604",
};

const open: Tenant[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((tenant) => tenant.close()));
});

const make = async (...options: Parameters<typeof createTenant>) => {
  const tenant = await createTenant(...options);
  open.push(tenant);
  return tenant;
};
const serve = async (...options: Parameters<typeof serveTenant>) => {
  const tenant = await serveTenant(...options);
  open.push(tenant);
  return tenant;
};
const keyIds = async (tenant: Tenant): Promise<string[]> => {
  const { keys } = await (await tenant.fetch("/.well-known/jwks.json")).json();
  return keys.map(({ kid }: { kid: string }) => kid);
};
const userIds = async (tenant: Tenant): Promise<string[]> =>
  (await tenant.users()).map((user) => user.user_id);
const ownKey = async (kid: string): Promise<PrivateKey> => {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid } as PrivateKey;
};

describe("a tenant without a socket", () => {
  test("has the same issuer, users and IDs each time, and its keys in common with others", async () => {
    const [one, other] = [await make(), await make()];
    expect(one.issuer).toBe("http://localhost:5180/");
    expect(await userIds(one)).toEqual(await userIds(other));
    expect(await keyIds(one)).toEqual(await keyIds(other));
  });

  test("shares nothing else with another", async () => {
    const [one, other] = [await make(), await make()];
    await one.deleteUser(ADA.password);
    expect(await other.users()).toHaveLength((await one.users()).length + 1);
  });

  test("signs with keys that are brought", async () => {
    const tenant = await make({ keys: { current: await ownKey("mine") } });
    expect((await keyIds(tenant))[0]).toBe("mine");
    const token = await tenant.mint({
      kind: "access_token",
      user_id: ADA.password,
      scope: "openid",
    });
    const headers = { Authorization: `Bearer ${token}` };
    expect((await tenant.fetch("/userinfo", { headers })).status).toBe(200);
  });

  test("mints for the first application of a seed unless one is named", async () => {
    const clients = ["shop", "desk"].map((id) => ({ name: id, client_id: id, app_type: "spa" }));
    const tenant = await make({ seed: { tenant: { clients } } });
    const audienceOf = async (request: object) =>
      decodeJwt(await tenant.mint({ kind: "id_token", user_id: "auth0|1", ...request })).aud;
    expect(await audienceOf({})).toBe("shop");
    expect(await audienceOf({ client_id: "desk" })).toBe("desk");
  });

  test("adds users, applications, callbacks and connections, and forgets them at a reset", async () => {
    const tenant = await make();
    await tenant.addConnection({ name: "facebook", strategy: "facebook" });
    const user = await tenant.addUser({ connection: "facebook", email: "x@example.com" });
    expect((await tenant.changeUser(user.user_id, { blocked: true }))["blocked"]).toBe(true);
    const shop = await tenant.addApplication({ name: "Shop", callbacks: ["http://localhost:1/a"] });
    expect(shop).toMatchObject({ client_id: "shop", client_secret: expect.any(String) });
    expect((await tenant.addCallback("shop", "http://localhost:1/b")).callbacks).toHaveLength(2);
    await tenant.reset();
    expect((await tenant.connections()).map(({ name }) => name)).not.toContain("facebook");
    expect((await tenant.applications()).map(({ name }) => name)).not.toContain("Shop");
  });

  test("goes back to a snapshot, and to none that another took", async () => {
    const tenant = await make();
    const snapshot = await tenant.snapshot();
    const before = await tenant.users();
    await tenant.deleteUser(ADA.google);
    await tenant.restore(snapshot);
    expect(await tenant.users()).toEqual(before);
    await expect((await make()).restore(snapshot)).rejects.toThrow("There is no such snapshot");
  });

  test("signs in without a page: its cookies give a code in silence", async () => {
    const tenant = await make();
    const [ada] = (await tenant.users()).filter(({ user_id }) => user_id === ADA.google);
    const { cookies, header } = await tenant.signIn(ada ?? "");
    const here = { domain: "localhost", path: "/", httpOnly: true };
    expect(cookies).toEqual([
      expect.objectContaining({ ...here, name: "auth0_5180", sameSite: "None", secure: true }),
      expect.objectContaining({ ...here, sameSite: "Lax", secure: false }),
    ]);
    const query = new URLSearchParams({
      client_id: "linklab-spa",
      redirect_uri: "http://localhost:3000",
      response_type: "code",
      prompt: "none",
      code_challenge: "a".repeat(43),
      code_challenge_method: "S256",
    });
    const answer = await tenant.fetch(`/authorize?${query}`, { headers: { Cookie: header } });
    expect(answer.headers.get("Location")).toContain("code=");
  });

  test("has faults, a clock, policies and a rate limit, and a log of what came of them", async () => {
    const tenant = await make();
    await tenant.addFault({ endpoint: "jwks", kind: "drop" });
    await expect(tenant.fetch("/.well-known/jwks.json")).rejects.toThrow("fetch failed");
    expect((await tenant.log()).at(-1)).toMatchObject({ rule: "dropped", fault: "drop" });
    await tenant.addFault({ endpoint: "jwks", kind: "failure" });
    await tenant.clearFaults();
    expect((await tenant.fetch("/.well-known/jwks.json")).status).toBe(200);
    expect(await tenant.clock({ freeze: true, at: 1_800_000_000 })).toMatchObject({ frozen: true });
    expect((await tenant.clock()).now).toBe("2027-01-15T08:00:00.000Z");
    await tenant.setPolicy("before-2018");
    await tenant.setRateLimit({ burst: 1, per_second: 1 });
    const after = (await tenant.log()).at(-1)?.number;
    await tenant.fetch("/api/v2/users/x");
    expect(await tenant.log(after)).toHaveLength(1);
  });

  test("that is closed answers nothing", async () => {
    const tenant = await createTenant();
    await tenant.close();
    await tenant.close();
    await expect(tenant.fetch("/")).rejects.toThrow("The tenant is closed.");
    await expect(tenant.users()).rejects.toThrow("The tenant is closed.");
  });
});

describe("a tenant that is served", () => {
  test("answers at its address until it is closed", async () => {
    const tenant = await serve({ appOrigins: ["http://localhost:3000", "http://localhost:4200"] });
    const { issuer } = await (await fetch(`${tenant.url}/.well-known/openid-configuration`)).json();
    expect([issuer, tenant.issuer]).toEqual([`${tenant.url}/`, `http://localhost:${tenant.port}/`]);
    const spa = (await tenant.applications()).find((one) => one.client_id === "linklab-spa");
    expect(spa?.callbacks).toContain("http://localhost:4200/callback");
    await tenant.close();
    await expect(fetch(tenant.url)).rejects.toThrow("fetch failed");
  });

  test("says that its port is taken", async () => {
    const { port } = await serve();
    await expect(serveTenant({ port })).rejects.toThrow(
      `Port ${port} is taken. Choose another with port.`,
    );
  });

  test("has a certificate to trust over https", async () => {
    const tenant = await serve({ https: true });
    expect(tenant.url).toBe(`https://localhost:${tenant.port}`);
    expect(tenant.ca).toContain("BEGIN CERTIFICATE");
  });
});

describe("what is wrong is named, and there is no tenant", () => {
  test.each([
    [{ appOrigin: "http://localhost:3000" }, /^createTenant: appOrigin: .*There are: seed, appO/],
    [{ appOrigins: ["http://localhost:3000/"] }, "createTenant: appOrigins.0: Expected an origin"],
    [{ issuer: "https://tenant.example" }, "createTenant: issuer: Expected an origin with a slash"],
    [{ policy: "tomorrow" }, /^createTenant: policy: .*"today"/],
    [{ port: 1 }, "createTenant: port: "],
    [{ keys: { current: { kty: "EC" } } }, /^createTenant: keys\.current\.\w+: /],
    [{ seed: { tenant: {} } }, "tenant.yaml: clients: "],
    [{ seed: "/nowhere/at/all" }, "There is no file or folder at /nowhere/at/all."],
    [{ seed: 5 }, "createTenant: seed: Expected a path, or { tenant, databaseUsers, socialUsers }"],
    [{ seed: {} }, /^createTenant: seed\.tenant: .*A seed has: tenant, databaseUsers, socialUsers/],
    [{ seed: { tenant: {}, users: [] } }, /^createTenant: seed\.users: .*A seed has: tenant, /],
    [{ onSkipped: "x" }, "createTenant: onSkipped: Expected a function"],
    [
      { appOrigins: ["ftp://localhost"] },
      "createTenant: appOrigins.0: Expected an origin like http:",
    ],
    [{ issuer: "ftp://localhost/" }, "createTenant: issuer: Expected an origin with a slash"],
    [null, "createTenant: options: Invalid type: Expected Object but received null"],
  ])("%j", async (options, message) => {
    await expect(createTenant(options as object)).rejects.toThrow(message);
  });

  test.each([
    [{ names: ["http://x"] }, "serveTenant: names.0: Expected a name or an address"],
    [{ names: ["a b"], https: true }, "serveTenant: names.0: Expected a name or an address"],
    [{ port: "5180" }, "serveTenant: port: Invalid type: Expected number but received"],
    [{ port: 70_000 }, "serveTenant: port: Invalid value: Expected <=65535"],
    [{ https: "yes" }, "serveTenant: https: Invalid type: Expected boolean"],
  ])("%j of one that is served", async (options, message) => {
    await expect(serveTenant(options as object)).rejects.toThrow(message);
  });

  test("a key that is none", async () => {
    const current = { ...(await ownKey("mine")), n: "AQAB" };
    await expect(createTenant({ keys: { current } })).rejects.toThrow(
      "keys.current: no private RSA",
    );
    await expect(serveTenant({ keys: { current } })).rejects.toThrow(
      "keys.current: no private RSA",
    );
  });

  test("a seed on disk, with file and line; what is left out of a good one is told", async () => {
    const folder = mkdtempSync(join(tmpdir(), "linklab-seed-"));
    const file = join(folder, "tenant.yaml");
    writeFileSync(file, "clients:\n  - name: Shop\n    callbacks: [nowhere]\n");
    await expect(createTenant({ seed: folder })).rejects.toThrow(
      `${file}:3: clients.0.callbacks.0: `,
    );
    await expect(serveTenant({ seed: folder })).rejects.toThrow(`${file}:3: clients.0.callbacks.0`);
    writeFileSync(
      file,
      "clients:\n  - name: Shop\n    client_id: shop\n    app_type: sso\n  - {name: Web, client_id: web, app_type: spa}\n",
    );
    const lines: string[] = [];
    await make({ seed: folder, onSkipped: (line) => lines.push(line) });
    expect(lines).toEqual([expect.stringContaining(`${file}:4: `)]);
    rmSync(folder, { recursive: true });
  });

  test("a name in a seed does not steer the terminal to which a line of it goes", async () => {
    const lines: string[] = [];
    const client = { name: "Shop\n\u{1b}[2J", app_type: "sso" };
    const web = { name: "Web", client_id: "web" };
    await make({
      seed: { tenant: { clients: [client, web] } },
      onSkipped: (line) => lines.push(line),
    });
    expect(lines[0]).toContain(String.raw`"Shop\u{a}\u{1b}[2J" is skipped`);
    const seed = { tenant: { clients: [web], connections: [client, client] } };
    await expect(createTenant({ seed })).rejects.toThrow(String.raw`"Shop\u{a}\u{1b}[2J"`);
  });

  test("a call", async () => {
    const tenant = await make();
    const refused = [
      [() => tenant.signIn("auth0|nobody"), "There is no such user. user_id: auth0|nobody"],
      [
        () => tenant.addFault({ endpoint: "nothing", kind: "drop" }),
        "endpoint: Expected one of discovery",
      ],
      [
        () => tenant.addApplication({ name: "x", callbacks: ["nowhere"] }),
        "callbacks.0: Invalid URL",
      ],
      [() => tenant.addCallback("nobody", "http://localhost/"), "There is no such application."],
      [() => tenant.mint({ lifetime: 0.5 }), "lifetime: "],
    ] as const;
    for (const [call, message] of refused) await expect(call()).rejects.toThrow(message);
  });

  const circle: Record<string, unknown> = {};
  circle["itself"] = circle;
  const untyped: [string, unknown[], string | RegExp][] = [
    ["signIn", [], "signIn: Expected a user or a user ID but received undefined"],
    ["signIn", [null], "signIn: Expected a user or a user ID but received null"],
    [
      "signIn",
      [{ name: "Ada" }],
      'signIn: Expected a user or a user ID but received {"name":"Ada"}',
    ],
    ["restore", [], "restore: Expected what snapshot() gave but received undefined"],
    ["restore", [5], "restore: Expected what snapshot() gave but received 5"],
    ["restore", [{ number: 99 }], "There is no such snapshot, or no longer."],
    ["addUser", [], /connection: Invalid key: Expected "connection"/],
    ["addUser", ["x"], "body: Invalid type: Expected Object but received"],
    [
      "addUser",
      [{ connection: "github", email: "x@example.com", password: "x" }],
      "password: only accounts at a database have one",
    ],
    [
      "addUser",
      [{ connection: "github", email: "x@example.com", user_id: "github|1" }],
      "user_id: Expected the id at the connection, without | and spaces",
    ],
    [
      "addUser",
      [{ connection: "github", email: "x@example.com", user_metadata: [] }],
      "user_metadata: Expected an object, not a list",
    ],
    ["changeUser", [undefined, {}], "changeUser: Expected a user ID but received undefined"],
    ["deleteUser", [""], 'deleteUser: Expected a user ID but received ""'],
    ["addCallback", [{}, "http://localhost/"], "addCallback: Expected a client ID but received {}"],
    ["addFault", [], "endpoint: "],
    [
      "clock",
      [{}],
      "body: Expected { freeze: true }, with `at` or without, { offset } or { advance }",
    ],
    ["clock", [{ advance: "1h" }], "body: Expected { freeze: true }"],
    ["mint", [{ lifetime: Number.NaN }], "linklab: POST mint: lifetime: JSON has no NaN"],
    ["mint", [{ claims: circle }], "linklab: POST mint: Converting circular structure to JSON"],
    ["mint", [{ claims: { a: 1n } }], "linklab: POST mint: Do not know how to serialize a BigInt"],
    ["mint", [{ userId: "x" }], /userId: .*There are: kind, user_id, client_id, scope, lifetime/],
    ["mint", [{ claims: [] }], "claims: Expected an object, not a list"],
    [
      "addConnection",
      [{ name: "facebook", strategy: "facebook", enabled_clients: ["nope"] }],
      "is enabled for applications that are not there: nope",
    ],
  ];
  test.each(untyped)("a call without types: %s(%o)", async (name, args, message) => {
    const tenant = await make();
    const method: unknown = Reflect.get(tenant, name);
    if (typeof method !== "function") throw new TypeError(name);
    await expect(method(...args)).rejects.toThrow(message);
  });
});
