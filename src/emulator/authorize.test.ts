import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, test } from "vitest";
import {
  ada,
  appOrigin,
  authorizeUrl,
  callback,
  createTestTenant,
  exchange,
  implicit,
  issuer,
  locationOf,
  logIn,
  logInImplicitly,
  managementAudience,
} from "#test/support/tenant.ts";

describe("code and PKCE", () => {
  test("a login gives a code, and the code gives tokens for the asked API", async () => {
    const { tenant, browser } = createTestTenant();
    const redirect = await logIn(browser(), await authorizeUrl(), ada.password);
    expect(redirect.status).toBe(303);
    expect(locationOf(redirect)).toMatch(
      /^http:\/\/localhost:5173\/callback\?code=[\w-]+&state=st%2B%2F%3D$/,
    );

    const response = await exchange(tenant, redirect);
    expect(response.status).toBe(200);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const body = await response.json();
    expect(body).toMatchObject({
      scope: "openid profile email read:current_user update:current_user_identities",
      expires_in: 86_400,
      token_type: "Bearer",
    });
    expect(body).not.toHaveProperty("refresh_token");
    const accessToken = decodeJwt(body.access_token);
    expect(accessToken).toMatchObject({
      iss: issuer,
      sub: ada.password,
      aud: [managementAudience, `${issuer}userinfo`],
      azp: "linklab-spa",
    });
    const idToken = decodeJwt(body.id_token);
    expect(decodeProtectedHeader(body.id_token)).toMatchObject({ alg: "RS256", typ: "JWT" });
    expect(idToken).toMatchObject({
      aud: "linklab-spa",
      nonce: "n-1",
      email_verified: true,
      name: "Ada Lovelace",
    });
    expect(idToken.exp! - idToken.iat!).toBe(36_000);
    expect(idToken).not.toHaveProperty("at_hash");
    expect(idToken).not.toHaveProperty("auth_time");
  });

  const refused: [string, Record<string, string>, { client_id?: string }, string][] = [
    ["a wrong verifier", { code_verifier: "w".repeat(43) }, {}, "Failed to verify code verifier"],
    [
      "a verifier of 42 characters",
      { code_verifier: "v".repeat(42) },
      {},
      "Failed to verify code verifier",
    ],
    ["another redirect_uri", { redirect_uri: appOrigin }, {}, "The redirect URI is wrong."],
    ["another application", { client_id: "linklab-other" }, {}, "Invalid authorization code"],
    ["a made-up code", { code: "nonsense" }, {}, "Invalid authorization code"],
  ];
  test.each(refused)(
    "the token endpoint refuses %s and gives nothing",
    async (_, form, __, text) => {
      const { tenant, browser, store } = createTestTenant();
      const redirect = await logIn(
        browser(),
        await authorizeUrl({ scope: "openid offline_access" }),
        ada.password,
      );
      const response = await exchange(tenant, redirect, form);
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ error: "invalid_grant", error_description: text });
      expect(store.refreshTokens.size).toBe(0);
    },
  );

  test("of two exchanges of one code at once, one wins, and the replay takes back its refresh token", async () => {
    const { tenant, browser, store } = createTestTenant();
    const redirect = await logIn(
      browser(),
      await authorizeUrl({ scope: "openid offline_access" }),
      ada.password,
    );
    const responses = await Promise.all([exchange(tenant, redirect), exchange(tenant, redirect)]);
    expect(responses.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 403]));
    expect(store.refreshTokens.size).toBe(0);
  });

  test("a code is over after a minute", async () => {
    const { tenant, browser, time } = createTestTenant();
    const redirect = await logIn(browser(), await authorizeUrl(), ada.password);
    time.now += 60_000;
    expect((await exchange(tenant, redirect)).status).toBe(403);
  });
});

describe("the implicit flow", () => {
  test("tokens come in the fragment in Auth0's order, and the hash binds them", async () => {
    const { browser } = createTestTenant();
    const { accessToken, idToken, fragment } = await logInImplicitly(browser(), ada.google);
    expect([...fragment.keys()]).toEqual([
      "access_token",
      "expires_in",
      "token_type",
      "state",
      "id_token",
    ]);
    expect(fragment.get("expires_in")).toBe("7200");
    expect(fragment.get("state")).toBe("st+/=");
    expect(decodeJwt(accessToken).sub).toBe(ada.google);
    expect(decodeJwt(idToken)).toMatchObject({ nonce: "n-1", auth_time: expect.any(Number) });
    expect(decodeJwt(idToken)["at_hash"]).toMatch(/^[\w-]{22}$/);
  });

  test("without openid the audience is a single string, as in the migration guide", async () => {
    const { browser } = createTestTenant();
    const scope = "update:current_user_identities";
    const { accessToken } = await logInImplicitly(browser(), ada.password, { scope });
    const claims = decodeJwt(accessToken);
    expect(claims).toMatchObject({ aud: managementAudience, scope });
    expect(claims.exp! - claims.iat!).toBe(7200);
  });

  test("scopes that are not for people are left out, and the response says so", async () => {
    const { browser } = createTestTenant();
    const scope = "openid update:users read:users update:current_user_identities offline_access";
    const { accessToken, fragment } = await logInImplicitly(browser(), ada.password, { scope });
    expect(fragment.get("scope")).toBe("openid update:current_user_identities");
    expect(decodeJwt(accessToken)["scope"]).toBe("openid update:current_user_identities");
  });

  test("without an audience the access token is opaque", async () => {
    const { browser } = createTestTenant();
    const { accessToken } = await logInImplicitly(browser(), ada.password, { audience: undefined });
    expect(accessToken).toMatch(/^[\w-]{32}$/);
  });

  test("the HS256 application gets HS256 ID tokens and RS256 access tokens", async () => {
    const { browser } = createTestTenant();
    const tokens = await logInImplicitly(browser(), ada.github, { client_id: "linklab-hs256" });
    expect(decodeProtectedHeader(tokens.idToken)).toEqual({ alg: "HS256", typ: "JWT" });
    expect(decodeProtectedHeader(tokens.accessToken).alg).toBe("RS256");
  });
});

describe("what is not registered never becomes a redirect", () => {
  const uris = [
    undefined,
    "",
    `${callback}/`,
    `${callback}?x=1`,
    `${callback}#x`,
    `${callback}/..`,
    "http://localhost:5174/callback",
    "http://LOCALHOST:5173/callback",
    "http://evil@localhost:5173/callback",
    "http://localhost:5173/%63allback",
    "http://app.localhost:5173/callback",
    "https://evil.example/callback",
    "javascript:alert(1)",
  ];
  test.each(uris)("a callback %j gives a page", async (redirect_uri) => {
    const { browser, store } = createTestTenant();
    const response = await browser().get(await authorizeUrl({ redirect_uri }));
    expect(response.status).toBe(400);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(response.headers.has("Location")).toBe(false);
    expect(store.logins.size).toBe(0);
  });

  test("an unknown application, and a parameter sent twice, give a page", async () => {
    const { browser } = createTestTenant();
    const unknown = await browser().get(await authorizeUrl({ client_id: "<b>nobody</b>" }));
    expect(unknown.status).toBe(400);
    expect(await unknown.text()).toContain("&lt;b&gt;nobody&lt;/b&gt;");
    const twice = await browser().get(
      `${await authorizeUrl()}&redirect_uri=${encodeURIComponent(callback)}`,
    );
    expect(twice.status).toBe(400);
  });

  test("a web message goes only to a registered web origin", async () => {
    const { browser } = createTestTenant();
    const response = await browser().get(
      await authorizeUrl({ response_mode: "web_message", prompt: "none" }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Security-Policy")).toContain(
      `frame-ancestors ${appOrigin}`,
    );
    const page = await response.text();
    expect(page).toContain('"error":"login_required"');
    expect(page).toContain(`}, "${appOrigin}")`);
  });
});

describe("refusals go back to the application", () => {
  const cases: [string, Record<string, string | undefined>, string, string][] = [
    [
      "no response_type",
      { response_type: undefined },
      "invalid_request",
      "Missing required parameter: response_type",
    ],
    [
      "an unknown response_type",
      { response_type: "carrot" },
      "unsupported_response_type",
      "Unsupported response type: carrot",
    ],
    [
      "no code_challenge",
      { code_challenge: undefined, code_challenge_method: undefined },
      "invalid_request",
      "Missing required parameter: code_challenge",
    ],
    [
      "the plain method",
      { code_challenge_method: "plain" },
      "invalid_request",
      "code_challenge must be 43 characters of base64url and code_challenge_method S256",
    ],
    [
      "an unknown audience",
      { audience: "https://not-a-real-api-xyz" },
      "access_denied",
      "Service not found: https://not-a-real-api-xyz",
    ],
    [
      "an unknown response_mode",
      { response_mode: "pigeon" },
      "invalid_request",
      "Unsupported response mode: pigeon",
    ],
    [
      "an unknown prompt",
      { prompt: "none login" },
      "invalid_request",
      "Invalid value for parameter: prompt",
    ],
    [
      "a negative max_age",
      { max_age: "-1" },
      "invalid_request",
      "Invalid value for parameter: max_age",
    ],
    [
      "an unknown connection",
      { connection: "facebook" },
      "invalid_request",
      "Invalid value for parameter: connection",
    ],
    [
      "an organization",
      { organization: "org_1" },
      "invalid_request",
      "This emulated tenant does not offer the parameter: organization",
    ],
    ["silence without a session", { prompt: "none" }, "login_required", "Login required"],
  ];
  test.each(cases)("%s", async (_, parameters, error, error_description) => {
    const { browser, store } = createTestTenant();
    const response = await browser().get(await authorizeUrl(parameters));
    expect(response.status).toBe(302);
    const location = new URL(locationOf(response));
    expect(`${location.origin}${location.pathname}`).toBe(callback);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      error,
      error_description,
      state: "st+/=",
    });
    expect([store.logins.size, store.codes.size]).toEqual([0, 0]);
  });

  test("tokens never go into a query", async () => {
    const { browser } = createTestTenant();
    const response = await browser().get(
      await authorizeUrl({ ...implicit, response_mode: "query" }),
    );
    const location = new URL(locationOf(response));
    expect(location.search).toBe("");
    expect(location.hash).toContain(
      "error=invalid_request&error_description=Unsupported%20response%20mode",
    );
  });

  test("an ID token in the fragment needs a nonce", async () => {
    const { browser } = createTestTenant();
    const response = await browser().get(await authorizeUrl({ ...implicit, nonce: undefined }));
    expect(new URL(locationOf(response)).hash).toContain(
      "Missing%20required%20parameter%3A%20nonce",
    );
  });

  test("an application that may not use the implicit flow is told so", async () => {
    const { browser } = createTestTenant();
    const response = await browser().get(
      await authorizeUrl({ ...implicit, client_id: "linklab-web" }),
    );
    expect(new URL(locationOf(response)).hash).toContain("error=unauthorized_client");
  });
});
