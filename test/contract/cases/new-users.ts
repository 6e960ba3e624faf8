import { MAX_USERS } from "#emulator/accounts/add.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import { ADA, callApi, clientToken } from "#test/support/tenant.ts";
import { accessToken, control, openLogin } from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const GRACE = {
  connection: "Username-Password-Authentication",
  email: "grace@example.com",
  password: "Passw0rd!",
};
const asBackend = async ({ tenant }: World) => ({ token: await clientToken(tenant) });
const create =
  (body: object) =>
  ({ tenant }: World, { token = "" }: Readonly<Record<string, string>>) =>
    callApi(tenant, "POST", "users", token, body);

/** Makes accounts at a provider, which need no password, until there is no room. */
const plantSome = (world: World, first: number, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => {
      const email = `${first + index}@example.com`;
      return control(world, "POST", "users", { connection: "github", email });
    }),
  );

const reason = (text: string) => `Payload validation error: '${text}'.`;

/** What makes no user: the body, status, `errorCode`, the rule and its words. */
const REFUSALS: [title: string, object, number, string | undefined, RuleId, message: string][] = [
  [
    "an address that is taken",
    { email: "Ada@Example.com" },
    409,
    "auth0_idp_error",
    "user-exists",
    "The user already exists.",
  ],
  [
    "an id that is taken",
    { user_id: "5a620d29a840170a9ef43672" },
    409,
    "auth0_idp_error",
    "user-exists",
    "The user already exists.",
  ],
  [
    "an unknown connection",
    { connection: "facebook" },
    400,
    "inexistent_connection",
    "connection-does-not-exist",
    "The connection does not exist.",
  ],
  [
    "a provider's connection",
    { connection: "github" },
    400,
    "operation_not_supported",
    "connection-cannot-create",
    "The connection does not support creating users: github",
  ],
  [
    "a provider's connection, which needs no password,",
    { connection: "github", password: undefined },
    400,
    "operation_not_supported",
    "connection-cannot-create",
    "The connection does not support creating users: github",
  ],
  [
    "null as a password",
    { password: null },
    400,
    "invalid_body",
    "body-invalid",
    reason("Missing required property: password"),
  ],
  [
    "a phone number without a plus",
    { phone_number: "123" },
    400,
    "invalid_body",
    "body-invalid",
    reason("String does not match pattern ^\\+[0-9]{1,15}$ on property phone_number"),
  ],
  ...["x", "seven77"].map((password): (typeof REFUSALS)[number] => [
    `${password.length} characters as a password`,
    { password },
    400,
    undefined,
    "password-weak",
    "PasswordStrengthError: Password is too weak",
  ]),
  [
    "an id that names another account where its provider stands before it",
    { user_id: ADA.password },
    400,
    "invalid_body",
    "body-invalid",
    reason("Object didn't pass validation for format user-id"),
  ],
  [
    "an id with a space",
    { user_id: "a b" },
    400,
    "invalid_body",
    "body-invalid",
    reason("Object didn't pass validation for format user-id"),
  ],
  [
    "an id that no address can have",
    { user_id: "\ud800" },
    400,
    "invalid_body",
    "body-invalid",
    reason("Object didn't pass validation for format user-id"),
  ],
  [
    "a name without an end",
    { family_name: "x".repeat(151) },
    400,
    "invalid_body",
    "body-invalid",
    reason("String is too long (151 chars), maximum 150 on property family_name"),
  ],
  [
    "no password",
    { password: undefined },
    400,
    "invalid_body",
    "body-invalid",
    reason("Missing required property: password"),
  ],
  [
    "no address",
    { email: "grace" },
    400,
    "invalid_body",
    "body-invalid",
    reason("Object didn't pass validation for format email"),
  ],
  [
    "no connection",
    { connection: undefined },
    400,
    "invalid_body",
    "body-invalid",
    reason("Missing required property: connection"),
  ],
  [
    "an unknown property",
    { surprise: 1 },
    400,
    "invalid_body",
    "body-invalid",
    reason("Additional properties not allowed: surprise"),
  ],
];

/** Users that the Management API makes. */
export const NEW_USER_CASES: readonly ContractCase[] = [
  {
    items: ["A13", "E41"],
    title: "an application makes a user, unverified unless it says otherwise, who can log in",
    given: asBackend,
    act: create({ ...GRACE, user_metadata: { theme: "dark" } }),
    status: 201,
    rule: "user-created",
    body: {
      email: "grace@example.com",
      email_verified: false,
      user_metadata: { theme: "dark" },
      identities: [{ provider: "auth0", isSocial: false }],
    },
    text: /^(?!.*(Passw0rd|pbkdf2))/,
    afterwards: async (world) => {
      const { browser, form } = await openLogin(world);
      const { email: username, password } = GRACE;
      return [(await browser.post("/u/login", { ...form, username, password })).status];
    },
    shows: [303],
  },
  {
    items: ["A13"],
    title: "the address is stored in lower case, so that whoever looks for it finds it",
    given: asBackend,
    act: create({ ...GRACE, email: "Grace@Example.com" }),
    status: 201,
    rule: "user-created",
    body: { email: "grace@example.com" },
  },
  {
    items: ["A13"],
    title: "a user who was made has an id like those of a database, and is gone once deleted",
    given: asBackend,
    act: create(GRACE),
    status: 201,
    rule: "user-created",
    afterwards: async ({ tenant }, { token = "" }, { user_id = "" }) => {
      const path = `users/${encodeURIComponent(user_id)}`;
      return [
        /^auth0\|[0-9a-f]{24}$/.test(user_id),
        (await callApi(tenant, "DELETE", path, token)).status,
        (await callApi(tenant, "GET", path, token)).status,
      ];
    },
    shows: [true, 204, 404],
  },
  ...REFUSALS.map(([title, body, status, errorCode, rule, message]): ContractCase => ({
    items: ["A13"],
    title: `${title} makes no user`,
    given: asBackend,
    act: create({ ...GRACE, ...body }),
    status,
    rule,
    body: { statusCode: status, ...(errorCode === undefined ? {} : { errorCode }) },
    message,
  })),
  {
    items: ["T"],
    title: "a form makes a user, too, in which true is no text",
    given: asBackend,
    act: ({ tenant }, { token = "" }) =>
      tenant.fetch(
        new Request(new URL("/api/v2/users", tenant.issuer), {
          method: "POST",
          headers: { Authorization: `Bearer ${token}` },
          body: new URLSearchParams({
            ...GRACE,
            name: "true",
            email_verified: "true",
            phone_number: "+441234567",
          }),
        }),
      ),
    status: 201,
    rule: "user-created",
    body: { email_verified: true, name: "true", phone_number: "+441234567" },
  },
  {
    items: ["T", "B"],
    title: "a form has no metadata",
    given: asBackend,
    act: ({ tenant }, { token = "" }) =>
      tenant.fetch(
        new Request(new URL("/api/v2/users", tenant.issuer), {
          method: "POST",
          headers: { Authorization: `Bearer ${token}` },
          body: new URLSearchParams({ ...GRACE, user_metadata: "{}" }),
        }),
      ),
    status: 400,
    rule: "body-invalid",
    message: reason("Expected type object but found type string on property user_metadata"),
  },
  {
    items: ["E33"],
    title: "a person makes no user",
    given: async (world) => ({ token: await accessToken(world) }),
    act: create(GRACE),
    status: 403,
    rule: "scope-insufficient",
    message: "Insufficient scope, expected any of: create:users",
  },
  {
    items: ["B"],
    title: "a tenant that is full makes no user",
    given: async (world) => {
      for (let made = 0; made < MAX_USERS; made += 20) await plantSome(world, made, 20);
      return asBackend(world);
    },
    act: create(GRACE),
    status: 403,
    rule: "users-full",
    body: { errorCode: "quota_exceeded" },
  },
];
