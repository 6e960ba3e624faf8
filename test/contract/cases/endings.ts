import { ADA, callApi, hiddenFields, locationOf, MALLORY } from "#test/support/tenant.ts";
import * as v from "valibot";
import { PARTNER } from "#test/contract/seed.ts";
import {
  authorize,
  codeOf,
  control,
  exchangeCode,
  link,
  logInForTokens,
  readUser,
  ready,
  redirectWithCode,
  refresh,
  signedIn,
  unlink,
  userinfo,
} from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

/** Consents at the partner's application as an account. */
async function consent(world: World, account: string): Promise<void> {
  const { accept } = await reachConsent(world, account);
  await accept();
}

/** Has the partner's application ask for consent. */
async function reachConsent(world: World, account: string) {
  const browser = await signedIn(world, account);
  const asked = await authorize(world, PARTNER, browser);
  const form = await hiddenFields(await browser.get(locationOf(asked)));
  return { accept: () => browser.post("/u/consent", { ...form, decision: "accept" }) };
}

const consentsSchema = v.object({ consents: v.array(v.object({ user_id: v.string() })) });

async function consenting(world: World): Promise<string[]> {
  const response = await control(world, "GET", "snapshot");
  const { consents } = v.parse(consentsSchema, await response.json());
  return consents.map(({ user_id }) => user_id);
}

async function readProfile(world: World, client: string, id: string) {
  const response = await readUser(world, client, encodeURIComponent(id));
  return v.parse(v.record(v.string(), v.unknown()), await response.json());
}

const linkNow = (world: World, { token = "", idToken: link_with = "" }: Given) =>
  link(world, token, { link_with });

const remove =
  (id: string) =>
  ({ tenant }: World, { client = "" }: Given) =>
    callApi(tenant, "DELETE", `users/${encodeURIComponent(id)}`, client);

/** Consent that is given for an account which is somebody else's by then. */
const refusedConsent = (title: string, act: (world: World) => Promise<Response>): ContractCase => ({
  items: ["A9", "E33"],
  title,
  act,
  status: 400,
  rule: "login-over",
  changes: true,
  afterwards: consenting,
  shows: [],
});

/** What was granted to an account, and what it allowed, ends with it. */
export const ENDING_CASES: readonly ContractCase[] = [
  {
    items: ["A9"],
    title: "a link ends the codes and opaque tokens of the linked account",
    given: async (world) => {
      const opaque = await logInForTokens(world, { audience: undefined }, ADA.google);
      const code = await codeOf(redirectWithCode(world, {}, ADA.google));
      return { ...(await ready(world)), opaque: opaque.access, code };
    },
    act: linkNow,
    status: 201,
    rule: "identity-linked",
    afterwards: async (world, { opaque = "", code = "" }) => [
      (await userinfo(world, opaque)).status,
      (await exchangeCode(world, code)).status,
    ],
    shows: [401, 403],
  },
  refusedConsent(
    "consent that was asked for before a link is not that of whom the account belongs to now",
    async (world) => {
      const { accept } = await reachConsent(world, ADA.google);
      await linkNow(world, await ready(world));
      return accept();
    },
  ),
  refusedConsent(
    "consent that was asked for before an unlink is not that of the account on its own",
    async (world) => {
      const given = await ready(world);
      await linkNow(world, given);
      const { accept } = await reachConsent(world, ADA.google);
      await unlink(world, given.token);
      return accept();
    },
  ),
  {
    items: ["A9", "E33"],
    title: "a link forgets what the linked account allowed, and nobody else's consent",
    given: async (world) => {
      await consent(world, ADA.google);
      await consent(world, MALLORY);
      return ready(world);
    },
    act: linkNow,
    status: 201,
    rule: "identity-linked",
    afterwards: consenting,
    shows: [MALLORY],
  },
  {
    items: ["A10"],
    title: "an unlink ends what was granted to the primary through that identity",
    given: async (world) => {
      const given = await ready(world);
      await linkNow(world, given);
      const google = await logInForTokens(world, {}, ADA.google);
      return { ...given, refresh: google.refresh };
    },
    act: (world, { token = "" }) => unlink(world, token),
    status: 200,
    rule: "identity-unlinked",
    headers: { "Cache-Control": /^no-store$/ },
    afterwards: async (world, { refresh: token = "" }) => [(await refresh(world, token)).status],
    shows: [403],
  },
  {
    items: ["A10", "E33"],
    title: "an unlink forgets what was allowed in the primary's name, and nobody else's consent",
    given: async (world) => {
      const given = await ready(world);
      await linkNow(world, given);
      await consent(world, ADA.google);
      await consent(world, MALLORY);
      return given;
    },
    act: (world, { token = "" }) => unlink(world, token),
    status: 200,
    rule: "identity-unlinked",
    afterwards: consenting,
    shows: [MALLORY],
  },
  {
    items: ["A10"],
    title: "an unlinked account has its profile back, and has never logged in",
    given: async (world) => {
      await logInForTokens(world);
      const given = await ready(world);
      await linkNow(world, given);
      return given;
    },
    act: (world, { token = "" }) => unlink(world, token),
    status: 200,
    rule: "identity-unlinked",
    afterwards: async (world, { client = "" }) => {
      const user = await readProfile(world, client, ADA.google);
      return [user["email"], user["given_name"], user["logins_count"]];
    },
    shows: ["ada@example.com", "Ada", undefined],
  },
  {
    items: ["A9"],
    title: "a link is a change of the primary user",
    given: async (world) => {
      await control(world, "PUT", "clock", { freeze: true, at: Date.UTC(2030, 0, 1) / 1000 });
      return ready(world);
    },
    act: linkNow,
    status: 201,
    rule: "identity-linked",
    afterwards: async (world, { client = "" }) => [
      (await readProfile(world, client, ADA.password))["updated_at"],
    ],
    shows: ["2030-01-01T00:00:00.000Z"],
  },
  {
    items: ["E41"],
    title: "who comes to have the id of a deleted user has none of their grants",
    given: async (world) => ({
      ...(await ready(world)),
      ...(await logInForTokens(world, {}, MALLORY)),
    }),
    act: remove(MALLORY),
    status: 204,
    rule: "user-deleted",
    afterwards: async (world, { client = "", refresh: token = "" }) => {
      const made = await callApi(world.tenant, "POST", "users", client, {
        connection: "Username-Password-Authentication",
        email: "mallory@example.com",
        password: "Passw0rd!",
        user_id: MALLORY.split("|")[1],
      });
      return [made.status, (await refresh(world, token)).status];
    },
    shows: [201, 403],
  },
  {
    items: ["E33"],
    title: "a new password forgets what was allowed while the old one was good",
    given: async (world) => {
      await consent(world, ADA.password);
      await consent(world, MALLORY);
      return ready(world);
    },
    act: ({ tenant }, { client = "" }) =>
      callApi(tenant, "PATCH", `users/${encodeURIComponent(ADA.password)}`, client, {
        password: "Passw0rd!2",
      }),
    status: 200,
    rule: "user-updated",
    afterwards: consenting,
    shows: [MALLORY],
  },
  {
    items: ["E33"],
    title: "a deleted user's consent is forgotten",
    given: async (world) => {
      await consent(world, ADA.github);
      return ready(world);
    },
    act: remove(ADA.github),
    status: 204,
    rule: "user-deleted",
    afterwards: consenting,
    shows: [],
  },
  {
    items: ["A9"],
    title: "a token of a user who was deleted opens nobody",
    given: async (world) => ({ ...(await ready(world)), ...(await logInForTokens(world)) }),
    act: async (world, { client = "", access = "" }) => {
      await callApi(world.tenant, "DELETE", `users/${encodeURIComponent(ADA.password)}`, client);
      return userinfo(world, access);
    },
    status: 401,
    rule: "userinfo-refused",
    because: /^the account is gone/,
    changes: true,
  },
];
