import { decodeJwt } from "jose";
import { ADA, callApi, clientToken } from "#test/support/tenant.ts";
import {
  codeOf,
  control,
  exchangeCode,
  logInForTokens,
  readUser,
  ready,
  redirectWithCode,
  send,
} from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

const DATABASE = "Username-Password-Authentication";
const PICTURE =
  "https://s.gravatar.com/avatar/9f528ceb410182ebd9d490172948f11f?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2Fgr.png";
const OWN_PICTURE = "https://grace.example/me.png";
const AT = { freeze: true, at: Date.UTC(2030, 0, 1) / 1000 };

const asBackend = async ({ tenant }: World) => ({ token: await clientToken(tenant) });
const create =
  (body: object = {}) =>
  ({ tenant }: World, { token = "" }: Given) =>
    callApi(tenant, "POST", "users", token, {
      connection: DATABASE,
      email: "Grace@Example.com",
      password: "Passw0rd!",
      ...body,
    });

const patchAda = ({ tenant }: World, body: object, token: string) =>
  callApi(tenant, "PATCH", `users/${encodeURIComponent(ADA.password)}`, token, body);

/** What the API shows of a user, as recorded. */
export const PROFILE_CASES: readonly ContractCase[] = [
  {
    items: ["T"],
    title: "a user who was made has the default picture and nothing of a login",
    given: asBackend,
    act: create(),
    status: 201,
    rule: "user-created",
    body: { picture: PICTURE },
    text: /^(?!.*"(logins_count|last_login|last_ip|last_password_reset|blocked)")/,
  },
  {
    items: ["T"],
    title: "a picture of one's own stands instead of it",
    given: asBackend,
    act: create({ picture: OWN_PICTURE }),
    status: 201,
    rule: "user-created",
    body: { picture: OWN_PICTURE },
  },
  ...[false, true].map((blocked): ContractCase => ({
    items: ["T"],
    title: `blocked is shown as it was set, ${blocked}`,
    given: asBackend,
    act: create({ blocked }),
    status: 201,
    rule: "user-created",
    body: { blocked },
  })),
  {
    items: ["T"],
    title: "a user who was unblocked is shown so",
    given: async (world) => {
      const path = `users/${encodeURIComponent(ADA.password)}`;
      await control(world, "PATCH", path, { blocked: true });
      return asBackend(world);
    },
    act: (world, { token = "" }) => patchAda(world, { blocked: false }, token),
    status: 200,
    rule: "user-updated",
    body: { blocked: false },
  },
  {
    items: ["T"],
    title: "a login is counted, with its time and place",
    given: async (world) => {
      await control(world, "PUT", "clock", AT);
      await logInForTokens(world);
      return ready(world);
    },
    act: (world, { client = "" }) => readUser(world, client),
    status: 200,
    rule: "user-read",
    body: { logins_count: 1, last_ip: "127.0.0.1", last_login: "2030-01-01T00:00:00.000Z" },
  },
  {
    items: ["T"],
    title: "a password that was changed is dated",
    given: async (world) => {
      await control(world, "PUT", "clock", AT);
      return asBackend(world);
    },
    act: (world, { token = "" }) => patchAda(world, { password: "An0ther-one" }, token),
    status: 200,
    rule: "user-updated",
    body: { last_password_reset: "2030-01-01T00:00:00.000Z" },
    afterwards: async (world, { token = "" }) => {
      await control(world, "PUT", "clock", { advance: 60 });
      const answer = await (await patchAda(world, { nickname: "ada" }, token)).json();
      return [answer.last_password_reset];
    },
    shows: ["2030-01-01T00:00:00.000Z"],
  },
  {
    items: ["T"],
    title: "a password that is null stays as it is",
    given: asBackend,
    act: (world, { token = "" }) => patchAda(world, { password: null, nickname: "a" }, token),
    status: 200,
    rule: "user-updated",
    body: { nickname: "a" },
    text: /^(?!.*last_password_reset)/,
    afterwards: async (world) => [(await logInForTokens(world)).id === ""],
    shows: [false],
  },
  {
    items: ["T"],
    title: "a short password changes nothing",
    given: asBackend,
    act: (world, { token = "" }) => patchAda(world, { password: "seven77" }, token),
    status: 400,
    rule: "password-weak",
    message: "PasswordStrengthError: Password is too weak",
  },
  {
    items: ["T"],
    title: "a phone number is set, shown with its scope, and taken away again",
    given: asBackend,
    act: (world, { token = "" }) => patchAda(world, { phone_number: "+441234567" }, token),
    status: 200,
    rule: "user-updated",
    body: { phone_number: "+441234567" },
    afterwards: async (world, { token = "" }) => {
      const { id } = await logInForTokens(world, { scope: "openid phone" });
      const without = await patchAda(world, { phone_number: null }, token);
      return [decodeJwt(id)["phone_number"], "phone_number" in (await without.json())];
    },
    shows: ["+441234567", false],
  },
  {
    items: ["T"],
    title: "a form changes a user, too",
    given: asBackend,
    act: (world, { token = "" }) =>
      send(world, `/api/v2/users/${encodeURIComponent(ADA.password)}`, {
        method: "PATCH",
        headers: { Authorization: `Bearer ${token}` },
        body: new URLSearchParams({ blocked: "true", nickname: "false" }),
      }),
    status: 200,
    rule: "user-updated",
    body: { blocked: true, nickname: "false" },
  },
  {
    items: ["T"],
    title: "the default picture is in the ID token, too",
    given: async (world) => ({
      code: await codeOf(redirectWithCode(world, { scope: "openid profile" })),
    }),
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 200,
    rule: "token-code",
    afterwards: async (_, __, { id_token = "" }) => [decodeJwt(id_token)["picture"]],
    shows: [
      "https://s.gravatar.com/avatar/3e3417d7ef77d5932a6734b916515ed5?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2Fad.png",
    ],
  },
  {
    items: ["T"],
    title: "a profile says nothing in place of the tenant",
    given: async (world) => {
      const state = { blocked: false, logins_count: 77, last_login: "never", app_metadata: 1 };
      const sent = { connection: "github", user_id: "1", email: "eve@example.com", profile: state };
      await control(world, "POST", "users", { ...sent, blocked: true });
      await control(world, "POST", "users", { ...sent, user_id: "2", profile: { blocked: true } });
      return asBackend(world);
    },
    act: (world, { token = "" }) => readUser(world, token, "github%7C1"),
    status: 200,
    rule: "user-read",
    body: { blocked: true },
    text: /^(?!.*"(logins_count|last_login|app_metadata)")/,
    afterwards: async (world, { token = "" }) => {
      const other: unknown = await (await readUser(world, token, "github%7C2")).json();
      return [JSON.stringify(other).includes("blocked")];
    },
    shows: [false],
  },
];
