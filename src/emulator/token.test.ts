import { CompactSign, decodeJwt } from "jose";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  ada,
  authorizeUrl,
  callApi,
  clientToken,
  codeVerifier,
  createTestTenant,
  exchange,
  issuer,
  logIn,
  logInImplicitly,
  managementAudience,
  postToken,
  testKeys,
} from "#test/support/tenant.ts";
import type { Tenant } from "./tenant.ts";

async function createRefreshable(scope = "openid email offline_access") {
  const all = createTestTenant();
  const redirect = await logIn(all.browser(), await authorizeUrl({ scope }), ada.password);
  const { refresh_token } = await (await exchange(all.tenant, redirect)).json();
  const refresh = (token: string = refresh_token, form: Record<string, string> = {}) =>
    postToken(all.tenant, {
      grant_type: "refresh_token",
      client_id: "linklab-spa",
      refresh_token: token,
      ...form,
    });
  return { ...all, refresh };
}

const unknownRefreshToken = {
  error: "invalid_grant",
  error_description: "Unknown or invalid refresh token.",
};

describe("refresh tokens", () => {
  test("each use gives new tokens and a new refresh token", async () => {
    const { refresh } = await createRefreshable();
    const body = await (await refresh()).json();
    expect(body).toMatchObject({ scope: "openid email offline_access", expires_in: 86_400 });
    expect(decodeJwt(body.id_token)).toMatchObject({ sub: ada.password, email: "ada@example.com" });
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });

  test("a token used twice ends its whole family", async () => {
    const { refresh, store } = await createRefreshable();
    const { refresh_token } = await (await refresh()).json();
    const reused = await refresh();
    expect(reused.status).toBe(403);
    expect(await reused.json()).toEqual(unknownRefreshToken);
    expect((await refresh(refresh_token)).status).toBe(403);
    expect(store.refreshTokens.size).toBe(0);
  });

  test("of two uses at once, one wins", async () => {
    const { refresh } = await createRefreshable();
    const both = await Promise.all([refresh(), refresh()]);
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 403]));
  });

  test("scope may narrow and never widens", async () => {
    const { refresh } = await createRefreshable();
    const scope = "openid profile update:users read:current_user";
    const body = await (await refresh(undefined, { scope })).json();
    expect(body.scope).toBe("openid");
    expect(decodeJwt(body.id_token)).not.toHaveProperty("email");
  });

  test("rotation does not outlive the absolute end of the family", async () => {
    const { refresh, time } = await createRefreshable();
    let { refresh_token } = await (await refresh()).json();
    for (let day = 0; day < 20; day += 10) {
      time.now += 10 * 86_400_000;
      ({ refresh_token } = await (await refresh(refresh_token)).json());
    }
    time.now += 10 * 86_400_000;
    expect((await refresh(refresh_token)).status).toBe(403);
  });

  test("another application cannot use it", async () => {
    const { refresh } = await createRefreshable();
    const stolen = await refresh(undefined, { client_id: "linklab-other" });
    expect(await stolen.json()).toEqual(unknownRefreshToken);
    expect((await refresh()).status).toBe(200);
  });
});

describe("client credentials", () => {
  test("an application gets the scopes of its client grant", async () => {
    const { tenant } = createTestTenant();
    const claims = decodeJwt(await clientToken(tenant, "linklab-web"));
    expect(claims).toMatchObject({
      sub: "linklab-web@clients",
      aud: managementAudience,
      scope: "read:users update:users",
      gty: "client-credentials",
      azp: "linklab-web",
    });
    expect(claims.exp! - claims.iat!).toBe(86_400);
  });

  test("Basic authentication does as well", async () => {
    const { tenant } = createTestTenant();
    const response = await postToken(
      tenant,
      { grant_type: "client_credentials", audience: managementAudience, scope: "update:users x:y" },
      { Authorization: `Basic ${btoa("linklab-web:linklab-web-secret")}` },
    );
    expect(await response.json()).toMatchObject({ scope: "update:users" });
  });

  const refused: [string, Record<string, string>, number, string][] = [
    ["a wrong secret", { client_secret: "wrong" }, 401, "access_denied"],
    ["an unknown application", { client_id: "nobody" }, 401, "access_denied"],
    ["a public application", { client_id: "linklab-spa" }, 403, "unauthorized_client"],
    ["no audience", { audience: "" }, 403, "access_denied"],
    [
      "an audience without a grant",
      { audience: "https://orders.linklab.example/" },
      403,
      "access_denied",
    ],
    ["another grant type", { grant_type: "password" }, 403, "unsupported_grant_type"],
    ["no grant type", { grant_type: "" }, 400, "invalid_request"],
  ];
  test.each(refused)("%s is refused", async (_, form, status, error) => {
    const { tenant } = createTestTenant();
    const response = await postToken(tenant, {
      grant_type: "client_credentials",
      client_id: "linklab-web",
      client_secret: "linklab-web-secret",
      audience: managementAudience,
      ...form,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error });
  });
});

describe("bodies of the token endpoint", () => {
  const bodies: [string, string, string | undefined, number][] = [
    ["malformed JSON", "{", "application/json", 400],
    ["a list", "[]", "application/json", 400],
    ["a number as code", '{"grant_type":1}', "application/json", 400],
    ["XML", "<a/>", "application/xml", 400],
    ["a doubled field", "grant_type=a&grant_type=b", "application/x-www-form-urlencoded", 400],
    ["more than 100 KB", "a=".padEnd(102_401, "x"), "application/x-www-form-urlencoded", 413],
  ];
  test.each(bodies)("%s gives an OAuth error", async (_, body, type, status) => {
    const { tenant } = createTestTenant();
    const headers = { "Content-Type": type ?? "", "Content-Length": String(body.length) };
    const response = await tenant.fetch(
      new Request(`${issuer}oauth/token`, { method: "POST", body, headers }),
    );
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: "invalid_request" });
  });
});

const ask = (tenant: Tenant, token: string) =>
  tenant.fetch(new Request(`${issuer}userinfo`, { headers: { Authorization: `Bearer ${token}` } }));

describe("userinfo", () => {
  test.each([undefined, managementAudience])("answers for the audience %s", async (audience) => {
    const { tenant, browser } = createTestTenant();
    const scope = "openid email";
    const { accessToken } = await logInImplicitly(browser(), ada.github, { audience, scope });
    const response = await ask(tenant, accessToken);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      sub: ada.github,
      email: "countess@example.net",
      email_verified: false,
    });
  });

  test("refuses ID tokens, tokens without openid, applications' tokens and expired ones", async () => {
    const { tenant, browser, time } = createTestTenant();
    const { accessToken, idToken } = await logInImplicitly(browser(), ada.password, {
      scope: "read:current_user",
    });
    const opaque = await logInImplicitly(browser(), ada.password, { audience: undefined });
    const client = await clientToken(tenant);
    time.now += 7_200_000;
    for (const token of [accessToken, idToken, client, opaque.accessToken, "x"]) {
      const response = await ask(tenant, token);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: "invalid_token" });
    }
  });
});

/** The answer to a token with this payload, signed with the tenant's own key, and the log's reason. */
async function showSigned(header: object, payload: string) {
  const { tenant, log } = createTestTenant();
  const { current } = await testKeys();
  const token = await new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: "RS256", kid: current.kid, ...header })
    .sign(current.privateKey);
  const response = await callApi(tenant, "GET", `users/${ada.password}`, token);
  return { status: response.status, because: log.at(-1)?.because };
}

describe("a token that the tenant's own key signed, but no library would make", () => {
  test("an exp of 1e400 is no time", async () => {
    const payload = `{"iss":"${issuer}","sub":"${ada.password}","iat":1,"exp":1e400}`;
    expect(await showSigned({}, payload)).toEqual({ status: 401, because: "exp is no time" });
  });

  test("a kid of a megabyte is no key", async () => {
    expect(await showSigned({ kid: "k".repeat(1_000_000) }, "{}")).toEqual({
      status: 401,
      because: "kid names no key of the tenant",
    });
  });
});

test("of two exchanges of a code in lockstep, one wins", async () => {
  const { tenant, browser } = createTestTenant();
  const redirect = await logIn(browser(), await authorizeUrl(), ada.password);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(codeVerifier));
  // A digest that is there at once takes away what sets two requests apart.
  vi.spyOn(crypto.subtle, "digest").mockResolvedValue(digest);
  onTestFinished(() => void vi.restoreAllMocks());
  const answers = await Promise.all([exchange(tenant, redirect), exchange(tenant, redirect)]);
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    200, 403,
  ]);
});
