import { decodeJwt } from "jose";
import * as v from "valibot";
import { ADA, callApi, clientToken, IMPLICIT, LINK_SCOPE, MALLORY } from "#test/support/tenant.ts";
import { EMPTY_GOOGLE_ID } from "#test/contract/seed.ts";
import {
  authorize,
  control,
  countSessions,
  idToken,
  link,
  logInForTokens,
  readUser,
  ready,
  refresh,
  send,
  signedIn,
  unlink,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const NAMED = { provider: "google-oauth2", user_id: "115015401343387192604" };

const linked = async (world: World) => {
  const given = await ready(world);
  await link(world, given.token, { link_with: given.idToken });
  return given;
};

/** What a link answers: every identity with its profile. */
const BOTH_IDENTITIES = [
  {
    profileData: { email: "ada@example.com", name: "Ada Lovelace" },
    connection: "Username-Password-Authentication",
    user_id: "5a620d29a840170a9ef43672",
    provider: "auth0",
    isSocial: false,
  },
  {
    profileData: { email: "ada@example.com", nickname: "ada.lovelace" },
    connection: "google-oauth2",
    user_id: "115015401343387192604",
    provider: "google-oauth2",
    isSocial: true,
  },
];

const LINKS: ContractCase[] = [
  {
    items: ["A9"],
    title: "a primary user has its own metadata, and profileData on the linked identity only",
    given: linked,
    act: (world, { token = "" }) => readUser(world, token),
    status: 200,
    rule: "user-read-own",
    body: {
      identities: [{ provider: "auth0" }, BOTH_IDENTITIES[1]],
      user_metadata: {
        theme: "light",
        newsletter: true,
        address: { city: "London", country: "GB" },
      },
    },
    text: /^(?!.*"provider":"auth0"[^}]*"profileData")(?!.*"profileData"[^[]*"provider":"auth0")/,
  },
  {
    items: ["A9"],
    title: "a linked account is no user, in Auth0's exact words",
    given: linked,
    act: (world, { client = "" }) => readUser(world, client, encodeURIComponent(ADA.google)),
    status: 404,
    rule: "user-unknown",
    body: {
      statusCode: 404,
      error: "Not Found",
      message: "The user does not exist.",
      errorCode: "inexistent_user",
    },
  },
  {
    items: ["A9"],
    title: "after a link, a session that the secondary began answers as the primary user",
    given: ready,
    act: async (world, { token = "", idToken: link_with = "" }) => {
      const browser = await signedIn(world, ADA.google);
      await link(world, token, { link_with });
      return authorize(world, { ...IMPLICIT, prompt: "none" }, browser);
    },
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: async (_, __, { id_token = "" }) => [decodeJwt(id_token).sub],
    shows: [ADA.password],
  },
  {
    items: ["A7"],
    title: "update:users links a database account by its connection",
    given: ready,
    act: (world, { client = "" }) =>
      link(world, client, {
        provider: "auth0",
        connection_id: "con_LinkLabDatabase1",
        user_id: MALLORY,
      }),
    status: 201,
    rule: "identity-linked",
    body: [{ provider: "auth0" }, { provider: "auth0", user_id: MALLORY.slice(6) }],
  },
  {
    items: ["A7", "A9", "E38"],
    title: "an access token and the other account's ID token link the two (use case 4)",
    given: ready,
    act: (world, { token = "", idToken: link_with = "" }) => link(world, token, { link_with }),
    status: 201,
    body: BOTH_IDENTITIES,
    text: /^\[\{"profileData":\{[^}]*\},"connection":"[^"]*","user_id":"[^"]*","provider":"auth0","isSocial":false\}/,
    rule: "identity-linked",
    headers: { "Cache-Control": /^no-store$/, "X-RateLimit-Remaining": /^49$/ },
    afterwards: async (world, { client = "" }) => [
      (await readUser(world, client, encodeURIComponent(ADA.google))).status,
    ],
    shows: [404],
  },
  ...[
    NAMED,
    { ...NAMED, user_id: ADA.google },
    { ...NAMED, connection_id: "con_LinkLabGoogle001" },
    { provider: "github", user_id: 1_815_121 },
  ].map((body): ContractCase => ({
    items: ["A7"],
    title: `update:users links by ${JSON.stringify(body)} (use case 2)`,
    given: ready,
    act: (world, { client = "" }) => link(world, client, body),
    status: 201,
    rule: "identity-linked",
  })),
  {
    items: ["A7"],
    title: "who names an account has to name its provider",
    given: ready,
    act: (world, { client = "" }) => link(world, client, { user_id: "115015401343387192604" }),
    status: 400,
    rule: "connection-unknown",
    because: /^provider is missing/,
  },
  {
    items: ["A7"],
    title: "an account of one connection is not found in another one with the same provider",
    given: ready,
    act: (world, { client = "" }) =>
      link(world, client, { ...NAMED, connection_id: EMPTY_GOOGLE_ID }),
    status: 400,
    rule: "link-identity-unknown",
  },
  {
    items: ["A7"],
    title: "update:users links with an ID token of its own application, too (use case 6)",
    given: async (world) => ({
      client: await clientToken(world.tenant, "linklab-web"),
      idToken: await idToken(world, { client_id: "linklab-web" }),
    }),
    act: (world, { client = "", idToken: link_with = "" }) => link(world, client, { link_with }),
    status: 201,
    rule: "identity-linked",
  },
  {
    items: ["A7"],
    title: "a link can be asked for by a form, too",
    given: ready,
    act: (world, { token = "", idToken: link_with = "" }) =>
      send(world, `/api/v2/users/${encodeURIComponent(ADA.password)}/identities`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}` },
        body: new URLSearchParams({ link_with }),
      }),
    status: 201,
    rule: "identity-linked",
    body: [{ provider: "auth0" }, { provider: "google-oauth2" }],
  },
  ...(["link", "unlink"] as const).map((action): ContractCase => ({
    items: ["A9"],
    title: `a user who is not there can not ${action}`,
    given: ready,
    act: (world, { client = "" }) =>
      action === "link"
        ? link(world, client, NAMED, "auth0%7Cnobody")
        : unlink(world, client, "github/1815121", "auth0%7Cnobody"),
    status: 404,
    rule: "user-unknown",
  })),
  {
    items: ["A7"],
    title: "an ID token as bearer does not link (use cases 1 and 5)",
    given: async (world) => ({
      bearer: await idToken(world, { user_id: ADA.password }),
      ...(await ready(world)),
    }),
    act: (world, { bearer = "", idToken: link_with = "" }) => link(world, bearer, { link_with }),
    status: 401,
    rule: "token-invalid",
    body: { statusCode: 401, message: "Invalid token" },
  },
  {
    items: ["A7"],
    title: "a person cannot link what they only name (use cases 3 and 7)",
    given: ready,
    act: (world, { token = "" }) => link(world, token, NAMED),
    status: 403,
    rule: "scope-user-id-body",
    message: "Insufficient scope, expected any of: update:users",
  },
  {
    items: ["A9"],
    title: "the account's identities come along",
    given: async (world) => {
      const given = await ready(world);
      await link(
        world,
        given.client,
        { provider: "github", user_id: "1815121" },
        encodeURIComponent(ADA.google),
      );
      return given;
    },
    act: (world, { token = "", idToken: link_with = "" }) => link(world, token, { link_with }),
    status: 201,
    rule: "identity-linked",
    body: [{ provider: "auth0" }, { provider: "google-oauth2" }, { provider: "github" }],
    afterwards: async (world) => {
      const users: unknown = await (await control(world, "GET", "users")).json();
      return v.parse(v.array(v.object({ user_id: v.string() })), users);
    },
    shows: [{ user_id: ADA.password }, { user_id: MALLORY }],
  },
  {
    items: ["A9"],
    title: "the linked account's next login is the primary user's, and its refresh token is over",
    given: async (world) => {
      const given = await ready(world);
      const google = await logInForTokens(world, {}, ADA.google);
      await link(world, given.token, { link_with: given.idToken });
      return { ...given, old: google.refresh };
    },
    act: (world, { old = "" }) => refresh(world, old),
    status: 403,
    rule: "refresh-token-invalid",
    afterwards: async (world, { client = "" }) => {
      const { access, id } = await logInForTokens(world, { scope: LINK_SCOPE }, ADA.google);
      return [
        decodeJwt(id).sub,
        (await readUser(world, access)).status,
        (await readUser(world, client)).status,
      ];
    },
    shows: [ADA.password, 200, 200],
  },
  {
    items: ["A11", "E31"],
    title: "an ID token that was used already gives 409",
    given: linked,
    act: (world, { token = "", idToken: link_with = "" }) => link(world, token, { link_with }),
    status: 409,
    rule: "link-exists",
    message: "Specified identity already exists.",
  },
  {
    items: ["A11"],
    title: "after a link, a fresh ID token of the other account is the primary's own",
    given: async (world) => {
      const { token } = await linked(world);
      const { id } = await logInForTokens(world, {}, ADA.google);
      return { token, id };
    },
    act: (world, { token = "", id = "" }) => link(world, token, { link_with: id }),
    status: 400,
    rule: "link-same-identity",
    message: "Main identity and the new one are the same.",
  },
  {
    items: ["A11"],
    title: "a linked identity that is named again gives 409",
    given: linked,
    act: (world, { client = "" }) => link(world, client, NAMED),
    status: 409,
    rule: "link-exists",
  },
];

const UNLINKS: ContractCase[] = [
  {
    items: ["A7", "A10"],
    title:
      "unlinking gives the rest back and the account its own life, without metadata (use case 9)",
    given: linked,
    act: (world, { token = "" }) => unlink(world, token),
    status: 200,
    rule: "identity-unlinked",
    body: [BOTH_IDENTITIES[0]],
    afterwards: async (world, { client = "" }) => {
      const response = await readUser(world, client, encodeURIComponent(ADA.google));
      const { id } = await logInForTokens(world, {}, ADA.google);
      return [
        response.status,
        /(user|app)_metadata/.test(await response.text()),
        decodeJwt(id).sub,
      ];
    },
    shows: [200, false, ADA.google],
  },
  {
    items: ["A7"],
    title: "update:users unlinks, too (use case 9)",
    given: linked,
    act: (world, { client = "" }) => unlink(world, client),
    status: 200,
    rule: "identity-unlinked",
  },
  {
    items: ["A7"],
    title: "an ID token as bearer does not unlink (use case 8)",
    given: async (world) => {
      await linked(world);
      return { bearer: await idToken(world, { user_id: ADA.password }) };
    },
    act: (world, { bearer = "" }) => unlink(world, bearer),
    status: 401,
    rule: "token-invalid",
  },
  {
    items: ["A10", "E34"],
    title: "the main identity stays",
    given: linked,
    act: (world, { token = "" }) => unlink(world, token, "auth0/5a620d29a840170a9ef43672"),
    status: 400,
    rule: "unlink-main",
    message: "Main identity cannot be removed",
  },
  {
    items: ["E34"],
    title: "the last identity stays",
    given: ready,
    act: (world, { client = "" }) =>
      unlink(world, client, "github/1815121", encodeURIComponent(ADA.github)),
    status: 400,
    rule: "unlink-main",
  },
  {
    items: ["E34"],
    title: "nobody unlinks from somebody else",
    given: linked,
    act: (world, { token = "" }) => unlink(world, token, "github/1", encodeURIComponent(MALLORY)),
    status: 403,
    rule: "subject-mismatch",
    message: "User to be acted on does not match subject in bearer token.",
  },
  ...(
    [
      [`google-oauth2/${encodeURIComponent(ADA.google)}`, 200, "identity-unlinked"],
      [`auth0/${encodeURIComponent(ADA.password)}`, 400, "unlink-main"],
      [`github/${encodeURIComponent(ADA.google)}`, 404, "unlink-unknown"],
    ] as const
  ).map(([identity, status, rule]): ContractCase => ({
    items: ["T", "E34"],
    title: `the full id in ${identity} gives ${status}`,
    given: linked,
    act: (world, { token = "" }) => unlink(world, token, identity),
    status,
    rule,
  })),
  {
    items: ["E34"],
    title: "an identity that was never linked gives 404",
    given: linked,
    act: (world, { token = "" }) => unlink(world, token, "github/1815121"),
    status: 404,
    rule: "unlink-unknown",
    message: "The identity does not exist.",
  },
  {
    items: ["E34"],
    title: "unlinking twice gives 404",
    given: async (world) => {
      const given = await linked(world);
      await unlink(world, given.token);
      return given;
    },
    act: (world, { token = "" }) => unlink(world, token),
    status: 404,
    rule: "unlink-unknown",
  },
  {
    items: ["A9"],
    title:
      "deleting the primary deletes what is linked to it, sessions and refresh tokens included",
    given: async (world) => {
      const given = await linked(world);
      const google = await logInForTokens(world, {}, ADA.google);
      return { ...given, refresh: google.refresh };
    },
    act: ({ tenant }, { client = "" }) =>
      callApi(tenant, "DELETE", `users/${encodeURIComponent(ADA.password)}`, client),
    status: 204,
    rule: "user-deleted",
    afterwards: async (world, { client = "", refresh: token = "" }) => [
      (await readUser(world, client)).status,
      (await readUser(world, client, encodeURIComponent(ADA.google))).status,
      (await refresh(world, token)).status,
      await countSessions(world),
    ],
    shows: [404, 404, 403, 0],
  },
];

/** Linking and unlinking. */
export const IDENTITY_CASES: readonly ContractCase[] = [...LINKS, ...UNLINKS];
