import { expect, test } from "vitest";
import { grantKey } from "#emulator/model.ts";
import { LINKLAB_SEED } from "./files.ts";
import { loadSeed } from "./load.ts";

const target = {
  issuer: "http://localhost:4010/",
  appOrigin: "http://localhost:4000",
  managementAudience: "http://localhost:4010/api/v2/",
  now: 0,
};

test("keywords become the addresses in use", () => {
  const { config } = loadSeed(LINKLAB_SEED, target);
  expect(config.applications.get("linklab-spa")?.callbacks).toEqual([
    "http://localhost:4000",
    "http://localhost:4000/callback",
    "http://localhost:4000/callback/popup",
  ]);
  expect(
    config.clientGrants.get(
      grantKey({ clientId: "linklab-web", audience: target.managementAudience }),
    ),
  ).toEqual(new Set(["read:users", "update:users"]));
});

test("what names an application by its id is not for one that bears it as a name", () => {
  const audience = target.managementAudience;
  const tenant = {
    clients: [
      { name: "Admin", client_id: "a" },
      { name: "a", client_id: "b" },
    ],
    databases: [{ name: "db", enabled_clients: ["a"] }],
    clientGrants: [{ client_id: "a", audience, scope: ["read:users"] }],
  };
  const { config } = loadSeed({ tenant, databaseUsers: {}, socialUsers: [] }, target);
  expect([...config.clientGrants.keys()]).toEqual([grantKey({ clientId: "a", audience })]);
  expect(config.connections.get("db")?.clientIds).toEqual(new Set(["a"]));
});

test("the seed holds Ada's three accounts and Mallory", () => {
  const { users } = loadSeed(LINKLAB_SEED, target);
  expect(users.map(({ userId }) => userId)).toEqual([
    "auth0|5a620d29a840170a9ef43672",
    "auth0|5f7c8ec7c33c6c004bbafe82",
    "google-oauth2|115015401343387192604",
    "github|1815121",
  ]);
});

test("ids of custom social connections have the connection in front, so that none appears twice", () => {
  const names = ["discord", "twitch"];
  const tenant = {
    clients: [{ name: "A" }],
    connections: names.map((name) => ({ name, strategy: "oauth2" })),
  };
  const socialUsers = [
    ...names.map((connection) => ({ connection, user_id: "77", email: "a@b.cd" })),
    { connection: "discord", user_id: "discord|78", email: "a@b.cd" },
  ];
  const { users } = loadSeed({ tenant, databaseUsers: {}, socialUsers }, target);
  expect(users.map(({ userId }) => userId)).toEqual([
    "oauth2|discord|77",
    "oauth2|twitch|77",
    "oauth2|discord|78",
  ]);
});

test("what the seed marks is offered to everybody, and is in no profile", () => {
  const { config, users } = loadSeed(LINKLAB_SEED, target);
  expect(config.demoAccounts.map(({ identityKey, password }) => [identityKey, password])).toEqual([
    ["auth0|5a620d29a840170a9ef43672", "Passw0rd!"],
    ["auth0|5f7c8ec7c33c6c004bbafe82", "Passw0rd!"],
    ["google-oauth2|115015401343387192604", undefined],
    ["github|1815121", undefined],
  ]);
  for (const { identities } of users)
    for (const { profile } of identities)
      expect(Object.keys(profile).filter((name) => name.startsWith("demo"))).toEqual([]);
});

test("a seed that marks nobody offers nobody", () => {
  const social = [{ connection: "github", user_id: "1", email: "a@b.cd", email_verified: true }];
  const { config } = loadSeed({ ...LINKLAB_SEED, databaseUsers: {}, socialUsers: social }, target);
  expect(config.demoAccounts).toEqual([]);
});

type Bad = [title: string, part: Partial<typeof LINKLAB_SEED>, message: string];

const bad: Bad[] = [
  ["no applications", { tenant: {} }, "seed: tenant.yaml: clients: "],
  [
    "a user without e-mail",
    { socialUsers: [{ connection: "github", user_id: "1" }] },
    "seed: users.social.json: 0.email: ",
  ],
  [
    "an unknown connection",
    { socialUsers: [{ connection: "x", user_id: "1", email: "a@b.cd", email_verified: true }] },
    'seed: users.social.json: 0: no connection is named "x"',
  ],
  [
    "an id with its provider in front",
    {
      socialUsers: [
        { connection: "github", user_id: "github|1", email: "a@b.cd", email_verified: true },
      ],
    },
    'seed: users.social.json: 0.user_id: it stands without "github|" here, but is "github|1"',
  ],
  [
    "the same account twice",
    {
      socialUsers: [1, 2].map(() => ({
        connection: "github",
        user_id: "1",
        email: "a@b.cd",
        email_verified: true,
      })),
    },
    "seed: users.social.json: 1: github|1 appears twice",
  ],
  [
    "a demo account that nobody could log in with",
    {
      databaseUsers: JSON.parse(
        JSON.stringify(LINKLAB_SEED.databaseUsers).replace('"demo_password":"Passw0rd!",', ""),
      ),
    },
    "needs a demo_password",
  ],
  ...[8761, Infinity].map((hours): Bad => [
    `a session of ${hours} hours`,
    { tenant: { clients: [{ name: "A" }], tenant: { session_lifetime: hours } } },
    `tenant.session_lifetime: Invalid value: Expected <=8760 but received ${hours}`,
  ]),
  [
    "an ID token of more than 30 days",
    { tenant: { clients: [{ name: "A", jwt_configuration: { lifetime_in_seconds: 1e17 } }] } },
    "clients.0.jwt_configuration.lifetime_in_seconds: Invalid value: Expected <=2592000",
  ],
  ...["token_lifetime", "token_lifetime_for_web"].map((member): Bad => [
    `an access token of more than 30 days by ${member}`,
    {
      tenant: {
        clients: [{ name: "A" }],
        resourceServers: [{ identifier: "urn:api", [member]: 2_592_001 }],
      },
    },
    `resourceServers.0.${member}: Invalid value: Expected <=2592000 but received 2592001`,
  ]),
  [
    "an account whose id no address can have",
    { socialUsers: [{ connection: "github", user_id: "\ud800", email: "a@b.cd" }] },
    "seed: users.social.json: 0.user_id: Expected a text, without lone surrogates",
  ],
  [
    "two applications of one name, one of which would get what names the other",
    {
      tenant: {
        clients: [
          { name: "Admin", client_id: "a" },
          { name: "Admin", client_id: "b", is_first_party: false },
        ],
      },
    },
    'seed: tenant.yaml: clients: "Admin" is defined twice',
  ],
  ["a file that is no list", { databaseUsers: { db: {} } }, "seed: users.db.json: the file: "],
];
test.each(bad)("%s is a TypeError that says where", (_, part, message) => {
  const load = () => loadSeed({ ...LINKLAB_SEED, ...part }, target);
  expect(load).toThrow(TypeError);
  expect(load).toThrow(message);
});
