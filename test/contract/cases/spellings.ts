import { ADA, callApi, clientToken } from "#test/support/tenant.ts";
import { control, link, openLogin, ready } from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

/** The next letter in the alphabet of base64url: it differs in a bit that nobody reads. */
function withOtherEnd(token: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = letters.indexOf(token.slice(-1));
  return token.slice(0, -1) + letters.charAt(last ^ 1);
}

const SPELLINGS: [title: string, spell: (token: string) => string][] = [
  ["a blank behind it", (token) => `${token} `],
  ["a blank in front of it", (token) => ` ${token}`],
  ["a newline behind it", (token) => `${token}\n`],
  ["a newline inside", (token) => token.replace(".", ".\n")],
  ["padding", (token) => `${token}==`],
  ["padding inside", (token) => token.replace(".", "=.")],
  ["a last letter that is not canonical", withOtherEnd],
  ["a letter too many", (token) => `${token}AAA`],
  ["the alphabet of base64", (token) => token.replace(/_/g, "/").replace(/-/g, "+")],
  ["a fourth part", (token) => `${token}.`],
];

const linkWiths = SPELLINGS.map(([title, spell]): ContractCase => ({
  items: ["E27", "E31"],
  title: `link_with spelled with ${title} is no token`,
  given: ready,
  act: (world, { token = "", idToken: link_with = "" }) =>
    link(world, token, { link_with: spell(link_with) }),
  status: 400,
  // Of the bits that encode nothing no source says that Auth0 looks at them.
  rule: spell === withOtherEnd ? "link-with-odd" : "link-with-invalid",
}));

const LOOK_ALIKES: [title: string, email: string][] = [
  ["a zero width space", "ada\u200B@example.com"],
  ["a zero width joiner in the host", "ada@exam\u200Dple.com"],
  ["NUL", "ada\0@example.com"],
  ["a bidi override", "\u202Eada@example.com"],
  ["full width letters", "\uFF41da@example.com"],
  ["a full width at", "ada\uFF20example.com"],
  ["a soft hyphen", "a\u00ADda@example.com"],
  ["a combining mark", "ada\u0301@example.com"],
  ["a Cyrillic letter", "\u0430da@example.com"],
  ["the Kelvin sign", "\u212Aim@example.com"],
  ["a variation selector", "ada\uFE0F@example.com"],
  ["a blank", "a da@example.com"],
  ["two ats", "ada@x@example.com"],
  ["an empty label", "ada@example..com"],
];

const database = "Username-Password-Authentication";

const addresses = LOOK_ALIKES.flatMap(([title, email]): ContractCase[] => [
  {
    items: ["E41", "B"],
    title: `nobody signs up with ${title} in the address`,
    given: async () => ({}),
    act: async (world) => {
      const { browser, form } = await openLogin(world, { screen_hint: "signup" });
      return browser.post("/u/signup", { ...form, username: email, password: "Passw0rd!" });
    },
    status: 400,
    rule: "sign-up-refused",
    text: /Enter an email address/,
    changes: true,
    afterwards: countUsers,
    shows: [4],
  },
  {
    items: ["E41", "B"],
    title: `no user is made with ${title} in the address`,
    given: asBackend,
    act: ({ tenant }, { token = "" }) =>
      callApi(tenant, "POST", "users", token, {
        connection: database,
        email,
        password: "Passw0rd!",
      }),
    status: 400,
    rule: "body-invalid",
  },
  {
    items: ["E41", "B"],
    title: `no user comes to have ${title} in the address`,
    given: asBackend,
    act: (world, given) => patchAda(world, given, { email }),
    status: 400,
    rule: "body-invalid",
  },
  {
    items: ["E41", "B"],
    title: `the control API makes no user with ${title} in the address`,
    act: (world) => control(world, "POST", "users", { connection: "github", email }),
    status: 400,
    rule: null,
    body: { error: "body-invalid" },
  },
]);

const PASSWORDS: ContractCase[] = [
  {
    items: ["E41", "B"],
    title: "a user is not made with an empty password",
    given: asBackend,
    act: ({ tenant }, { token = "" }) =>
      callApi(tenant, "POST", "users", token, {
        connection: database,
        email: "grace@example.com",
        password: "",
      }),
    status: 400,
    rule: "body-invalid",
    message:
      "Payload validation error: 'String is too short (0 chars), minimum 1 on property password'.",
  },
  {
    items: ["E41", "B"],
    title: "a password is not changed to an empty one",
    given: asBackend,
    act: (world, given) => patchAda(world, given, { password: "" }),
    status: 400,
    rule: "body-invalid",
  },
];

async function countUsers(world: World): Promise<unknown[]> {
  return [(await (await control(world, "GET", "users")).json()).length];
}

async function asBackend({ tenant }: World): Promise<Given> {
  return { token: await clientToken(tenant) };
}

function patchAda({ tenant }: World, { token = "" }: Given, body: object): Promise<Response> {
  return callApi(tenant, "PATCH", `users/${encodeURIComponent(ADA.password)}`, token, body);
}

/** Ways to write a token, an address or a password that look like another. */
export const SPELLING_CASES: readonly ContractCase[] = [...linkWiths, ...addresses, ...PASSWORDS];
