import { ADA, APP_ORIGIN, CALLBACK, callApi, IMPLICIT, postToken } from "#test/support/tenant.ts";
import {
  authorize,
  codeOf,
  control,
  exchangeCode,
  logInForTokens,
  readTokens,
  ready,
  redirectWithCode,
  refresh,
  signedIn,
  userinfo,
} from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

const givenCode = async (world: World): Promise<Given> => ({
  code: await codeOf(redirectWithCode(world)),
});

/** The address of this very sign-in, with the code in it: what omniauth-auth0 sends. */
const AS_CALLED = `${CALLBACK}?code=c&state=s`;
const ELSEWHERE = "https://evil.example";

const REDIRECT_URIS: ContractCase[] = [
  {
    items: ["T", "E24"],
    title: "a redirect_uri whose query has grown since gives tokens",
    given: givenCode,
    act: (world, { code = "" }) => exchangeCode(world, code, { redirect_uri: AS_CALLED }),
    status: 200,
    rule: "token-code",
  },
  {
    items: ["T", "E24"],
    title: "a redirect_uri at another origin gives none, and says which was expected",
    given: givenCode,
    act: (world, { code = "" }) =>
      exchangeCode(world, code, { redirect_uri: `${ELSEWHERE}/callback` }),
    status: 403,
    rule: "code-redirect-origin",
    body: { error: "unauthorized_client" },
    message: `The redirect URI is wrong. You sent ${ELSEWHERE}, and we expected ${APP_ORIGIN}`,
  },
];

const deleteAda = async (world: World): Promise<void> => {
  const { client } = await ready(world);
  await callApi(world.tenant, "DELETE", `users/${encodeURIComponent(ADA.password)}`, client);
};

const plantAda = (world: World): Promise<Response> =>
  control(world, "POST", "users", {
    connection: "Username-Password-Authentication",
    user_id: ADA.password.replace("auth0|", ""),
    email: "ada@example.com",
  });

const GONE: ContractCase[] = [
  {
    items: ["T", "E26"],
    title: "a refresh token says that its user was deleted",
    given: async (world) => {
      const given = await logInForTokens(world);
      await deleteAda(world);
      return given;
    },
    act: (world, { refresh: token = "" }) => refresh(world, token),
    status: 403,
    rule: "refresh-token-user-gone",
    body: { error: "invalid_grant" },
    message: "The refresh_token was generated for a user who doesn't exist anymore.",
  },
  {
    items: ["T", "E26", "E41"],
    title: "a refresh token of a user who was deleted opens nobody who comes to have the id",
    given: async (world) => {
      const given = await logInForTokens(world);
      await deleteAda(world);
      await plantAda(world);
      return given;
    },
    act: (world, { refresh: token = "" }) => refresh(world, token),
    status: 403,
    rule: "refresh-token-user-gone",
  },
  {
    items: ["E26"],
    title: "a refresh token that was used before its user was deleted is unknown",
    given: async (world) => {
      const given = await logInForTokens(world);
      await readTokens(await refresh(world, given.refresh));
      await deleteAda(world);
      return given;
    },
    act: (world, { refresh: token = "" }) => refresh(world, token),
    status: 403,
    rule: "refresh-token-invalid",
    changes: true,
  },
];

const ofUserinfo = ({ tenant }: World) => ({
  audience: `${tenant.issuer}userinfo`,
  scope: "openid email",
});

const USERINFO_AUDIENCE: ContractCase[] = [
  {
    items: ["T"],
    title: "the audience of /userinfo gives an opaque token for a code",
    given: async (world) => ({ code: await codeOf(redirectWithCode(world, ofUserinfo(world))) }),
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 200,
    rule: "token-code",
    body: { scope: "openid email" },
    afterwards: async (world, _, { access_token = "" }) => [
      access_token.length,
      (await userinfo(world, access_token)).status,
    ],
    shows: [32, 200],
  },
  {
    items: ["T"],
    title: "the audience of /userinfo gives an opaque token in the implicit flow",
    act: async (world) =>
      authorize(world, { ...IMPLICIT, ...ofUserinfo(world) }, await signedIn(world)),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    location: /#access_token=[\w-]{32}&/,
  },
];

const askForScope =
  (scope: string) =>
  ({ tenant }: World): Promise<Response> =>
    postToken(tenant, {
      grant_type: "client_credentials",
      client_id: "linklab-web",
      client_secret: "linklab-web-secret",
      audience: `${tenant.issuer}api/v2/`,
      scope,
    });

const SCOPES: ContractCase[] = [
  ["update:users delete:users", "delete:users"],
  ["x:y delete:users", "x:y, delete:users"],
].map(([scope = "", missing = ""]): ContractCase => ({
  items: ["T", "E33"],
  title: `an application that asks for ${scope} gets nothing, and is told what it lacks`,
  act: askForScope(scope),
  status: 403,
  rule: "client-scopes-missing",
  body: { error: "access_denied" },
  message: `Client has not been granted scopes: ${missing}`,
}));

/** What SDKs send to the token endpoint and wait for. */
export const TOKEN_REQUEST_CASES: readonly ContractCase[] = [
  ...REDIRECT_URIS,
  ...GONE,
  ...USERINFO_AUDIENCE,
  ...SCOPES,
];
