import * as v from "valibot";
import {
  ADA,
  MALLORY,
  callApi,
  clientToken,
  createBrowser,
  locationOf,
} from "#test/support/tenant.ts";
import { authorize, control, countSessions, openLogin } from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const database = "Username-Password-Authentication";

const sessionsSchema = v.object({ sessions: v.array(v.object({ identity: v.string() })) });

const identitiesSignedIn = async (world: World) =>
  v
    .parse(sessionsSchema, await (await control(world, "GET", "snapshot")).json())
    .sessions.map(({ identity }) => identity);

const press = async (world: World, demo: string, parameters: Record<string, string> = {}) => {
  const { browser, form } = await openLogin(world, parameters);
  return browser.post("/u/login", { ...form, demo });
};

const accepted = Object.entries({ ...ADA, MALLORY: MALLORY }).map(([name, key]): ContractCase => ({
  items: ["E39"],
  title: `one button logs in as the seed's account ${name}`,
  act: (world) => press(world, key),
  status: 303,
  rule: "authorization-code",
  delivery: "redirect-after-form",
  location: /callback\?code=/,
  afterwards: identitiesSignedIn,
  shows: [key],
}));

const refused: [title: string, demo: string, parameters: Record<string, string>][] = [
  ["an account that the seed does not mark", "github|unmarked", {}],
  ["nobody", "auth0|nobody", {}],
  ["an account of a connection that was not asked for", ADA.google, { connection: database }],
];

/** The accounts of the seed that stand on the login page for everybody to use. */
export const DEMO_ACCOUNT_CASES: readonly ContractCase[] = [
  {
    items: ["E38"],
    title: "the login page offers what the seed marks, and shows no password",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      return browser.get(locationOf(await authorize(world, {}, browser)));
    },
    status: 200,
    rule: "login-form",
    text: /^(?!.*Passw0rd)(?=.*Ada Lovelace · password)(?=.*Ada Lovelace · Google)(?=.*countess-ada · GitHub)(?=.*countess@example\.net, not verified)/s,
  },
  ...accepted,
  ...refused.map(([title, demo, parameters]): ContractCase => ({
    items: ["E39"],
    title: `no button logs in as ${title}`,
    act: async (world) => {
      const unmarked = { connection: "github", user_id: "unmarked", email: "x@example.com" };
      await control(world, "POST", "users", unmarked);
      return press(world, demo, parameters);
    },
    status: 400,
    rule: "account-unknown",
    changes: true,
    afterwards: async (world) => [await countSessions(world)],
    shows: [0],
  })),
  {
    items: ["E39"],
    title: "a button of another login's page is refused",
    act: async (world) => {
      const { browser, form } = await openLogin(world);
      const { form: other } = await openLogin(world);
      return browser.post("/u/login", { ...form, ...other, demo: ADA.password });
    },
    status: 400,
    rule: "login-over",
    changes: true,
  },
  {
    items: ["E39"],
    title: "a button whose password was changed since opens nothing",
    act: async (world) => {
      const path = `users/${encodeURIComponent(ADA.password)}`;
      const token = await clientToken(world.tenant);
      await callApi(world.tenant, "PATCH", path, token, { password: "An0ther-one" });
      return press(world, ADA.password);
    },
    status: 400,
    rule: "login-wrong-password",
    text: /Wrong email or password</,
    changes: true,
  },
  {
    items: ["E39"],
    title: "a button logs in as the account it names, not as who has its old address by now",
    act: async (world) => {
      const path = `users/${encodeURIComponent(ADA.password)}`;
      const token = await clientToken(world.tenant);
      await callApi(world.tenant, "PATCH", path, token, { email: "countess@example.com" });
      await callApi(world.tenant, "POST", "users", token, {
        connection: database,
        email: "ada@example.com",
        password: "Passw0rd!",
      });
      return press(world, ADA.password);
    },
    status: 303,
    rule: "authorization-code",
    delivery: "redirect-after-form",
    afterwards: identitiesSignedIn,
    shows: [ADA.password],
  },
];
