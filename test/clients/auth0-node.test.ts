import * as auth0v7 from "auth0";
import * as auth0v5 from "auth0-5";
import { beforeEach, describe, expect, test } from "vitest";
import { logIn } from "./auth-js.ts";
import { expectLinkAndUnlink } from "./linking.ts";
import { ofDomain } from "./settings.ts";
import {
  ADA,
  APP_ORIGIN,
  BACKEND,
  GITHUB,
  ISSUER,
  LINK_SCOPE,
  MANAGEMENT,
  resetTenant,
  SERVED,
  WEB,
} from "./tenant.ts";
import { createVisitor, type Account } from "./visitor.ts";

const CALLBACK = `${APP_ORIGIN}/callback`;
const { domain } = ofDomain(SERVED);

beforeEach(resetTenant);

describe("auth0 for Node, version 5", () => {
  const authentication = new auth0v5.AuthenticationClient({ domain, ...WEB });

  async function logInWithNode(account: Account) {
    const query = new URLSearchParams({
      client_id: WEB.clientId,
      response_type: "code",
      redirect_uri: CALLBACK,
      audience: MANAGEMENT,
      scope: LINK_SCOPE,
      state: "s",
      nonce: "n-1",
    });
    const { url } = await createVisitor().logIn(`${ISSUER}authorize?${query}`, account, CALLBACK);
    const code = new URL(url).searchParams.get("code") ?? "";
    const grant = { code, redirect_uri: CALLBACK };
    const checks = { idTokenValidateOptions: { nonce: "n-1" } };
    return (await authentication.oauth.authorizationCodeGrant(grant, checks)).data;
  }

  test("logs in, and reads who it is", async () => {
    const { access_token } = await logInWithNode("ada");
    const { data } = await new auth0v5.UserInfoClient({ domain }).getUserInfo(access_token);
    expect(data).toMatchObject({ sub: ADA, email: "ada@example.com" });
  });

  test("links an account with the person's token, and unlinks it", async () => {
    const { access_token } = await logInWithNode("ada");
    const { id_token = "" } = await logInWithNode("github");
    const { identities } = new auth0v5.ManagementClient({ domain, token: access_token }).users;
    await expectLinkAndUnlink(
      {
        link: (userId, link_with) => identities.link(userId, { link_with }),
        unlink: (userId, provider, id) => identities.delete(userId, provider, id),
      },
      id_token,
    );
  });

  test("reads users, and links by user ID, as an application", async () => {
    const { users } = new auth0v5.ManagementClient({ domain, ...BACKEND });
    await expectToRead(users);
    const linked = await users.identities.link(ADA, GITHUB);
    expect(linked.map(({ provider }) => provider)).toEqual(["auth0", "github"]);
  });
});

describe("auth0 for Node, newest", () => {
  test("links an account with the person's token, and unlinks it", async () => {
    const { tokens } = await logIn("ada");
    const github = await logIn("github");
    const { identities } = new auth0v7.ManagementClient({ domain, token: tokens.accessToken })
      .users;
    await expectLinkAndUnlink(
      {
        link: (userId, link_with) => identities.link(userId, { link_with }),
        unlink: (userId, provider, id) => identities.delete(userId, provider, id),
      },
      github.tokens.idToken ?? "",
    );
  });

  test("reads users, and links by user ID, as an application", async () => {
    const { users } = new auth0v7.ManagementClient({ domain, ...BACKEND });
    await expectToRead(users);
    const linked = await users.identities.link(ADA, GITHUB);
    expect(linked.map(({ provider }) => provider)).toEqual(["auth0", "github"]);
  });

  test("is told what a refused link was refused for", async () => {
    const { users } = new auth0v7.ManagementClient({ domain, ...BACKEND });
    await expect(users.identities.link(ADA, { link_with: "no.token" })).rejects.toMatchObject({
      statusCode: 400,
      body: { error: "Bad Request", message: "Invalid token (link_with)" },
    });
  });

  test("lists connections", async () => {
    const { connections } = new auth0v7.ManagementClient({ domain, ...BACKEND });
    const { data } = await connections.list();
    expect(data.map(({ name }) => name)).toContain("github");
  });
});

async function expectToRead(
  users: auth0v5.ManagementClient["users"] | auth0v7.ManagementClient["users"],
): Promise<void> {
  expect(await users.get(ADA)).toMatchObject({ user_id: ADA, email: "ada@example.com" });
  const found = await users.listUsersByEmail({ email: "ada@example.com" });
  expect(found.map(({ user_id }) => user_id)).toContain(ADA);
  const { data } = await users.list({ q: 'email:"ada@example.com"', search_engine: "v3" });
  expect(data.map(({ email }) => email)).toEqual(["ada@example.com", "ada@example.com"]);
}
