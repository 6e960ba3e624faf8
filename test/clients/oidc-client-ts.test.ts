import { InMemoryWebStorage, UserManager, WebStorageStateStore } from "oidc-client-ts";
import { beforeEach, expect, test } from "vitest";
import { expectLinkAndUnlink, linkWithToken } from "./linking.ts";
import { ofOidcClientTs } from "./settings.ts";
import { ADA, APP_ORIGIN, LINK_SCOPE, MANAGEMENT, resetTenant, SERVED, SPA } from "./tenant.ts";
import { createVisitor, type Account } from "./visitor.ts";

const CALLBACK = `${APP_ORIGIN}/callback`;

const createStore = () => new WebStorageStateStore({ store: new InMemoryWebStorage() });

/** Without a page: the navigator notes where the page would go. */
function createManager() {
  const visited: string[] = [];
  const manager = new UserManager(
    {
      ...ofOidcClientTs(SERVED),
      client_id: SPA.clientId,
      redirect_uri: CALLBACK,
      post_logout_redirect_uri: APP_ORIGIN,
      scope: `${LINK_SCOPE} offline_access`,
      extraQueryParams: { audience: MANAGEMENT },
      loadUserInfo: true,
      automaticSilentRenew: false,
      stateStore: createStore(),
      userStore: createStore(),
    },
    {
      prepare: async () => ({
        navigate: async ({ url }) => {
          visited.push(url);
          return { url };
        },
        close: () => {},
      }),
      callback: async () => {},
    },
  );
  return { manager, visited };
}

async function logIn(account: Account) {
  const { manager, visited } = createManager();
  await manager.signinRedirect();
  const visitor = createVisitor();
  const { url } = await visitor.logIn(visited.at(-1) ?? "", account, CALLBACK);
  const user = await manager.signinRedirectCallback(url);
  return { manager, visited, visitor, user };
}

beforeEach(resetTenant);

test("oidc-client-ts logs in, and has read /userinfo", async () => {
  const { manager, user } = await logIn("ada");
  expect(user.profile).toMatchObject({ sub: ADA, email: "ada@example.com", nickname: "ada" });
  expect(await manager.getUser()).toMatchObject({ token_type: "Bearer" });
});

test("oidc-client-ts renews with its refresh token", async () => {
  const { manager, user } = await logIn("ada");
  const renewed = await manager.signinSilent();
  expect(renewed?.profile.sub).toBe(ADA);
  expect(renewed?.refresh_token).not.toBe(user.refresh_token);
});

test("oidc-client-ts's tokens link an account and unlink it", async () => {
  const ada = await logIn("ada");
  const github = await logIn("github");
  await expectLinkAndUnlink(linkWithToken(ada.user.access_token), github.user.id_token ?? "");
});

test("oidc-client-ts logs out without a question, and the next login asks again", async () => {
  const { manager, visited, visitor } = await logIn("ada");
  await manager.signoutRedirect();
  const { url } = await visitor.visit(visited.at(-1) ?? "", APP_ORIGIN);
  expect(url).toMatch(new RegExp(`^${APP_ORIGIN}/`));
  await manager.signoutRedirectCallback(url);
  expect(await manager.getUser()).toBeNull();
  await manager.signinRedirect();
  const page = await visitor.visit(visited.at(-1) ?? "", CALLBACK);
  expect(page.text).toContain('name="password"');
});
