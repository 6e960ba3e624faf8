import { SignJWT, exportSPKI, decodeJwt } from "jose";
import type { JWTPayload } from "jose";
import { describe, expect, test } from "vitest";
import {
  ada,
  appOrigin,
  callApi,
  clientToken,
  createTestTenant,
  issuer,
  logInImplicitly,
  managementAudience,
  mallory,
  testKeys,
} from "#test/support/tenant.ts";
import { createTenant } from "./tenant.ts";

const now = Date.UTC(2026, 0, 15, 12) / 1000;
const good = {
  iss: issuer,
  sub: ada.password,
  aud: managementAudience,
  iat: now,
  exp: now + 60,
  azp: "linklab-spa",
  scope: "read:current_user",
};

async function sign(claims: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
  const { current } = await testKeys();
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: current.kid, ...header })
    .sign(current.privateKey);
}

const encode = (value: unknown) =>
  btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

async function signHs256(secret: string): Promise<string> {
  const { current } = await testKeys();
  return new SignJWT(good)
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: current.kid })
    .sign(new TextEncoder().encode(secret));
}

describe("tokens at the Management API", () => {
  const refused: [string, () => Promise<string | undefined>, number, string][] = [
    ["none at all", async () => undefined, 401, "Missing authentication"],
    ["an opaque token", async () => "a".repeat(32), 400, "Bad HTTP authentication header format"],
    ["alg none", async () => `${encode({ alg: "none" })}.${encode(good)}.`, 401, "Invalid token"],
    ["alg nOnE", async () => `${encode({ alg: "nOnE" })}.${encode(good)}.`, 401, "Invalid token"],
    [
      "HS256 with the public key",
      async () => signHs256(await exportSPKI((await testKeys()).current.publicKey)),
      401,
      "Invalid token",
    ],
    [
      "HS256 with the modulus",
      async () => signHs256((await testKeys()).current.publicJwk.n ?? ""),
      401,
      "Invalid token",
    ],
    [
      "an empty signature",
      async () => (await sign(good)).replace(/[^.]+$/, ""),
      401,
      "Invalid signature received for JSON Web Token validation",
    ],
    [
      "another payload",
      async () => {
        const [header, , signature] = (await sign(good)).split(".");
        return `${header}.${encode({ ...good, sub: mallory })}.${signature}`;
      },
      401,
      "Invalid signature received for JSON Web Token validation",
    ],
    ["no kid", () => sign(good, { kid: undefined }), 401, "Invalid token"],
    ["a kid that is a path", () => sign(good, { kid: "../../dev/null" }), 401, "Invalid token"],
    ["a kid that is a number", () => sign(good, { kid: 1 }), 401, "Invalid token"],
    [
      "a key in the header",
      () => sign(good, { jku: "https://evil.example/jwks" }),
      401,
      "Invalid token",
    ],
    ["a typ of at+jwt", () => sign(good, { typ: "at+jwt" }), 401, "Invalid token"],
    [
      "another issuer",
      () => sign({ ...good, iss: "http://localhost:5181/" }),
      401,
      "Invalid token",
    ],
    [
      "another audience",
      () => sign({ ...good, aud: "https://orders.linklab.example/" }),
      401,
      "Bad audience: https://orders.linklab.example/",
    ],
    ["an unknown azp", () => sign({ ...good, azp: "nobody" }), 401, "Invalid token"],
    [
      "no subject",
      () => sign(Object.fromEntries(Object.entries(good).filter(([name]) => name !== "sub"))),
      401,
      "Invalid token",
    ],
    [
      "an end in the past",
      () => sign({ ...good, exp: now }),
      401,
      "Expired token received for JSON Web Token validation",
    ],
    ["a beginning in the future", () => sign({ ...good, nbf: now + 61 }), 401, "Invalid token"],
    ["an issue time in the future", () => sign({ ...good, iat: now + 61 }), 401, "Invalid token"],
    [
      "other scopes",
      () => sign({ ...good, scope: "read:users_app_metadata" }),
      403,
      "Insufficient scope, expected any of: read:users,read:user_idp_tokens,read:current_user",
    ],
  ];
  test.each(refused)("%s", async (_, makeToken, statusCode, message) => {
    const { tenant, log } = createTestTenant();
    const response = await callApi(tenant, "GET", `users/${ada.password}`, await makeToken());
    expect(response.status).toBe(statusCode);
    expect(await response.json()).toMatchObject({ statusCode, message });
    expect(response.headers.get("X-RateLimit-Limit")).toBe("50");
    expect(log.at(-1)).toMatchObject({ status: statusCode, evidence: expect.any(String) });
  });

  test("an ID token is none, in Auth0's exact words", async () => {
    const { tenant, browser } = createTestTenant();
    const { idToken } = await logInImplicitly(browser(), ada.password);
    const response = await callApi(tenant, "GET", `users/${ada.password}`, idToken);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      statusCode: 401,
      error: "Unauthorized",
      message: "Invalid token",
      attributes: { error: "Invalid token" },
    });
  });

  test("the next key is as good as the current one", async () => {
    const { tenant } = createTestTenant();
    const { next } = await testKeys();
    const token = await new SignJWT(good)
      .setProtectedHeader({ alg: "RS256", kid: next.kid })
      .sign(next.privateKey);
    expect((await callApi(tenant, "GET", `users/${ada.password}`, token)).status).toBe(200);
  });
});

describe("users", () => {
  test("a person reads their own account, whole or by fields", async () => {
    const { tenant } = createTestTenant();
    const token = await sign(good);
    const whole = await callApi(tenant, "GET", `users/${encodeURIComponent(ada.password)}`, token);
    expect(await whole.json()).toMatchObject({
      user_id: ada.password,
      email: "ada@example.com",
      email_verified: true,
      identities: [{ provider: "auth0", user_id: "5a620d29a840170a9ef43672", isSocial: false }],
      created_at: "2026-01-15T12:00:00.000Z",
    });
    const some = await callApi(tenant, "GET", `users/${ada.password}?fields=email,user_id`, token);
    expect(await some.json()).toEqual({ email: "ada@example.com", user_id: ada.password });
  });

  test("an application creates, reads and deletes", async () => {
    const { tenant, store } = createTestTenant();
    const token = await clientToken(tenant);
    const user = {
      connection: "Username-Password-Authentication",
      email: "grace@example.com",
      password: "Passw0rd!",
      user_metadata: { constructor: { prototype: { polluted: true } } },
    };
    const created = await callApi(tenant, "POST", "users", token, user);
    expect(created.status).toBe(201);
    const { user_id } = await created.json();
    expect(user_id).toMatch(/^auth0\|[0-9a-f]{24}$/);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect((await callApi(tenant, "POST", "users", token, user)).status).toBe(409);
    expect(store.users.size).toBe(5);
    expect((await callApi(tenant, "DELETE", `users/${user_id}`, token)).status).toBe(204);
    expect((await callApi(tenant, "GET", `users/${user_id}`, token)).status).toBe(404);
  });

  const bodies: [string, unknown, number, string][] = [
    [
      "no connection",
      { email: "a@b.c", password: "x" },
      400,
      "Payload validation error: 'Missing required property: connection'.",
    ],
    [
      "an unknown connection",
      { connection: "x", email: "a@b.c", password: "x" },
      400,
      "The provider/connection is not configured.",
    ],
    [
      "a provider's connection",
      { connection: "github", email: "a@b.c", password: "x" },
      400,
      "The connection does not support creating users: github",
    ],
    [
      "a property too many",
      { admin: true },
      400,
      "Payload validation error: 'Additional properties not allowed: admin'.",
    ],
    [
      "a proto",
      JSON.parse('{"__proto__":{}}'),
      400,
      "Payload validation error: 'Additional properties not allowed: __proto__'.",
    ],
  ];
  test.each(bodies)("%s creates nobody", async (_, body, status, message) => {
    const { tenant, store } = createTestTenant();
    const response = await callApi(tenant, "POST", "users", await clientToken(tenant), body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ message });
    expect(store.users.size).toBe(4);
  });

  test("a person may neither create nor delete", async () => {
    const { tenant, store } = createTestTenant();
    const token = await sign(good);
    expect((await callApi(tenant, "POST", "users", token, {})).status).toBe(403);
    expect((await callApi(tenant, "DELETE", `users/${ada.password}`, token)).status).toBe(403);
    expect(store.users.size).toBe(4);
  });
});

describe("around the API", () => {
  test("a flood gets 429 with Auth0's body, and the bucket refills", async () => {
    const { tenant, time } = createTestTenant({ rateLimit: { burst: 2, perSecond: 2 } });
    const token = await sign(good);
    const get = () => callApi(tenant, "GET", `users/${ada.password}`, token);
    expect([(await get()).status, (await get()).status]).toEqual([200, 200]);
    const refused = await get();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("X-RateLimit-Remaining")).toBe("0");
    expect(refused.headers.get("X-RateLimit-Reset")).toBe(String(now + 1));
    expect(await refused.json()).toEqual({
      statusCode: 429,
      error: "Too Many Requests",
      message: "Global limit has been reached",
      errorCode: "too_many_requests",
    });
    time.now += 500;
    expect((await get()).status).toBe(200);
  });

  const origins: [string, boolean][] = [
    [appOrigin, true],
    ["null", false],
    ["http://localhost:5174", false],
    ["http://localhost:5173.evil.example", false],
  ];
  test.each(origins)("a script of %s may read: %s", async (origin, isAllowed) => {
    const { tenant } = createTestTenant();
    const preflight = await tenant.fetch(
      new Request(`${managementAudience}users/x/identities`, {
        method: "OPTIONS",
        headers: { Origin: origin, "Access-Control-Request-Method": "POST" },
      }),
    );
    expect(preflight.headers.get("Access-Control-Allow-Origin")).toBe(isAllowed ? origin : null);
    for (const path of ["api/v2/users/x", "oauth/token", "userinfo"]) {
      const response = await tenant.fetch(
        new Request(issuer + path, { headers: { Origin: origin } }),
      );
      expect(response.headers.get("Access-Control-Allow-Origin")).toBe(isAllowed ? origin : null);
    }
    const authorize = await tenant.fetch(
      new Request(`${issuer}authorize`, { headers: { Origin: origin } }),
    );
    expect(authorize.headers.has("Access-Control-Allow-Origin")).toBe(false);
  });

  test("a preflight allows what the SDKs send", async () => {
    const { tenant } = createTestTenant();
    const { headers, status } = await tenant.fetch(
      new Request(`${issuer}oauth/token`, {
        method: "OPTIONS",
        headers: { Origin: appOrigin, "Access-Control-Request-Method": "POST" },
      }),
    );
    expect(status).toBe(204);
    expect(headers.get("Access-Control-Allow-Headers")).toBe(
      "Auth0-Client, Content-Type, Authorization, DPoP",
    );
  });

  test("unknown addresses answer in the shape of their kind", async () => {
    const { tenant } = createTestTenant();
    const get = (path: string) => tenant.fetch(new Request(issuer + path));
    expect(await (await get("api/v2/nothing")).json()).toMatchObject({ statusCode: 404 });
    expect(await (await get("oauth/nothing")).json()).toMatchObject({ error: "not_found" });
    expect((await get("nothing")).headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  });

  test("a bug becomes a 500 without details, and the log has them", async () => {
    const { tenant, log } = createTestTenant({
      keys: () => Promise.reject(new Error("no entropy")),
    });
    const response = await tenant.fetch(new Request(`${issuer}.well-known/jwks.json`));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("entropy");
    expect(log.at(-1)).toMatchObject({ rule: "oauth-failure", failure: new Error("no entropy") });
  });

  test("discovery names the issuer, and the JWKS has two public keys", async () => {
    const { tenant } = createTestTenant();
    const get = async (path: string) => (await tenant.fetch(new Request(issuer + path))).json();
    const metadata = await get(".well-known/openid-configuration");
    expect(metadata).toMatchObject({ issuer, jwks_uri: `${issuer}.well-known/jwks.json` });
    const { keys } = await get(".well-known/jwks.json");
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(Object.keys(key).toSorted()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
      expect(key.kid).toMatch(/^[\w-]{21}$/);
    }
  });

  test("tokens of another tenant with the same seed are worth nothing here", async () => {
    const { tenant } = createTestTenant();
    const other = createTenant({
      issuer: "http://localhost:5181/",
      appOrigin,
      clock: () => now * 1000,
      random: (length) => new Uint8Array(length),
      keys: testKeys,
    });
    const response = await other.fetch(
      new Request("http://localhost:5181/oauth/token", {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: "linklab-backend",
          client_secret: "linklab-backend-secret",
          audience: "http://localhost:5181/api/v2/",
        }),
      }),
    );
    const { access_token } = await response.json();
    expect(decodeJwt(access_token).iss).toBe("http://localhost:5181/");
    expect((await callApi(tenant, "GET", `users/${ada.password}`, access_token)).status).toBe(401);
  });
});
