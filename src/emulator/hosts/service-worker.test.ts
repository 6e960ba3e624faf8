import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hiddenFields } from "#test/support/tenant.ts";
import { createWorkerTenant } from "./service-worker.ts";

const ORIGIN = "https://linklab.example";
const ADA = "auth0|5a620d29a840170a9ef43672";

beforeEach(() => void vi.stubGlobal("indexedDB", new IDBFactory()));
afterEach(() => void vi.unstubAllGlobals());

type Tenant = ReturnType<typeof createWorkerTenant>;

/** A request as a page of the origin sends it. */
function send(tenant: Tenant, path: string, body?: object): Promise<Response> {
  const url = new URL(path, ORIGIN);
  if (body === undefined) return tenant.answer(new Request(url));
  const headers = { "Content-Type": "application/json" };
  return tenant.answer(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
}

const signIn = (tenant: Tenant) => send(tenant, "/_linklab/sessions", { user_id: ADA });

function authorizePath(parameters: Record<string, string>): string {
  const request = new URLSearchParams({
    client_id: "linklab-spa",
    response_type: "code",
    scope: "openid",
    redirect_uri: `${ORIGIN}/callback`,
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
    ...parameters,
  });
  return `/authorize?${request}`;
}

/** What an authorization request that shows no page gives: a code when somebody is signed in. */
async function logInSilently(tenant: Tenant): Promise<URLSearchParams> {
  const answer = await send(tenant, authorizePath({ prompt: "none" }));
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get("Location") ?? "").searchParams;
}

async function keyIds(tenant: Tenant): Promise<string[]> {
  const { keys } = await (await send(tenant, "/.well-known/jwks.json")).json();
  return keys.map(({ kid }: { kid: string }) => kid);
}

test("the browser is signed in although it takes no cookie, and no answer shows one", async () => {
  const tenant = createWorkerTenant(ORIGIN);
  expect((await logInSilently(tenant)).get("error")).toBe("login_required");
  const answer = await signIn(tenant);
  expect(answer.status).toBe(201);
  expect(answer.headers.get("Set-Cookie")).toBe(null);
  expect((await logInSilently(tenant)).has("code")).toBe(true);
});

test("a worker that was stopped goes on with its keys, sessions, policy, clock and log", async () => {
  const before = createWorkerTenant(ORIGIN);
  await signIn(before);
  await send(before, "/_linklab/faults", { endpoint: "token", kind: "failure", count: 2 });
  const turned = await (await send(before, "/_linklab/snapshot")).json();
  const [keys, log] = [await keyIds(before), await (await send(before, "/_linklab/log")).json()];

  const after = createWorkerTenant(ORIGIN);
  expect(await after.isKept()).toBe(true);
  expect(await (await send(after, "/_linklab/snapshot")).json()).toEqual({
    ...turned,
    clock: expect.objectContaining({ frozen: false, offset: 0 }),
  });
  expect(await (await send(after, "/_linklab/log")).json()).toEqual(log);
  expect(await keyIds(after)).toEqual(keys);
  expect((await logInSilently(after)).has("code")).toBe(true);
});

test("nobody can read the private keys that are kept", async () => {
  await keyIds(createWorkerTenant(ORIGIN));
  const { openKeptState } = await import("./kept-state.ts");
  const kept = await (await openKeptState(() => undefined)).read();
  const keys = kept.get("keys") as { current: { privateKey: CryptoKey } };
  await expect(crypto.subtle.exportKey("jwk", keys.current.privateKey)).rejects.toThrow();
});

test("one whose database is deleted begins anew, and holds nobody up", async () => {
  const tenant = createWorkerTenant(ORIGIN);
  await signIn(tenant);
  const [{ name = "" } = {}] = await indexedDB.databases();
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener("success", resolve);
    request.addEventListener("error", reject);
  });
  expect((await logInSilently(tenant)).get("error")).toBe("login_required");
  expect(await createWorkerTenant(ORIGIN).isKept()).toBe(true);
});

test("where nothing can be kept it works as long as the worker, and says so", async () => {
  vi.stubGlobal("indexedDB", {
    open: () => {
      throw new DOMException("denied", "SecurityError");
    },
  });
  const tenant = createWorkerTenant(ORIGIN);
  await signIn(tenant);
  expect((await logInSilently(tenant)).has("code")).toBe(true);
  expect(await tenant.isKept()).toBe(false);
  expect((await logInSilently(createWorkerTenant(ORIGIN))).get("error")).toBe("login_required");
});

test("what could not be written is written with the next answer", async () => {
  const before = createWorkerTenant(ORIGIN);
  await signIn(before);
  const { IDBObjectStore } = await import("fake-indexeddb");
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await send(before, "/_linklab/faults", { endpoint: "token", kind: "failure", count: 2 });
  expect(await before.isKept()).toBe(false);
  put.mockRestore();
  const faults = await (await send(before, "/_linklab/faults")).json();
  expect(faults).toHaveLength(1);
  const after = await send(createWorkerTenant(ORIGIN), "/_linklab/faults");
  expect(await after.json()).toEqual(faults);
});

test("what is no tenant is not gone on with", async () => {
  await signIn(createWorkerTenant(ORIGIN));
  const { openKeptState } = await import("./kept-state.ts");
  const kept = await openKeptState(() => undefined);
  await kept.write(new Map([["users", [["auth0|1", "nobody"]]]]));
  const tenant = createWorkerTenant(ORIGIN);
  expect((await logInSilently(tenant)).get("error")).toBe("login_required");
  expect((await signIn(tenant)).status).toBe(201);
});

test.each([
  [
    "a cookie that no header can have",
    { jar: [["auth0", { value: "a\nb", expiresAt: Date.now() + 86_400_000 }]] },
  ],
  ["a number after which none can come", { log: { entries: [], count: Infinity } }],
])("%s is not gone on with", async (_, spoiled) => {
  await signIn(createWorkerTenant(ORIGIN));
  const { openKeptState } = await import("./kept-state.ts");
  const kept = await openKeptState(() => undefined);
  const rest = Object((await kept.read()).get("rest"));
  await kept.write(new Map([["rest", { ...rest, ...spoiled }]]));
  const answer = await signIn(createWorkerTenant(ORIGIN));
  expect(answer.status).toBe(201);
  expect((await logInSilently(createWorkerTenant(ORIGIN))).has("code")).toBe(true);
  expect(
    Number((await send(createWorkerTenant(ORIGIN), "/userinfo")).headers.get("X-LinkLab-Request")),
  ).toBeLessThan(10);
});

test("keys that cannot sign are not gone on with", async () => {
  await keyIds(createWorkerTenant(ORIGIN));
  const { openKeptState } = await import("./kept-state.ts");
  const kept = await openKeptState(() => undefined);
  const { current } = Object((await kept.read()).get("keys"));
  const usages: KeyUsage[] = ["encrypt", "decrypt"];
  const other = await crypto.subtle.generateKey({ name: "AES-GCM", length: 128 }, false, usages);
  const spoiled = { ...current, privateKey: other };
  await kept.write(new Map([["keys", { current: spoiled, next: spoiled }]]));
  const answer = await send(createWorkerTenant(ORIGIN), "/oauth/token", {
    grant_type: "client_credentials",
    client_id: "linklab-backend",
    client_secret: "linklab-backend-secret",
    audience: `${ORIGIN}/api/v2/`,
  });
  expect(answer.status).toBe(200);
});

test("a person logs in by the form, and the answer is a redirect of its own", async () => {
  const tenant = createWorkerTenant(ORIGIN);
  const login = (await send(tenant, authorizePath({}))).headers.get("Location") ?? "";
  const fields = await hiddenFields(await send(tenant, login));
  const answer = await tenant.answer(
    new Request(new URL(login, ORIGIN), {
      method: "POST",
      body: new URLSearchParams({ ...fields, username: "ada@example.com", password: "Passw0rd!" }),
    }),
  );
  expect([answer.status, answer.redirected, answer.type]).toEqual([303, false, "default"]);
  expect(answer.headers.get("Location")).toMatch(/^https:\/\/linklab\.example\/callback\?code=/);
});
