import type { ControlRefusal } from "#emulator/control/errors.ts";
import { ADA, clientToken, createBrowser, locationOf, postToken } from "#test/support/tenant.ts";
import {
  accessToken,
  authorize,
  control,
  idToken,
  link,
  mint,
  readUser,
  redirectWithCode,
  send,
  unlink,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const LINKER = {
  name: "Linker",
  client_id: "linker",
  app_type: "non_interactive",
  client_grants: [{ scope: ["update:users"] }],
};
const SHOP = {
  name: "Shop",
  client_id: "shop",
  app_type: "spa",
  callbacks: ["http://localhost:4000/callback"],
};

const refusals: [path: string, body: object, status: number, ControlRefusal, detail?: string][] = [
  ["applications", { ...SHOP, name: 7 }, 400, "body-invalid", "name: Invalid type"],
  ["applications", { ...SHOP, app_typ: "spa" }, 400, "body-invalid", "app_typ: "],
  ["applications", { ...SHOP, app_type: "sso" }, 400, "body-invalid", "app_type: "],
  ["applications", { ...SHOP, callbacks: ["nowhere"] }, 400, "body-invalid", "callbacks.0: "],
  ["applications", { ...SHOP, callbacks: ["http://*.x/"] }, 400, "body-invalid", "callbacks.0: "],
  ["applications", { ...SHOP, connections: ["facebook"] }, 400, "body-invalid", "connections.0: "],
  ["applications", { ...SHOP, client_id: "linklab-spa" }, 400, "body-invalid", "client_id: "],
  [
    "applications",
    { ...LINKER, client_grants: [{ audience: "https://no.api", scope: [] }] },
    400,
    "body-invalid",
    "client_grants.0: ",
  ],
  [
    "applications",
    { ...SHOP, grant_types: ["client_credentials"] },
    400,
    "body-invalid",
    "grant_types: .*goes without client_credentials",
  ],
  ...[
    "http://localhost:4000/日本",
    "http://localhost:4000/\r\nX: y",
    "http://localhost:4000/#/done",
    "javascript:alert(1)",
    "http://a;sandbox,b/",
  ].flatMap((url): typeof refusals => [
    ["applications", { ...SHOP, callbacks: [url] }, 400, "body-invalid", "callbacks.0: "],
    ["applications/linklab-spa/callbacks", { url }, 400, "body-invalid", "callbacks: "],
  ]),
  ["applications/nobody/callbacks", { url: "http://localhost:4000/" }, 404, "application-unknown"],
  ["applications/linklab-spa/callbacks", { url: "nowhere" }, 400, "body-invalid", "url: "],
  ["connections", { strategy: "facebook" }, 400, "body-invalid", "name: "],
  ["connections", { name: "ours", strategy: "samlp" }, 400, "body-invalid", "strategy: "],
  ["connections", { name: "github", strategy: "github" }, 400, "body-invalid", "name: "],
  ["snapshots", { name: "mine" }, 400, "body-invalid", "name: "],
  ["snapshots/0/restore", {}, 404, "snapshot-unknown"],
  ["snapshots/x/restore", {}, 400, "number-invalid"],
];

const refused: ContractCase[] = refusals.map(([path, body, status, error, detail = ""]) => ({
  items: ["B"],
  title: `${path} refuses ${JSON.stringify(body)}`,
  act: (world) => control(world, "POST", path, body),
  status,
  rule: null,
  body: { error },
  text: new RegExp(detail),
}));

const asShop = (world: World, callback = "http://localhost:4000/callback") =>
  redirectWithCode(world, { client_id: "shop", redirect_uri: callback });

/** An account at a custom social connection, which is added first. */
const plantCustom = async (world: World, connection: string, user_id: string) => {
  await control(world, "POST", "connections", { name: connection, strategy: "oauth2" });
  return control(world, "POST", "users", { connection, user_id, email: "ada@example.com" });
};

const take = async (world: World) => {
  const answer = await (await control(world, "POST", "snapshots", {})).json();
  return { number: String(answer.number) };
};

const goBack = (world: World, number = "") =>
  control(world, "POST", `snapshots/${number}/restore`, {});

/** What is added to a tenant that runs, and going back to how it was. */
export const ADDITION_CASES: readonly ContractCase[] = [
  ...refused,
  {
    items: ["A3"],
    title: "somebody logs in to an application that was added",
    given: async (world) => {
      await control(world, "POST", "applications", SHOP);
      return {};
    },
    act: (world) => asShop(world),
    status: 303,
    rule: "authorization-code",
    delivery: "redirect-after-form",
    location: /^http:\/\/localhost:4000\/callback\?code=/,
  },
  {
    items: ["E37"],
    title: "a page of an application that was added may ask for tokens",
    given: async (world) => {
      await control(world, "POST", "applications", SHOP);
      return {};
    },
    act: (world) =>
      send(world, "/oauth/token", {
        method: "OPTIONS",
        headers: {
          Origin: "http://localhost:4000",
          "Access-Control-Request-Method": "POST",
          "Access-Control-Request-Headers": "auth0-client",
        },
      }),
    status: 204,
    rule: "preflight",
    headers: { "Access-Control-Allow-Origin": /^http:\/\/localhost:4000$/ },
  },
  {
    items: ["E40"],
    title: "a login page lets its form lead to an app by a scheme of its own",
    given: async (world) => {
      const callbacks = ["com.example.app://done"];
      await control(world, "POST", "applications", { ...SHOP, app_type: "native", callbacks });
      return {};
    },
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const parameters = { client_id: "shop", redirect_uri: "com.example.app://done" };
      return browser.get(locationOf(await authorize(world, parameters, browser)));
    },
    status: 200,
    rule: "login-form",
    headers: { "Content-Security-Policy": /form-action 'self' com\.example\.app:;/ },
  },
  {
    items: ["E40"],
    title: "an application that was added for one connection offers no other",
    given: async (world) => {
      await control(world, "POST", "applications", { ...SHOP, connections: ["github"] });
      return {};
    },
    act: (world) =>
      authorize(world, {
        client_id: "shop",
        redirect_uri: "http://localhost:4000/callback",
        connection: "google-oauth2",
      }),
    status: 302,
    rule: "connection-not-found",
    delivery: "redirect",
    changes: false,
  },
  ...[{}, { prompt: "none" }, { screen_hint: "signup" }].map((asked): ContractCase => ({
    items: ["E40"],
    title: `an application without any connection goes back as an error, with ${JSON.stringify(asked)}`,
    given: async (world) => {
      await control(world, "POST", "applications", { ...SHOP, connections: [] });
      return {};
    },
    act: (world) =>
      authorize(world, {
        client_id: "shop",
        redirect_uri: "http://localhost:4000/callback",
        ...asked,
      }),
    status: 302,
    rule: "connections-none",
    delivery: "redirect",
    message: "no connections enabled for the client",
    location: /^http:\/\/localhost:4000\/callback\?error=invalid_request&/,
    changes: false,
  })),
  {
    items: ["A7"],
    title: "an application that was added with a grant gets its token, and links with it",
    given: async (world) => {
      const secret = (await (await control(world, "POST", "applications", LINKER)).json())
        .client_secret;
      const answer = await postToken(world.tenant, {
        grant_type: "client_credentials",
        client_id: "linker",
        client_secret: secret,
        audience: `${world.tenant.issuer}api/v2/`,
      });
      return { token: (await answer.json()).access_token };
    },
    act: async (world, { token = "" }) =>
      link(world, token, { provider: "google-oauth2", user_id: ADA.google.split("|")[1] }),
    status: 201,
    rule: "identity-linked",
  },
  {
    items: ["E23"],
    title: "a callback that was added is taken",
    given: async (world) => {
      await control(world, "POST", "applications", SHOP);
      await control(world, "POST", "applications/shop/callbacks", {
        url: "http://localhost:4000/done",
      });
      return {};
    },
    act: (world) => asShop(world, "http://localhost:4000/done"),
    status: 303,
    rule: "authorization-code",
    delivery: "redirect-after-form",
    location: /^http:\/\/localhost:4000\/done\?code=/,
  },
  {
    items: ["A2"],
    title: "an account of a connection that was added can be linked",
    given: async (world) => {
      await control(world, "POST", "connections", { name: "facebook", strategy: "facebook" });
      const account = { connection: "facebook", user_id: "7", email: "ada@example.com" };
      await control(world, "POST", "users", account);
      return {
        token: await accessToken(world),
        idToken: await idToken(world, { user_id: "facebook|7" }),
      };
    },
    act: (world, { token = "", idToken: linkWith }) => link(world, token, { link_with: linkWith }),
    status: 201,
    rule: "identity-linked",
  },
  ...["77", "discord|77"].map((user_id): ContractCase => ({
    items: ["T"],
    title: `the id ${user_id} at a custom social connection has the connection in front, and is linked by it`,
    given: async (world) => {
      await plantCustom(world, "discord", user_id);
      return { client: await clientToken(world.tenant) };
    },
    act: (world, { client = "" }) =>
      link(world, client, { provider: "oauth2", user_id: "discord|77" }),
    status: 201,
    rule: "identity-linked",
    text: /"connection":"discord","user_id":"discord\|77","provider":"oauth2","isSocial":true/,
    afterwards: async (world, { client = "" }) => [
      (await unlink(world, client, "oauth2/discord%7C77")).status,
      (await readUser(world, client, "oauth2%7Cdiscord%7C77")).status,
    ],
    shows: [200, 200],
  })),
  {
    items: ["T"],
    title: "two custom social connections may have accounts with the same id",
    given: async (world) => {
      await plantCustom(world, "discord", "77");
      return {};
    },
    act: (world) => plantCustom(world, "twitch", "77"),
    status: 201,
    rule: null,
    body: { user_id: "oauth2|twitch|77" },
  },
  ...["twitch|77", "oauth2|discord|77"].map((user_id): ContractCase => ({
    items: ["B"],
    title: `${user_id} is no id at the custom social connection discord`,
    act: (world) => plantCustom(world, "discord", user_id),
    status: 400,
    rule: null,
    body: { error: "body-invalid" },
    text: /without \| and spaces/,
    changes: true,
  })),
  {
    items: ["B"],
    title: "a snapshot brings back users, tokens, clock, policy, faults and applications",
    given: async (world) => {
      const token = await accessToken(world);
      await control(world, "PUT", "clock", { freeze: true, at: world.time.now / 1000 });
      await control(world, "POST", "faults", { endpoint: "token", kind: "failure" });
      const { number } = await take(world);
      const before = await (await control(world, "GET", "snapshot")).text();
      await control(world, "POST", "applications", SHOP);
      await control(world, "DELETE", `users/${encodeURIComponent(ADA.password)}`);
      await control(world, "PUT", "policy", { policy: "before-2018" });
      await control(world, "PUT", "clock", { offset: 9 });
      await control(world, "DELETE", "faults");
      return { number, before, token };
    },
    act: (world, { number }) => goBack(world, number),
    status: 200,
    rule: null,
    afterwards: async (world, { before, token = "" }) => [
      (await (await control(world, "GET", "snapshot")).text()) === before,
      (await readUser(world, token)).status,
    ],
    shows: [true, 200],
  },
  {
    items: ["B"],
    title: "one can go back to a snapshot again and again, and what was minted since is forgotten",
    given: async (world) => {
      const { number } = await take(world);
      await mint(world, { kind: "id_token", user_id: ADA.google });
      await goBack(world, number);
      await mint(world, { kind: "id_token", user_id: ADA.google });
      return { number };
    },
    act: (world, { number }) => goBack(world, number),
    status: 200,
    rule: null,
    body: { id_tokens: [] },
  },
  {
    items: ["B"],
    title: "a reset forgets the snapshots, and what was added",
    given: async (world) => {
      await control(world, "POST", "applications", SHOP);
      const given = await take(world);
      await control(world, "POST", "reset", {});
      return given;
    },
    act: (world, { number }) => goBack(world, number),
    status: 404,
    rule: null,
    changes: false,
    afterwards: async (world) => [
      (await (await control(world, "GET", "applications")).text()).includes("shop"),
    ],
    shows: [false],
  },
];
