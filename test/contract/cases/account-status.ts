import {
  ADA,
  callApi,
  clientToken,
  createBrowser,
  locationOf,
  logIn,
  MALLORY,
} from "#test/support/tenant.ts";
import {
  accessToken,
  authorize,
  authorizeAt,
  control,
  exchangeCode,
  idToken,
  link,
  logInForTokens,
  readTokens,
  readUser,
  ready,
  signedIn,
  unlink,
  userinfo,
} from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

const path = (id: string) => `users/${encodeURIComponent(id)}`;
const DATABASE = "Username-Password-Authentication";
const MALLORYS = { provider: "auth0", user_id: MALLORY };

const block = (world: World, id: string, blocked = true) =>
  control(world, "PATCH", path(id), { blocked });

const patchAda = (body: object) => (world: World, given: Given) =>
  callApi(world.tenant, "PATCH", path(ADA.password), given["client"], body);

/** Where a login as an account ends. */
async function tryLogIn(world: World, account: string): Promise<string> {
  const answer = await logIn(createBrowser(world.tenant), await authorizeAt(world), account);
  return new URL(locationOf(answer)).searchParams.get("error_description") ?? "logged in";
}

async function unlinkAfterLink(world: World, token: string, body: object): Promise<void> {
  await link(world, token, body);
  await unlink(world, token);
}

/** Makes the account of Mallory again under its id, with a password that only its new owner knows. */
async function makeAgain(world: World, client: string): Promise<void> {
  await callApi(world.tenant, "DELETE", path(MALLORY), client);
  await callApi(world.tenant, "POST", "users", client, {
    connection: DATABASE,
    email: "mallory@example.com",
    password: "Passw0rd!",
    user_id: MALLORY.split("|")[1],
  });
}

const BLOCKS: ContractCase[] = [
  {
    items: ["E41"],
    title: "a blocked account is not linked, so that no link lifts its block",
    given: async (world) => {
      const given = {
        ...(await ready(world)),
        github: await idToken(world, { user_id: ADA.github }),
      };
      await block(world, ADA.github);
      return given;
    },
    act: (world, { token = "", github: link_with = "" }) => link(world, token, { link_with }),
    status: 400,
    rule: "link-blocked",
    message: "Unable to link with the secondary account.",
    afterwards: async (world) => [await tryLogIn(world, ADA.github)],
    shows: ["user is blocked"],
  },
  {
    items: ["E41"],
    title: "nor by an application on a server",
    given: async (world) => {
      await block(world, MALLORY);
      return ready(world);
    },
    act: (world, { client = "" }) => link(world, client, MALLORYS),
    status: 400,
    rule: "link-blocked",
  },
  {
    items: ["E41", "A10"],
    title: "who is unlinked from a blocked user stays blocked",
    given: async (world) => {
      const given = await ready(world);
      await link(world, given.token, { link_with: given.idToken });
      await block(world, ADA.password);
      return given;
    },
    act: (world, { client = "" }) => unlink(world, client),
    status: 200,
    rule: "identity-unlinked",
    afterwards: async (world) => [
      await tryLogIn(world, ADA.google),
      await tryLogIn(world, ADA.password),
    ],
    shows: ["user is blocked", "user is blocked"],
  },
  {
    items: ["E41"],
    title: "a blocked user's access token opens nothing at the Management API",
    given: async (world) => {
      const given = { ...(await ready(world)), ...(await logInForTokens(world)) };
      await block(world, ADA.password);
      return given;
    },
    act: (world, { access = "" }) => readUser(world, access),
    status: 401,
    rule: "token-invalid",
    because: /the user is blocked/,
    afterwards: async (world, { access = "", token = "", idToken: link_with = "" }) => [
      (await userinfo(world, access)).status,
      (await link(world, token, { link_with })).status,
    ],
    shows: [401, 401],
  },
  {
    items: ["E41"],
    title: "a block ends the sessions, for good",
    given: async (world) => ({ ...(await ready(world)), ...(await openSession(world)) }),
    act: patchAda({ blocked: true }),
    status: 200,
    rule: "user-updated",
    afterwards: async (world) => {
      await block(world, ADA.password, false);
      const { sessions } = await (await control(world, "GET", "snapshot")).json();
      return [sessions];
    },
    shows: [[]],
  },
];

async function openSession(world: World): Promise<Given> {
  await signedIn(world);
  return {};
}

const profileOf = async (world: World, client: string) => {
  const { email, email_verified } = await (await readUser(world, client)).json();
  return [email, email_verified];
};

const UPDATES: ContractCase[] = [
  {
    items: ["E41"],
    title: "a new address is not verified because the old one was",
    given: ready,
    act: patchAda({ email: "countess@example.org" }),
    status: 200,
    rule: "user-updated",
    body: { email: "countess@example.org", email_verified: false },
    afterwards: (world, { client = "" }) => profileOf(world, client),
    shows: ["countess@example.org", false],
  },
  {
    items: ["E41"],
    title: "unless the body says so",
    given: ready,
    act: patchAda({ email: "countess@example.org", email_verified: true }),
    status: 200,
    rule: "user-updated",
    body: { email: "countess@example.org", email_verified: true },
  },
  {
    items: ["E41"],
    title: "an address that stays is as verified as before",
    given: ready,
    act: patchAda({ email: "ada@example.com", connection: DATABASE }),
    status: 200,
    rule: "user-updated",
    body: { email: "ada@example.com", email_verified: true },
  },
  {
    items: ["E41", "B"],
    title: "a connection in an update has to exist",
    given: ready,
    act: patchAda({ email: "countess@example.org", connection: "facebook" }),
    status: 400,
    rule: "connection-does-not-exist",
    body: { errorCode: "inexistent_connection" },
  },
  {
    items: ["E41", "B"],
    title: "and to be that of the main identity",
    given: async (world) => {
      const given = await ready(world);
      await link(world, given.token, { link_with: given.idToken });
      return given;
    },
    act: patchAda({ email: "countess@example.org", connection: "google-oauth2" }),
    status: 400,
    rule: "user-connection",
  },
  {
    items: ["B"],
    title: "metadata that grows by each update ends at a hundred thousand characters",
    given: async (world) => {
      const given = await ready(world);
      await patchAda({ user_metadata: { first: "x".repeat(60_000) } })(world, given);
      return given;
    },
    act: patchAda({ user_metadata: { second: "x".repeat(60_000) } }),
    status: 400,
    rule: "metadata-too-large",
  },
  ...[1900, 2000].map((more): ContractCase => {
    const isTooMuch = more === 2000;
    return {
      items: ["B"],
      title: `${more} values more in the metadata are ${isTooMuch ? "too many" : "taken"}`,
      given: ready,
      act: patchAda({ user_metadata: { all: Array.from({ length: more }, () => ({})) } }),
      status: isTooMuch ? 400 : 200,
      rule: isTooMuch ? "metadata-too-large" : "user-updated",
    };
  }),
];

const AGAIN: ContractCase[] = [
  {
    items: ["E41"],
    title: "a deleted user's access token does not open who is made again under the id",
    given: async (world) => {
      const old = await accessToken(world, { user_id: MALLORY });
      const given = { ...(await ready(world)), ...(await logInForTokens(world, {}, MALLORY)), old };
      await makeAgain(world, given.client);
      return given;
    },
    act: (world, { access = "" }) => readUser(world, access, encodeURIComponent(MALLORY)),
    status: 401,
    rule: "token-invalid",
    because: /taken back/,
    afterwards: async (world, { access = "", old = "" }) => {
      const id = encodeURIComponent(MALLORY);
      const before = [await userinfo(world, access), await readUser(world, old, id)];
      // In this second, too, the tenant knows what it gave to whom.
      const again = await logInForTokens(world, { nonce: "again" }, MALLORY);
      const after = await readUser(world, await accessToken(world, { user_id: MALLORY }), id);
      return [...before, await userinfo(world, again.access), after].map(({ status }) => status);
    },
    shows: [401, 401, 200, 200],
  },
  {
    items: ["E41"],
    title: "nor where the tenant's clock was back when the user was deleted",
    given: async (world) => {
      const given = { ...(await ready(world)), ...(await logInForTokens(world, {}, MALLORY)) };
      await control(world, "PUT", "clock", { offset: -7200 });
      await makeAgain(world, await clientToken(world.tenant));
      await control(world, "PUT", "clock", { offset: 0 });
      return given;
    },
    act: (world, { access = "" }) => readUser(world, access, encodeURIComponent(MALLORY)),
    status: 401,
    rule: "token-invalid",
    because: /taken back/,
  },
  {
    items: ["E31", "E41"],
    title: "a deleted user's ID token does not link who is made again under the id",
    given: async (world) => {
      const given = { ...(await ready(world)), ...(await logInForTokens(world, {}, MALLORY)) };
      await makeAgain(world, given.client);
      return given;
    },
    act: (world, { token = "", id: link_with = "" }) => link(world, token, { link_with }),
    status: 400,
    rule: "link-with-invalid",
    because: /taken back/,
  },
  {
    items: ["E31", "E41"],
    title: "the ID token of who was made again links, also within the same second",
    given: async (world) => {
      const given = await ready(world);
      await makeAgain(world, given.client);
      return { ...given, ...(await logInForTokens(world, {}, MALLORY)) };
    },
    act: (world, { token = "", id: link_with = "" }) => link(world, token, { link_with }),
    status: 201,
    rule: "identity-linked",
  },
  ...[
    ["after a link, a session of the secondary is the primary user's", link, ADA.password] as const,
    ["after an unlink it is the unlinked user's again", unlinkAfterLink, ADA.google] as const,
  ].map(([title, change, subject]): ContractCase => ({
    items: ["A9", "E41"],
    title,
    given: ready,
    act: async (world, { token = "", idToken: link_with = "" }) => {
      const browser = await signedIn(world, ADA.google);
      await change(world, token, { link_with });
      return authorize(world, { prompt: "none" }, browser);
    },
    status: 302,
    rule: "authorization-code",
    delivery: "redirect",
    afterwards: async (world, _, { code = "" }) => {
      const { access } = await readTokens(await exchangeCode(world, code));
      const { sub } = await (await userinfo(world, access)).json();
      return [sub];
    },
    shows: [subject],
  })),
  {
    items: ["A10", "E41"],
    title: "an unlinked identity keeps no access token of the user it leaves",
    given: async (world) => {
      const given = await ready(world);
      await link(world, given.token, { link_with: given.idToken });
      return { ...given, ...(await logInForTokens(world, {}, ADA.google)) };
    },
    act: (world, { token = "" }) => unlink(world, token),
    status: 200,
    rule: "identity-unlinked",
    afterwards: async (world, { access = "" }) => [
      (await readUser(world, access)).status,
      (await userinfo(world, access)).status,
    ],
    shows: [401, 401],
  },
];

const RELINK: ContractCase = {
  items: ["A10", "E31"],
  title: "an ID token from before the link links again after the unlink",
  given: async (world) => {
    const google = await logInForTokens(world, {}, ADA.google);
    const given = await ready(world);
    await link(world, given.token, { link_with: google.id });
    await unlink(world, given.token);
    return { ...given, ...google };
  },
  act: (world, { token = "", id: link_with = "" }) => link(world, token, { link_with }),
  status: 201,
  rule: "identity-linked",
};

const NAMES_PRIMARY: ContractCase = {
  items: ["A10", "E31", "E41"],
  title: "an unlinked identity keeps no ID token that names the user it leaves",
  given: async (world) => {
    const given = await ready(world);
    await link(world, given.token, { link_with: given.idToken });
    const google = await logInForTokens(world, {}, ADA.google);
    await unlink(world, given.token);
    return { ...given, ...google, other: await accessToken(world, { user_id: ADA.github }) };
  },
  act: (world, { other = "", id: link_with = "" }) =>
    link(world, other, { link_with }, encodeURIComponent(ADA.github)),
  status: 400,
  rule: "link-with-invalid",
  because: /taken back/,
};

/** Google's tokens name the password account; both go to Mallory, who gives the password account back alone. */
async function leftBehind(world: World): Promise<Given> {
  const given = await ready(world);
  await link(world, given.token, { link_with: given.idToken });
  const google = await logInForTokens(world, {}, ADA.google);
  const [provider = "", user_id = ""] = ADA.password.split("|");
  const mallory = encodeURIComponent(MALLORY);
  await link(world, given.client, { provider, user_id }, mallory);
  await unlink(world, given.client, `${provider}/${user_id}`, mallory);
  return { ...given, ...google, other: await accessToken(world, { user_id: ADA.github }) };
}

const LEFT_BEHIND: ContractCase[] = [
  {
    items: ["A10", "E41"],
    title:
      "an identity that stays with another user opens the one whom it left with no access token",
    given: leftBehind,
    act: (world, { access = "" }) => readUser(world, access),
    status: 401,
    rule: "token-invalid",
    because: /taken back/,
    afterwards: async (world, { access = "" }) => [(await userinfo(world, access)).status],
    shows: [401],
  },
  {
    items: ["A10", "E31", "E41"],
    title: "nor with an ID token",
    given: leftBehind,
    act: (world, { other = "", id: link_with = "" }) =>
      link(world, other, { link_with }, encodeURIComponent(ADA.github)),
    status: 400,
    rule: "link-with-invalid",
    because: /taken back/,
  },
];

/** One session, two codes, one second: the tokens are the same. */
async function twoGrants(world: World): Promise<Given> {
  const browser = await signedIn(world);
  const codes: string[] = [];
  for (const nonce of ["1", "2"]) {
    const answer = await authorize(world, { prompt: "none", nonce }, browser);
    codes.push(new URL(locationOf(answer)).searchParams.get("code") ?? "");
  }
  const [one = "", two = ""] = codes;
  const first = await readTokens(await exchangeCode(world, one));
  const second = await readTokens(await exchangeCode(world, two));
  return { one, two, access: first.access, isSame: String(first.access === second.access) };
}

const GRANTS: ContractCase[] = (["one", "two"] as const).map((replayed, index) => ({
  items: ["E24"],
  title: `a token of two authorizations outlives the replay of ${replayed === "one" ? "the first" : "the second"}`,
  given: twoGrants,
  act: (world, given) => exchangeCode(world, given[replayed] ?? ""),
  status: 403,
  rule: "code-invalid",
  changes: true,
  afterwards: async (world, given) => {
    const { access = "", isSame } = given;
    const once = (await userinfo(world, access)).status;
    await exchangeCode(world, given[index === 0 ? "two" : "one"] ?? "");
    return [isSame, once, (await userinfo(world, access)).status];
  },
  shows: ["true", 200, 401],
}));

const REPLAY_AFTER_LINK: ContractCase = {
  items: ["E24"],
  title: "a code that is used again after a link and an unlink takes back what it gave",
  given: async (world) => {
    const browser = await signedIn(world, ADA.google);
    const answer = await authorize(world, { prompt: "none" }, browser);
    const code = new URL(locationOf(answer)).searchParams.get("code") ?? "";
    const { access } = await readTokens(await exchangeCode(world, code));
    const given = await ready(world);
    const google = await logInForTokens(world, {}, ADA.google);
    await link(world, given.token, { link_with: google.id });
    await unlink(world, given.token);
    return { code, access };
  },
  act: (world, { code = "" }) => exchangeCode(world, code),
  status: 403,
  rule: "code-invalid",
  because: /taken back/,
  changes: true,
  afterwards: async (world, { access = "" }) => [(await userinfo(world, access)).status],
  shows: [401],
};

/** What no sequence of calls changes: who is blocked, verified, and who somebody is. */
export const ACCOUNT_STATUS_CASES: readonly ContractCase[] = [
  ...BLOCKS,
  ...UPDATES,
  ...AGAIN,
  RELINK,
  NAMES_PRIMARY,
  ...LEFT_BEHIND,
  ...GRANTS,
  REPLAY_AFTER_LINK,
];
