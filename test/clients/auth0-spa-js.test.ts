import { Auth0Client } from "@auth0/auth0-spa-js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { expectLinkAndUnlink, linkWithToken } from "./linking.ts";
import { ofSpaJs } from "./settings.ts";
import { ADA, APP_ORIGIN, LINK_SCOPE, MANAGEMENT, resetTenant, SERVED, SPA } from "./tenant.ts";
import { createVisitor, type Account } from "./visitor.ts";

const CALLBACK = `${APP_ORIGIN}/callback`;

/** What it asks of a page. auth0-react, which stands on it, is tried in a browser by the package's tests. */
beforeEach(async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("location", new URL(APP_ORIGIN));
  vi.stubGlobal("document", { cookie: "" });
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  await resetTenant();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function logIn(account: Account) {
  const client = new Auth0Client({
    ...ofSpaJs(SERVED),
    ...SPA,
    authorizationParams: { redirect_uri: CALLBACK, audience: MANAGEMENT, scope: LINK_SCOPE },
  });
  let url = "";
  await client.loginWithRedirect({ openUrl: (to) => void (url = to) });
  const back = await createVisitor().logIn(url, account, CALLBACK);
  await client.handleRedirectCallback(back.url);
  return client;
}

test("auth0-spa-js logs in, and knows who it is", async () => {
  const client = await logIn("ada");
  expect(await client.getUser()).toMatchObject({ sub: ADA, email: "ada@example.com" });
});

test("auth0-spa-js's tokens link an account and unlink it", async () => {
  const accessToken = await (await logIn("ada")).getTokenSilently();
  const claims = await (await logIn("github")).getIdTokenClaims();
  await expectLinkAndUnlink(linkWithToken(accessToken ?? ""), claims?.__raw ?? "");
});
