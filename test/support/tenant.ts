import { base64url, exportJWK, generateKeyPair } from "jose";
import type { JWK } from "jose";
import * as v from "valibot";
import type { Random, TenantLogEntry } from "#emulator/ports.ts";
import { QUICK_SEED } from "./seed.ts";
import { createMemoryStore } from "#emulator/store.ts";
import { createHomeRoutes } from "#emulator/home/route.ts";
import { createTenantOf } from "#emulator/tenant.ts";
import { CHECKS, type Checks } from "#emulator/checks.ts";
import { importSigningKeys } from "#emulator/index.ts";
import type { SigningKeys, Tenant, TenantOptions } from "#emulator/index.ts";

/** What the tests know of the seed. */
export const ADA = {
  password: "auth0|5a620d29a840170a9ef43672",
  google: "google-oauth2|115015401343387192604",
  github: "github|1815121",
};
/** The stranger's account. */
export const MALLORY = "auth0|5f7c8ec7c33c6c004bbafe82";
/** Where the tenant of the tests lives. */
export const ISSUER = "http://localhost:5180/";
/** Where the app of the tests lives. */
export const APP_ORIGIN = "http://localhost:5173";
/** The app's registered callback. */
export const CALLBACK = `${APP_ORIGIN}/callback`;
/** The Management API of the tenant of the tests. */
const MANAGEMENT_AUDIENCE = `${ISSUER}api/v2/`;
/** A verifier of the length that RFC 7636 asks for. */
export const CODE_VERIFIER = "v".repeat(43);
/** What the app asks for when it wants to link. */
export const LINK_SCOPE = "openid profile email read:current_user update:current_user_identities";

async function makeJwk(kid: string): Promise<JWK & { kid: string }> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid };
}

// RSA keys take long to make, at times longer than a test may: they are there before the first one.
/** The keys of every tenant of a test file, as somebody would bring them. */
export const TEST_JWKS = {
  current: await makeJwk("current-key-of-a-test"),
  next: await makeJwk("next-signing-key-of-o"),
};
const made = await importSigningKeys(TEST_JWKS, seededRandom(1));
/** The keys of every tenant of a test file. */
export const testKeys = async (): Promise<SigningKeys> => made;

/** Reproducible bytes (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return (mixed ^ (mixed >>> 14)) & 255;
    });
}

/** A tenant with a clock that stands still, and everything a test may want to look at. */
export function createTestTenant(options: Partial<TenantOptions> = {}, checks: Checks = CHECKS) {
  const time = { now: Date.UTC(2026, 0, 15, 12) };
  const log: TenantLogEntry[] = [];
  const store = createMemoryStore();
  const tenant = createTenantOf(checks, {
    issuer: ISSUER,
    appOrigin: APP_ORIGIN,
    clock: () => time.now,
    random: seededRandom(7),
    home: createHomeRoutes,
    keys: testKeys,
    seed: QUICK_SEED,
    log: (entry) => log.push(entry),
    store,
    ...options,
  });
  return { tenant, time, log, store, browser: () => createBrowser(tenant) };
}

/** A tenant as somebody sees it who can only send requests, over a socket or not. */
export type Reachable = Pick<Tenant, "issuer" | "fetch" | "receive">;

/** Someone's browser: keeps cookies, follows nothing by itself. */
export type Browser = {
  issuer: string;
  get: (url: string, headers?: Record<string, string>) => Promise<Response>;
  post: (url: string, form: Record<string, string>) => Promise<Response>;
};

/** A browser without cookies. */
export function createBrowser(tenant: Reachable): Browser {
  const jar = new Map<string, string>();
  async function send(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("Cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await tenant.fetch(
      new Request(new URL(url, tenant.issuer), { ...init, headers }),
    );
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const [name = "", value = ""] = pair.split("=");
      if (/max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }
  return {
    issuer: tenant.issuer,
    get: (url, headers = {}) => send(url, { headers }),
    post: (url, form) => send(url, { method: "POST", body: new URLSearchParams(form) }),
  };
}

/** `/authorize` with code and PKCE for LinkLab, unless told otherwise; undefined leaves a parameter out. */
export async function authorizeUrl(
  parameters: Record<string, string | undefined> = {},
  audience: string = MANAGEMENT_AUDIENCE,
): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(CODE_VERIFIER));
  const all = {
    client_id: "linklab-spa",
    redirect_uri: CALLBACK,
    response_type: "code",
    scope: LINK_SCOPE,
    audience,
    state: "st+/=",
    nonce: "n-1",
    code_challenge: base64url.encode(new Uint8Array(digest)),
    code_challenge_method: "S256",
    ...parameters,
  };
  const given = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return `/authorize?${new URLSearchParams(given)}`;
}

/** Changes the parameters of `authorizeUrl` into those of the implicit flow. */
export const IMPLICIT = {
  response_type: "token id_token",
  code_challenge: undefined,
  code_challenge_method: undefined,
};

/** Goes from `/authorize` through the login page, as the account, to the answer. */
export async function logIn(browser: Browser, url: string, account: string): Promise<Response> {
  const first = await browser.get(url);
  const [provider = "", id = ""] = account.split("|");
  if (provider === "auth0") {
    const username = account === MALLORY ? "mallory@example.com" : "ada@example.com";
    const form = await hiddenFields(await browser.get(locationOf(first)));
    return browser.post("/u/login", { ...form, username, password: "Passw0rd!" });
  }
  const { state } = await hiddenFields(await browser.get(locationOf(first)));
  const page = await browser.get(`/u/accounts?state=${state}&connection=${provider}`);
  return browser.post("/u/accounts", { ...(await hiddenFields(page)), account: id });
}

/** Logs in by the implicit flow and reads the fragment. */
export async function logInImplicitly(
  browser: Browser,
  account: string,
  parameters: Record<string, string | undefined> = {},
): Promise<{ accessToken: string; idToken: string; fragment: URLSearchParams }> {
  const url = await authorizeUrl(
    { ...IMPLICIT, prompt: "login", ...parameters },
    `${browser.issuer}api/v2/`,
  );
  const fragment = new URLSearchParams(
    new URL(locationOf(await logIn(browser, url, account))).hash.slice(1),
  );
  return {
    accessToken: fragment.get("access_token") ?? "",
    idToken: fragment.get("id_token") ?? "",
    fragment,
  };
}

/** Where a response redirects to. */
export function locationOf(response: Response): string {
  return response.headers.get("Location") ?? "";
}

/** The hidden fields of the first form of a page. */
export async function hiddenFields(page: Response): Promise<Record<string, string>> {
  const [form = ""] = (await page.text()).split("</form>");
  const fields = form.matchAll(/<input\s+type="hidden"\s+name="(\w+)"\s+value="([^"]*)"/g);
  return Object.fromEntries(
    [...fields].map(([, name = "", value = ""]): [string, string] => [name, value]),
  );
}

/** A call to the token endpoint with a form, as auth0-spa-js sends it. */
export function postToken(
  tenant: Reachable,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return tenant.fetch(
    new Request(new URL("/oauth/token", tenant.issuer), {
      method: "POST",
      headers,
      body: new URLSearchParams(form),
    }),
  );
}

/** Exchanges the code that a redirect carries. */
export function exchange(
  tenant: Reachable,
  redirect: Response,
  form: Record<string, string> = {},
): Promise<Response> {
  const code = new URL(locationOf(redirect)).searchParams.get("code") ?? "";
  return postToken(tenant, {
    grant_type: "authorization_code",
    client_id: "linklab-spa",
    redirect_uri: CALLBACK,
    code_verifier: CODE_VERIFIER,
    code,
    ...form,
  });
}

/** A call to the Management API with JSON. */
export function callApi(
  tenant: Reachable,
  method: string,
  path: string,
  token?: string,
  body?: unknown,
): Promise<Response> {
  return tenant.fetch(
    new Request(new URL(path, `${tenant.issuer}api/v2/`), {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

/** An access token of an application on its own behalf. */
export async function clientToken(
  tenant: Reachable,
  clientId: "linklab-web" | "linklab-backend" = "linklab-backend",
): Promise<string> {
  const response = await postToken(tenant, {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: `${clientId}-secret`,
    audience: `${tenant.issuer}api/v2/`,
  });
  return v.parse(v.object({ access_token: v.string() }), await response.json()).access_token;
}
