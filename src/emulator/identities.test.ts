import { SignJWT, decodeJwt, generateKeyPair } from "jose";
import type { JWTPayload } from "jose";
import { describe, expect, test } from "vitest";
import {
  ada,
  authorizeUrl,
  callApi,
  clientToken,
  createTestTenant,
  issuer,
  linkScope,
  locationOf,
  logIn,
  logInImplicitly,
  managementAudience,
  mallory,
  testKeys,
} from "#test/support/tenant.ts";
import { toUserResponse } from "#emulator/accounts/users.ts";

/** Ada's two logins, the way the app has them before it links. */
async function createLinkable(parameters: Record<string, string> = {}) {
  const all = createTestTenant();
  const primary = await logInImplicitly(all.browser(), ada.password, { scope: linkScope });
  const secondary = await logInImplicitly(all.browser(), ada.google, {
    audience: undefined,
    scope: "openid profile email",
    ...parameters,
  });
  return { ...all, token: primary.accessToken, primary, secondary, idToken: secondary.idToken };
}

const identitiesOf = (id: string) => `users/${encodeURIComponent(id)}/identities`;
const path = identitiesOf(ada.password);

const linked = [
  {
    profileData: { email: "ada@example.com", name: "Ada Lovelace" },
    connection: "Username-Password-Authentication",
    user_id: "5a620d29a840170a9ef43672",
    provider: "auth0",
    isSocial: false,
  },
  {
    profileData: { email: "ada@example.com", nickname: "ada.lovelace" },
    connection: "google-oauth2",
    user_id: "115015401343387192604",
    provider: "google-oauth2",
    isSocial: true,
  },
];

type Linkable = Awaited<ReturnType<typeof createLinkable>>;

/** Everything a refused link must leave as it was. */
const stateOf = ({ store }: Pick<Linkable, "store">) =>
  [...store.users.values()].map((user) => ({ ...toUserResponse(user), logins: user.loginsCount }));

async function sign(claims: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
  const { current } = await testKeys();
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: current.kid, ...header })
    .sign(current.privateKey);
}

describe("linking", () => {
  test("an access token and the other account's ID token link the two", async () => {
    const { tenant, store, token, idToken, log } = await createLinkable();
    const response = await callApi(tenant, "POST", path, token, { link_with: idToken });
    expect(response.status).toBe(201);
    expect(response.headers.get("X-RateLimit-Remaining")).toBe("49");
    const body = await response.json();
    expect(body).toMatchObject(linked);
    expect(Object.keys(body[0])).toEqual([
      "profileData",
      "connection",
      "user_id",
      "provider",
      "isSocial",
    ]);
    expect(store.users.has(ada.google)).toBe(false);
    expect(log.at(-1)).toMatchObject({
      status: 201,
      rule: "identity-linked",
      evidence: "recorded",
    });

    const user = await (await callApi(tenant, "GET", `users/${ada.password}`, token)).json();
    expect(user.identities[0]).not.toHaveProperty("profileData");
    expect(user.identities[1]).toMatchObject(linked[1]!);
    expect(user.user_metadata).toEqual({
      theme: "light",
      newsletter: true,
      address: { city: "London", country: "GB" },
    });
    const gone = await callApi(tenant, "GET", `users/${ada.google}`, await clientToken(tenant));
    expect(gone.status).toBe(404);
    expect(await gone.json()).toEqual({
      statusCode: 404,
      error: "Not Found",
      message: "The user does not exist.",
      errorCode: "inexistent_user",
    });
  });

  test("after it, a login and a living session of the secondary are the primary user's", async () => {
    const { tenant, token, idToken, browser } = await createLinkable();
    const google = browser();
    await logIn(google, await authorizeUrl({ prompt: "login" }), ada.google);
    await callApi(tenant, "POST", path, token, { link_with: idToken });

    const fresh = await logInImplicitly(browser(), ada.google);
    expect(decodeJwt(fresh.idToken).sub).toBe(ada.password);
    const silent = await google.get(
      await authorizeUrl({
        response_type: "id_token",
        prompt: "none",
        code_challenge: undefined,
        code_challenge_method: undefined,
      }),
    );
    const claims = new URLSearchParams(new URL(locationOf(silent)).hash.slice(1)).get("id_token");
    expect(decodeJwt(claims ?? "").sub).toBe(ada.password);
  });

  test("linking twice gives 409, and a fresh ID token of the secondary is one's own", async () => {
    const { tenant, token, idToken, browser, store } = await createLinkable();
    await callApi(tenant, "POST", path, token, { link_with: idToken });
    const again = await callApi(tenant, "POST", path, token, { link_with: idToken });
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({
      error: "Conflict",
      message: "Specified identity already exists.",
    });
    const fresh = await logInImplicitly(browser(), ada.google);
    const self = await callApi(tenant, "POST", path, token, { link_with: fresh.idToken });
    expect(self.status).toBe(400);
    expect(store.users.get(ada.password)?.identities).toHaveLength(2);
  });

  test("of two links at once, one wins", async () => {
    const { tenant, token, idToken, store } = await createLinkable();
    const send = () => callApi(tenant, "POST", path, token, { link_with: idToken });
    const both = await Promise.all([send(), send()]);
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([201, 409]));
    expect(store.users.get(ada.password)?.identities).toHaveLength(2);
  });

  test("an account brings the ones that were linked to it", async () => {
    const { tenant, store } = createTestTenant();
    const token = await clientToken(tenant);
    await callApi(tenant, "POST", identitiesOf(ada.google), token, {
      provider: "github",
      user_id: ada.github,
    });
    const response = await callApi(tenant, "POST", path, token, {
      provider: "google-oauth2",
      user_id: "115015401343387192604",
    });
    expect((await response.json()).map((one: { provider: string }) => one.provider)).toEqual([
      "auth0",
      "google-oauth2",
      "github",
    ]);
    expect([...store.users.values()].map(({ userId }) => userId)).toEqual([ada.password, mallory]);
  });

  test("update:users names the secondary by connection, and links with an ID token of its own", async () => {
    const { tenant, browser } = createTestTenant();
    const token = await clientToken(tenant, "linklab-web");
    const byName = await callApi(tenant, "POST", path, token, {
      provider: "auth0",
      connection_id: "con_LinkLabDatabase1",
      user_id: mallory,
    });
    expect(byName.status).toBe(201);
    const redirect = await logIn(
      browser(),
      await authorizeUrl({ client_id: "linklab-web", scope: "openid", audience: undefined }),
      ada.github,
    );
    const code = new URL(locationOf(redirect)).searchParams.get("code") ?? "";
    const tokens = await tenant.fetch(
      new Request(`${issuer}oauth/token`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          grant_type: "authorization_code",
          client_id: "linklab-web",
          client_secret: "linklab-web-secret",
          redirect_uri: "http://localhost:5173/callback",
          code_verifier: "v".repeat(43),
          code,
        }),
      }),
    );
    const { id_token } = await tokens.json();
    const byToken = await callApi(tenant, "POST", path, token, { link_with: id_token });
    expect(byToken.status).toBe(201);
  });
});

describe("refused links change nothing", () => {
  const now = Date.UTC(2026, 0, 15, 12) / 1000;
  const good = { iss: issuer, sub: ada.google, aud: "linklab-spa", iat: now, exp: now + 36_000 };
  const invalidToken = "Invalid token (link_with)";
  const tokens: [string, () => Promise<string>, string][] = [
    ["nonsense", async () => "nonsense", invalidToken],
    ["an expired token", () => sign({ ...good, exp: now }), invalidToken],
    [
      "a tampered token",
      async () => (await sign(good)).replace(/.{9}$/, "AAAAAAAAA"),
      invalidToken,
    ],
    [
      "a token with another key",
      async () => {
        const { privateKey } = await generateKeyPair("RS256");
        const { kid } = (await testKeys()).current;
        return new SignJWT(good).setProtectedHeader({ alg: "RS256", kid }).sign(privateKey);
      },
      invalidToken,
    ],
    ["an unknown kid", () => sign(good, { kid: "__proto__" }), invalidToken],
    ["a key of its own", () => sign(good, { jwk: { kty: "RSA" } }), invalidToken],
    [
      "an HS256 token",
      () =>
        new SignJWT(good)
          .setProtectedHeader({ alg: "HS256", typ: "JWT" })
          .sign(new TextEncoder().encode("linklab-hs256-signing-secret-of-32-bytes-or-more")),
      "JWT (link_with) must have an alg of RS256",
    ],
    [
      "another issuer",
      () => sign({ ...good, iss: "https://tenant.example/" }),
      "JWT (link_with) must have the same issuer as the calling user",
    ],
    [
      "an unknown audience",
      () => sign({ ...good, aud: "nobody" }),
      "JWT (link_with) contains an invalid aud claim",
    ],
    [
      "another application's token",
      () => sign({ ...good, aud: "linklab-other" }),
      "JWT (link_with) must have an aud claim that matches that of the calling token's azp",
    ],
    [
      "no subject",
      () => sign({ iss: issuer, aud: "linklab-spa", iat: now, exp: now + 9 }),
      "JWT (link_with) must contains sub claim",
    ],
    [
      "an odd subject",
      () => sign({ ...good, sub: "ada" }),
      "JWT (link_with) contains an invalid sub claim",
    ],
    [
      "an unknown subject",
      () => sign({ ...good, sub: "github|0" }),
      "Provided secondary account not found",
    ],
    [
      "oneself",
      () => sign({ ...good, sub: ada.password }),
      "Main identity and the new one are the same.",
    ],
  ];
  test.each(tokens)("%s as link_with", async (_, makeToken, message) => {
    const all = await createLinkable();
    const before = stateOf(all);
    const response = await callApi(all.tenant, "POST", path, all.token, {
      link_with: await makeToken(),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ statusCode: 400, error: "Bad Request", message });
    expect(stateOf(all)).toEqual(before);
  });

  test("an access token as link_with has no application as audience", async () => {
    const all = await createLinkable({ audience: managementAudience, scope: "read:current_user" });
    const before = stateOf(all);
    const response = await callApi(all.tenant, "POST", path, all.token, {
      link_with: all.secondary.accessToken,
    });
    expect(await response.json()).toMatchObject({
      statusCode: 400,
      message: "JWT (link_with) contains an invalid aud claim",
    });
    expect(stateOf(all)).toEqual(before);
  });

  const bodies: [string, unknown, number, string][] = [
    [
      "the other account by name",
      { provider: "google-oauth2", user_id: "115015401343387192604" },
      403,
      "Insufficient scope, expected any of: update:users",
    ],
    [
      "both ways at once",
      { link_with: "x", provider: "auth0" },
      400,
      "Payload validation error: 'link_with cannot be sent together with provider'.",
    ],
    ["nothing", {}, 400, "Payload validation error: 'Too few properties defined (0), minimum 1'."],
    ["a list", [], 400, "Payload validation error: 'Expected type object but found type array'."],
    [
      "an unknown property",
      { link: "x" },
      400,
      "Payload validation error: 'Additional properties not allowed: link'.",
    ],
    [
      "a number",
      { link_with: 1 },
      400,
      "Payload validation error: 'Expected type string but found type integer on property link_with'.",
    ],
    [
      "an unknown provider",
      { provider: "myspace", user_id: "1" },
      400,
      `Payload validation error: 'No enum match for: "myspace" on property provider'.`,
    ],
  ];
  test.each(bodies)("%s as body", async (_, body, status, message) => {
    const all = await createLinkable();
    const before = stateOf(all);
    const response = await callApi(all.tenant, "POST", path, all.token, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ statusCode: status, message });
    expect(stateOf(all)).toEqual(before);
  });

  const named: [string, Record<string, string>, string][] = [
    ["no provider", { user_id: "1" }, "The provider/connection is not configured."],
    [
      "a provider without a connection",
      { provider: "facebook", user_id: "1" },
      "The provider/connection is not configured.",
    ],
    [
      "another provider's connection",
      { provider: "github", user_id: "1815121", connection_id: "con_LinkLabGoogle001" },
      "The provider/connection is not configured.",
    ],
    [
      "an unknown account",
      { provider: "github", user_id: "0" },
      "Linking to an inexistent identity is not allowed.",
    ],
    [
      "oneself",
      { provider: "auth0", user_id: ada.password },
      "Main identity and the new one are the same.",
    ],
  ];
  test.each(named)("%s, with update:users", async (_, body, message) => {
    const all = createTestTenant();
    const before = stateOf(all);
    const response = await callApi(all.tenant, "POST", path, await clientToken(all.tenant), body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message });
    expect(stateOf(all)).toEqual(before);
  });

  test("an application's token and another application's ID token", async () => {
    const all = await createLinkable();
    const before = stateOf(all);
    const response = await callApi(all.tenant, "POST", path, await clientToken(all.tenant), {
      link_with: all.idToken,
    });
    expect(await response.json()).toMatchObject({
      statusCode: 400,
      message: "JWT (link_with) contains an invalid aud claim",
    });
    expect(stateOf(all)).toEqual(before);
  });
});

describe("only one's own account", () => {
  const unowned = {
    statusCode: 403,
    error: "Forbidden",
    message: "User to be acted on does not match subject in bearer token.",
    errorCode: "unowned_resource",
  };
  const ids = [
    encodeURIComponent(mallory),
    mallory,
    `${ada.password}.`,
    `auth0|..%2f5a620d29a840170a9ef43672`,
    "auth0%257C5a620d29a840170a9ef43672|x",
    "AUTH0|5a620d29a840170a9ef43672",
    `${ada.password}e\u0301`,
  ];
  test.each(ids)("%s is somebody else", async (id) => {
    const all = await createLinkable();
    const before = stateOf(all);
    const response = await callApi(all.tenant, "POST", `users/${id}/identities`, all.token, {
      link_with: all.idToken,
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual(unowned);
    expect(stateOf(all)).toEqual(before);
    expect((await callApi(all.tenant, "GET", `users/${id}`, all.token)).status).toBe(403);
  });

  const malformed = [
    "ada",
    "%00",
    `${ada.password}%00`,
    "auth0%257C5a620d29a840170a9ef43672",
    "%ff",
    "%zz",
  ];
  test.each(malformed)("%s is no user id", async (id) => {
    const all = await createLinkable();
    const response = await callApi(all.tenant, "POST", `users/${id}/identities`, all.token, {
      link_with: all.idToken,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errorCode: "invalid_uri" });
  });
});

describe("unlinking", () => {
  const unlinkPath = `${path}/google-oauth2/115015401343387192604`;

  test("the identity becomes a user of its own again, without metadata", async () => {
    const { tenant, token, idToken, store, browser } = await createLinkable();
    await callApi(tenant, "POST", path, token, { link_with: idToken });
    const response = await callApi(tenant, "DELETE", unlinkPath, token);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject([linked[0]]);
    expect(store.users.get(ada.google)).toMatchObject({ userMetadata: {}, appMetadata: {} });
    expect(decodeJwt((await logInImplicitly(browser(), ada.google)).idToken).sub).toBe(ada.google);
  });

  const refused: [string, string, number, string][] = [
    [
      "the main identity",
      `${path}/auth0/5a620d29a840170a9ef43672`,
      400,
      "Main identity cannot be removed",
    ],
    [
      "an identity that is not linked",
      `${path}/github/1815121`,
      404,
      "The identity does not exist.",
    ],
    [
      "somebody else's",
      `${identitiesOf(mallory)}/github/1`,
      403,
      "User to be acted on does not match subject in bearer token.",
    ],
  ];
  test.each(refused)("%s stays", async (_, target, status, message) => {
    const all = await createLinkable();
    await callApi(all.tenant, "POST", path, all.token, { link_with: all.idToken });
    const before = stateOf(all);
    const response = await callApi(all.tenant, "DELETE", target, all.token);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ statusCode: status, message });
    expect(stateOf(all)).toEqual(before);
  });
});
