import { WebAuth, type Auth0DecodedHash } from "auth0-js";
import { beforeEach, expect, test } from "vitest";
import { expectLinkAndUnlink, linkWithToken } from "./linking.ts";
import { ofAuth0Js } from "./settings.ts";
import { ADA, APP_ORIGIN, LINK_SCOPE, MANAGEMENT, resetTenant, SERVED, SPA } from "./tenant.ts";
import { createVisitor, type Account } from "./visitor.ts";

const CALLBACK = `${APP_ORIGIN}/callback`;

/** Logs in by the implicit flow. auth0.js checks the ID token that it is given. */
async function logIn(account: Account): Promise<Auth0DecodedHash> {
  const webAuth = new WebAuth({
    ...ofAuth0Js(SERVED),
    clientID: SPA.clientId,
    redirectUri: CALLBACK,
    responseType: "token id_token",
    audience: MANAGEMENT,
    scope: LINK_SCOPE,
  });
  const [state, nonce] = ["s", "n"];
  const url = webAuth.client.buildAuthorizeUrl({
    redirectUri: CALLBACK,
    responseType: "token id_token",
    clientID: SPA.clientId,
    audience: MANAGEMENT,
    scope: LINK_SCOPE,
    state,
    nonce,
  });
  const back = await createVisitor().logIn(url, account, CALLBACK);
  return new Promise((resolve, reject) => {
    webAuth.parseHash({ hash: new URL(back.url).hash, state, nonce }, (error, answer) => {
      if (answer === null) reject(new Error(error?.errorDescription ?? "no answer"));
      else resolve(answer);
    });
  });
}

beforeEach(resetTenant);

test("auth0.js logs in, and takes the ID token", async () => {
  const { idTokenPayload } = await logIn("ada");
  expect(idTokenPayload).toMatchObject({ sub: ADA, email: "ada@example.com" });
});

test("auth0.js's tokens link an account and unlink it", async () => {
  const { accessToken = "" } = await logIn("ada");
  const { idToken = "" } = await logIn("github");
  await expectLinkAndUnlink(linkWithToken(accessToken), idToken);
});
