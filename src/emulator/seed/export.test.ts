import { describe, expect, test } from "vitest";
import { grantKey } from "#emulator/model.ts";
import { LINKLAB_SEED } from "./files.ts";
import { loadSeed } from "./load.ts";
import type { SeedTarget } from "./load.ts";
import type { SeedNote } from "./notes.ts";

const TARGET = {
  issuer: "http://localhost:4010/",
  appOrigin: "http://localhost:4000",
  managementAudience: "http://localhost:4010/api/v2/",
  now: 0,
};

/** Loads a seed of one application besides what is given; the notes as text. */
function load(tenant: object, users: object[] = [], target: Partial<SeedTarget> = {}) {
  const notes: SeedNote[] = [];
  const loaded = loadSeed(
    {
      tenant: { clients: [{ name: "App", client_id: "app", app_type: "spa" }], ...tenant },
      databaseUsers: users.length === 0 ? {} : { db: users },
      socialUsers: [],
    },
    { ...TARGET, ...target, onSkipped: (note) => notes.push(note) },
  );
  const told = notes.map(({ file, path, text }) => `${file} ${path.join(".")}: ${text}`);
  return { ...loaded, told };
}

const application = (client: object) => {
  const { config, told } = load({ clients: [{ name: "My App", client_id: "id", ...client }] });
  return { application: [...config.applications.values()][0], told };
};

test("LinkLab's own seed has nothing that is skipped", () => {
  const notes: SeedNote[] = [];
  loadSeed(LINKLAB_SEED, { ...TARGET, onSkipped: (note) => notes.push(note) });
  expect(notes).toEqual([]);
});

test("an application that says nothing of itself has what Auth0 gives it", () => {
  const { application: web, told } = application({ client_secret: "secret" });
  expect(told).toEqual([]);
  expect(web).toMatchObject({
    type: "regular_web",
    isPublic: false,
    isFirstParty: true,
    callbacks: [],
    idTokenAlg: "RS256",
    idTokenLifetime: 36_000,
    grantTypes: new Set(["authorization_code", "implicit", "refresh_token", "client_credentials"]),
    refreshToken: { idleLifetime: 1_296_000, lifetime: 2_592_000 },
  });
  expect(application({ app_type: "spa" }).application).toMatchObject({ isPublic: true });
  expect(application({ app_type: "native" }).application?.grantTypes).not.toContain(
    "client_credentials",
  );
  expect(
    application({ app_type: "non_interactive", client_secret: "s" }).application?.grantTypes,
  ).toEqual(new Set(["client_credentials"]));
});

describe("an application of an export", () => {
  test("without identifiers gets some that are told, and the same each time", () => {
    const client = { client_id: undefined, name: "Müller's App (dev)" };
    const { application: first, told } = application(client);
    expect(first?.clientId).toBe("m-ller-s-app-dev");
    expect(told).toEqual([
      `tenant.yaml clients.0: the application "Müller's App (dev)" has no client_id: it is "m-ller-s-app-dev" here`,
      `tenant.yaml clients.0: the application "Müller's App (dev)" has no client_secret: it is "m-ller-s-app-dev-secret-of-the-emulated-tenant" here`,
    ]);
    expect(application(client).application).toEqual(first);
  });

  test("keeps what is emulated of its grants, and the rest is told", () => {
    const { application: spa, told } = application({
      app_type: "spa",
      grant_types: [
        "authorization_code",
        "password",
        "http://auth0.com/oauth/grant-type/password-realm",
      ],
    });
    expect(spa?.grantTypes).toEqual(new Set(["authorization_code"]));
    expect(told).toEqual([
      'tenant.yaml clients.0.grant_types: the application "My App" goes without grants that are not emulated: password, http://auth0.com/oauth/grant-type/password-realm',
    ]);
  });

  test("with refresh tokens that neither rotate nor expire is taken", () => {
    const { application: spa, told } = application({
      app_type: "spa",
      refresh_token: { rotation_type: "non-rotating", expiration_type: "non-expiring" },
    });
    const lifetimes = { idleLifetime: 1_296_000, lifetime: 2_592_000 };
    expect(spa?.refreshToken).toEqual({ ...lifetimes, isRotating: false });
    expect(told).toEqual([]);
  });

  test("that has no secret gets no tokens for itself", () => {
    const { application: spa, told } = application({
      app_type: "spa",
      grant_types: ["authorization_code", "client_credentials"],
    });
    expect(spa?.grantTypes).toEqual(new Set(["authorization_code"]));
    expect(told).toEqual([
      'tenant.yaml clients.0.grant_types: the application "My App" goes without client_credentials: it proves nothing by a secret',
    ]);
    const backend = application({
      app_type: "non_interactive",
      token_endpoint_auth_method: "none",
    });
    expect(backend.application?.grantTypes).toEqual(new Set());
  });

  test("with another way to rotate is told that it rotates", () => {
    const { application: spa, told } = application({
      app_type: "spa",
      refresh_token: { rotation_type: "sometimes" },
    });
    expect(spa?.refreshToken.isRotating).toBe(true);
    expect(told).toEqual([
      'tenant.yaml clients.0.refresh_token.rotation_type: the application "My App" rotates: "sometimes" is not emulated',
    ]);
  });

  test("goes without wildcards, and a scheme of its own opens no origin", () => {
    const { application: native, told } = application({
      app_type: "native",
      callbacks: ["https://*.example.com/done", "com.example.app://done", "https://a.example/done"],
      allowed_origins: ["https://b.example/"],
    });
    expect(native?.callbacks).toEqual(["com.example.app://done", "https://a.example/done"]);
    expect(native?.corsOrigins).toEqual(new Set(["https://b.example", "https://a.example"]));
    expect(told).toEqual([
      'tenant.yaml clients.0.callbacks.0: the application "My App" goes without https://*.example.com/done: wildcards are not emulated',
    ]);
  });

  test.each([
    [
      { app_type: "resource_server" },
      'app_type: the application "My App" is skipped: its type "resource_server" is not emulated',
    ],
    [
      { client_authentication_methods: { private_key_jwt: {} }, token_endpoint_auth_method: null },
      'client_authentication_methods: the application "My App" is skipped: "private_key_jwt" is not emulated',
    ],
  ])("%j is skipped by name", (client, text) => {
    const skipped = application(client);
    expect(skipped.application).toBeUndefined();
    expect(skipped.told).toEqual([`tenant.yaml clients.0.${text}`]);
  });

  test("that stands for all applications is no application", () => {
    expect(application({ global: true })).toEqual({ application: undefined, told: [] });
  });
});

describe("connections of an export", () => {
  test("without identifiers get some that Auth0's schema takes, the same each time", () => {
    const { config, told } = load({ databases: [{ name: "db", enabled_clients: ["App"] }] });
    const id = config.connections.get("db")?.id ?? "";
    expect(told).toEqual([]);
    expect(id).toMatch(/^con_[A-Za-z0-9]{16}$/);
    const again = load({ databases: [{ name: "db" }, { name: "other" }] }).config.connections;
    expect(again.get("db")?.id).toBe(id);
    expect(again.get("other")?.id).not.toBe(id);
  });

  test("are enabled by name or by client ID; one that is not there is told", () => {
    const { config, told } = load({
      connections: [
        { name: "google-oauth2", strategy: "google-oauth2", enabled_clients: ["app", "gone"] },
      ],
    });
    expect(config.connections.get("google-oauth2")?.clientIds).toEqual(new Set(["app"]));
    expect(told).toEqual([
      'tenant.yaml connections.0.enabled_clients: the connection "google-oauth2" is enabled for applications that are not there: gone',
    ]);
  });

  test("of a company are skipped by name, and a database that stands twice is one", () => {
    const database = { name: "db", strategy: "auth0" };
    const { config, told } = load({
      databases: [database],
      connections: [database, { name: "corp", strategy: "samlp" }],
    });
    expect([...config.connections.keys()]).toEqual(["db"]);
    expect(told).toEqual([
      'tenant.yaml connections.1.strategy: the connection "corp" is skipped: its strategy "samlp" is not emulated',
    ]);
  });
});

describe("APIs and grants of an export", () => {
  const clients = [
    { name: "M2M", client_id: "m2m", client_secret: "s", app_type: "non_interactive" },
  ];

  test("the Management API of the real tenant becomes that of this one", () => {
    const { config, told } = load({
      clients,
      resourceServers: [
        { name: "Auth0 Management API", identifier: "https://login.acme.example/api/v2/" },
        { identifier: "https://acme.eu.auth0.com/api/v2/" },
      ],
      clientGrants: [
        { client_id: "M2M", audience: "https://acme.eu.auth0.com/api/v2/", scope: ["read:users"] },
      ],
    });
    expect(told).toEqual([]);
    expect([...config.apis.keys()]).toEqual([TARGET.managementAudience]);
    expect(
      config.clientGrants.get(grantKey({ clientId: "m2m", audience: TARGET.managementAudience })),
    ).toEqual(new Set(["read:users"]));
  });

  test("an API of one's own stays, whatever its address looks like", () => {
    const identifier = "https://api.acme.example/api/v2/";
    const { config } = load({
      clients,
      resourceServers: [{ name: "Ours", identifier }, { identifier: "urn:ours" }],
      clientGrants: [{ client_id: "m2m", audience: identifier, scope: ["a"] }],
    });
    expect(config.apis.get(identifier)).toMatchObject({ tokenLifetime: 86_400 });
    expect(config.apis.get("urn:ours")).toMatchObject({ name: "urn:ours" });
    expect(config.clientGrants.get(grantKey({ clientId: "m2m", audience: identifier }))).toEqual(
      new Set(["a"]),
    );
  });

  test("what has no counterpart is skipped by name", () => {
    const { config, told } = load({
      clients,
      resourceServers: [
        { name: "Auth0 My Account API", identifier: "https://acme.auth0.com/me/", is_system: true },
        { name: "Old", identifier: "old", signing_alg: "HS256" },
      ],
      clientGrants: [
        { client_id: "Gone", audience: "old" },
        { client_id: "M2M", audience: "nothing" },
      ],
    });
    expect([...config.apis.keys()]).toEqual([TARGET.managementAudience, "old"]);
    expect(config.clientGrants.size).toBe(0);
    expect(told).toEqual([
      'tenant.yaml clientGrants.0: a grant of "Gone" is skipped: it is not there',
      'tenant.yaml clientGrants.1: a grant for "nothing" is skipped: it is not there',
      'tenant.yaml resourceServers.0: the API "Auth0 My Account API" of Auth0 itself is not emulated',
      'tenant.yaml resourceServers.1.signing_alg: access tokens for "Old" are signed with RS256: HS256 is not emulated',
    ]);
  });
});

describe("what an export closes", () => {
  const clients = [
    { name: "App", client_id: "app", app_type: "spa" },
    { name: "M2M", client_id: "m2m", client_secret: "s", app_type: "non_interactive" },
  ];
  const grant = { client_id: "M2M", audience: "urn:api", scope: ["a"] };
  const allowed = grantKey({ clientId: "m2m", audience: "urn:api" });

  test("a database without sign-ups has none", () => {
    const { config, told } = load({
      databases: [{ name: "db", options: { disable_signup: true } }],
    });
    expect([config.connections.get("db")?.isClosed, told]).toEqual([true, []]);
  });

  test("a grant for people gives an application nothing by itself", () => {
    const ofPeople = { ...grant, subject_type: "user", scope: ["b"] };
    const { config, told } = load({
      clients,
      resourceServers: [{ identifier: "urn:api" }],
      clientGrants: [ofPeople, { ...grant, subject_type: "client" }],
    });
    expect(config.clientGrants.get(allowed)).toEqual(new Set(["a"]));
    expect(told).toEqual([
      'tenant.yaml clientGrants.0: a grant of "M2M" is skipped: it is for people',
    ]);
  });

  test("an API for people alone gives an application nothing by itself", () => {
    const { config, told } = load({
      clients,
      resourceServers: [
        { identifier: "urn:api", subject_type_authorization: { client: { policy: "deny_all" } } },
      ],
      clientGrants: [grant],
    });
    expect(config.clientGrants.size).toBe(0);
    expect(told).toEqual([
      'tenant.yaml clientGrants.0: a grant of "M2M" is skipped: "urn:api" denies it',
    ]);
  });

  test("what is open here is told, each by its name", () => {
    const { told } = load({
      clients: [
        {
          name: "App",
          client_id: "app",
          app_type: "spa",
          organization_usage: "require",
          require_proof_of_possession: true,
          require_pushed_authorization_requests: true,
        },
      ],
      resourceServers: [
        {
          name: "Api",
          identifier: "urn:api",
          enforce_policies: true,
          subject_type_authorization: { user: { policy: "require_client_grant" } },
        },
      ],
    });
    expect(told).toEqual([
      'tenant.yaml clients.0.organization_usage: the application "App" goes without organization_usage, which is not emulated',
      'tenant.yaml clients.0.require_proof_of_possession: the application "App" goes without require_proof_of_possession, which is not emulated',
      'tenant.yaml clients.0.require_pushed_authorization_requests: the application "App" goes without require_pushed_authorization_requests, which is not emulated',
      'tenant.yaml resourceServers.0.enforce_policies: the API "Api" goes without enforce_policies, which is not emulated',
      'tenant.yaml resourceServers.0.subject_type_authorization: the API "Api" goes without subject_type_authorization, which is not emulated',
    ]);
  });

  test("what says that nothing is closed is told to nobody", () => {
    const { told } = load({
      clients: [
        {
          name: "App",
          client_id: "app",
          app_type: "spa",
          organization_usage: "deny",
          require_proof_of_possession: false,
          require_pushed_authorization_requests: false,
        },
      ],
      databases: [{ name: "db", options: { disable_signup: false } }],
      resourceServers: [
        {
          identifier: "urn:api",
          enforce_policies: false,
          subject_type_authorization: {
            user: { policy: "allow_all" },
            client: { policy: "require_client_grant" },
          },
        },
      ],
    });
    expect(told).toEqual([]);
  });
});

test("the tenant goes without logout addresses to which no browser is sent, each by its name", () => {
  const allowed_logout_urls = ["http://a.test;sandbox/", "javascript:alert(1)", "https://a.test/"];
  const { config, told } = load({ tenant: { allowed_logout_urls } });
  expect(config.logoutUrls).toEqual(["https://a.test/"]);
  expect(told).toEqual([
    "tenant.yaml tenant.allowed_logout_urls.0: the tenant goes without http://a.test;sandbox/: its host is no name",
    "tenant.yaml tenant.allowed_logout_urls.1: the tenant goes without javascript:alert(1): nobody takes an answer at javascript:",
  ]);
});

test("sections that are not emulated are named in one line, unless they are empty", () => {
  const { told } = load({ actions: [{ name: "x" }], rules: [], roles: [{}], emailProvider: {} });
  expect(told).toEqual(["tenant.yaml actions: skipped, not emulated: actions, roles"]);
});

const pbkdf2 = (rounds: number, salt = "AAAA", hash = "AAAA") => ({
  algorithm: "pbkdf2",
  hash: { value: `$pbkdf2-sha512$i=${rounds},l=3$${salt}$${hash}` },
});

describe("users of a bulk import", () => {
  const databases = [{ name: "db", enabled_clients: ["App"] }];

  test("need no more than an address; their ids are the same each time", () => {
    const { users } = load({ databases }, [{ email: "a@b.cd" }, { email: "b@b.cd" }]);
    expect(users[0]).toMatchObject({ isBlocked: undefined, userMetadata: {} });
    expect(users[0]?.identities[0].profile).toEqual({ email: "a@b.cd", email_verified: false });
    const ids = users.map(({ userId }) => userId);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^auth0\|[0-9a-f]{24}$/);
    const again = load({ databases }, [{ email: "b@b.cd" }]).users;
    expect(again.map(({ userId }) => userId)).toEqual([ids[1]]);
  });

  test("with a hash of many rounds can be logged in", () => {
    const { users, told } = load({ databases }, [
      { email: "a@b.cd", custom_password_hash: pbkdf2(2_000_000) },
    ]);
    expect(users[0]?.identities[0].passwordHash).toContain("i=2000000");
    expect(told).toEqual([]);
  });

  test.each([
    ["password_hash", "$2b$10$7h8XKTFgV0eSPpLYhJMVe.nyYHVKGUhcR1gJ3n0yVqKXzDhY1BW1e"],
    ["custom_password_hash", { algorithm: "md5", hash: { value: "x" } }],
    ["custom_password_hash", { algorithm: "pbkdf2", hash: { value: "$pbkdf2-md5$x" } }],
    // Two logins of such an account would keep all others waiting.
    ["custom_password_hash", pbkdf2(2_000_001)],
    ["custom_password_hash", pbkdf2(2_147_483_647)],
    ["custom_password_hash", pbkdf2(1, "AAAA", "A".repeat(88))],
    // Nothing can be derived from these.
    ["custom_password_hash", pbkdf2(0)],
    ["custom_password_hash", pbkdf2(1, "?")],
    ["custom_password_hash", pbkdf2(1, "AAAA", " ")],
  ])("with a %s that cannot be verified come without a password", (member, value) => {
    const { users, told } = load({ databases }, [{ email: "a@b.cd", [member]: value }]);
    expect(users[0]?.identities[0].passwordHash).toBeUndefined();
    expect(JSON.stringify(users)).not.toContain(member);
    expect(told).toEqual([
      `users.db.json 0.${member}: the password of a@b.cd is skipped: only pbkdf2 of up to 2000000 rounds is emulated`,
    ]);
  });

  test("have no secrets in their profiles, whichever file they come from", () => {
    const secrets = {
      mfa_factors: [{ totp: { secret: "SECRET" } }],
      password_hash: "SECRET",
      custom_password_hash: { algorithm: "pbkdf2", hash: { value: "SECRET" } },
      demo_password: "SECRET",
    };
    const { users } = loadSeed(
      {
        tenant: {
          clients: [{ name: "App", client_id: "app", app_type: "spa" }],
          databases,
          connections: [{ name: "github", strategy: "github" }],
        },
        databaseUsers: { db: [{ email: "a@b.cd", nickname: "a", ...secrets }] },
        socialUsers: [{ email: "a@b.cd", nickname: "a", connection: "github", ...secrets }],
      },
      TARGET,
    );
    const profile = { email: "a@b.cd", email_verified: false, nickname: "a" };
    expect(users.map(({ identities }) => identities[0].profile)).toEqual([profile, profile]);
  });
});

describe("keywords", () => {
  test("a list that names the app has an entry for each app", () => {
    const clients = [
      {
        name: "##APP_ORIGIN##",
        client_id: "app",
        app_type: "spa",
        callbacks: ["##APP_ORIGIN##/done", "https://a.example"],
      },
    ];
    const { config } = load({ clients }, [], { otherAppOrigins: ["http://localhost:4200"] });
    expect(config.applications.get("app")).toMatchObject({
      name: "http://localhost:4000",
      callbacks: ["http://localhost:4000/done", "http://localhost:4200/done", "https://a.example"],
    });
  });

  test("an address that is named as the app's and by itself is registered once", () => {
    const callbacks = ["##APP_ORIGIN##/done", "http://localhost:4000/done"];
    const clients = [{ name: "App", client_id: "app", app_type: "spa", callbacks }];
    expect(load({ clients }).config.applications.get("app")?.callbacks).toEqual([callbacks[1]]);
  });

  test.each([
    [{ callbacks: ["https://##ENV##.example/"] }, "clients.0.callbacks.0: ##ENV##"],
    [{ callbacks: "@@CALLBACKS@@" }, "clients.0.callbacks: @@CALLBACKS@@"],
    [{ client_id: "app-##ENV##" }, "clients.0.client_id: ##ENV##"],
  ])("%j is refused: it names one that has no value", (client, where) => {
    expect(() => application({ app_type: "spa", ...client })).toThrow(
      `seed: tenant.yaml: ${where} has no value in AUTH0_KEYWORD_REPLACE_MAPPINGS`,
    );
  });

  test("one that stands in what is not read does not matter", () => {
    expect(application({ app_type: "spa", tenant: "##AUTH0_TENANT_NAME##" }).told).toEqual([]);
  });
});

test("a callback may be added to an application that is there", () => {
  const callbacks = [{ clientId: "app", url: "http://localhost:8080/done" }];
  const { config } = load({}, [], { callbacks });
  expect(config.applications.get("app")).toMatchObject({
    callbacks: ["http://localhost:8080/done"],
    corsOrigins: new Set(["http://localhost:8080"]),
  });
  const nobody = [{ clientId: "nobody", url: "http://localhost" }];
  expect(() => load({}, [], { callbacks: nobody })).toThrow(
    'no application has the client ID "nobody". There are: app',
  );
});

/** The default audience of a tenant with one API, and what was told of it. */
const defaultAudience = (default_audience: string | null | undefined) => {
  const resourceServers = [{ identifier: "urn:shop" }];
  const { config, told } = load({ tenant: { default_audience }, resourceServers });
  return [config.defaultAudience, ...told];
};

test("the default audience of a tenant is that of an API, or of the Management API", () => {
  expect(defaultAudience("urn:shop")).toEqual(["urn:shop"]);
  expect(defaultAudience("https://shop.eu.auth0.com/api/v2/")).toEqual([TARGET.managementAudience]);
  for (const nothing of ["", null, undefined])
    expect(defaultAudience(nothing)).toEqual([undefined]);
  expect(defaultAudience("urn:gone")).toEqual([
    undefined,
    'tenant.yaml tenant.default_audience: the default audience "urn:gone" is skipped: it is not there',
  ]);
});
