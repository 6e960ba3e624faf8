// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import { createCodeSignIn } from "./code-sign-in.ts";

const RUNS = 1000;

const leave = vi.fn<(url: string | URL) => void>();

beforeEach(() => {
  sessionStorage.clear();
  vi.spyOn(window.location, "assign").mockImplementation(leave);
});

afterEach(() => {
  vi.resetAllMocks();
  vi.unstubAllGlobals();
});

/** What the SDK keeps for the way back: the verifier, state and nonce of one login. */
function transaction(): { code_verifier: string; state: string; nonce: string } {
  return JSON.parse(sessionStorage.getItem(`a0.spajs.txs.${TENANT.clientId}`) ?? "{}");
}

test("(S 6) each login has a verifier, state and nonce of its own, and the verifier is in no URL", async () => {
  const parameters = primaryAuthorization(TENANT, "code", "http://localhost:5173/callback");
  const signIn = createCodeSignIn(TENANT, parameters);
  const seen = new Set<string>();
  for (let run = 0; run < RUNS; run += 1) {
    let url = "";
    await signIn.beginRedirect((left) => (url = left));
    const { code_verifier: verifier, state, nonce } = transaction();
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
    expect(decodeURIComponent(url)).not.toContain(verifier);
    expect(new URL(url).searchParams.get("code_challenge_method")).toBe("S256");
    for (const value of [verifier, state, nonce]) seen.add(value);
  }
  expect(seen.size).toBe(3 * RUNS);
});

test("forgets by the SDK that somebody is signed in, and stays on the page", async () => {
  const parameters = primaryAuthorization(TENANT, "code", "http://localhost:5173/callback");
  const cookie = `auth0.${TENANT.clientId}.is.authenticated`;
  document.cookie = `${cookie}=true; path=/`;
  document.cookie = "auth0.other-app.is.authenticated=true; path=/";
  await createCodeSignIn(TENANT, parameters).forget();
  expect(document.cookie).toBe("auth0.other-app.is.authenticated=true");
  expect(leave).not.toHaveBeenCalled();
});

test("an address without crypto.subtle is told as that, and nobody leaves", async () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const parameters = primaryAuthorization(TENANT, "code", "http://linklab.test/callback");
  const left = vi.fn<() => void>();
  const signIn = createCodeSignIn(TENANT, parameters);
  await expect(signIn.beginRedirect(left)).rejects.toMatchObject({ code: "insecure_origin" });
  expect(left).not.toHaveBeenCalled();
  await expect(signIn.forget()).resolves.toBeUndefined();
});
