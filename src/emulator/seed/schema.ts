import * as v from "valibot";
import { isEmail } from "#emulator/accounts/add.ts";

const url = v.pipe(v.string(), v.url());
const urls = v.nullish(v.array(url), []);
const seconds = v.pipe(v.number(), v.integer(), v.minValue(1));
/**
 * Of a JWT: 30 days at most.
 * @see https://auth0.com/docs/secure/tokens/access-tokens/update-access-token-lifetime
 */
const lifetime = v.pipe(seconds, v.maxValue(2_592_000));
/** No half of a character: no address has one, so that nobody could ask for what is named so. */
export const name = v.pipe(
  v.string(),
  v.regex(/^\P{Cs}+$/u, "Expected a text, without lone surrogates"),
  v.maxLength(500),
);
const metadata = v.nullish(v.record(v.string(), v.unknown()), {});
const list = <Schema extends v.GenericSchema>(item: Schema) => v.nullish(v.array(item), []);

/** What is not emulated is taken as text here: whoever reads it says so and goes on without. */
const client = v.object({
  name,
  client_id: v.nullish(name),
  client_secret: v.nullish(name),
  /** True for the entry that stands for all applications. */
  global: v.nullish(v.boolean(), false),
  app_type: v.nullish(name, "regular_web"),
  is_first_party: v.nullish(v.boolean(), true),
  token_endpoint_auth_method: v.nullish(name),
  client_authentication_methods: v.nullish(v.record(v.string(), v.unknown()), {}),
  organization_usage: v.nullish(name),
  require_proof_of_possession: v.nullish(v.boolean()),
  require_pushed_authorization_requests: v.nullish(v.boolean()),
  callbacks: urls,
  allowed_logout_urls: urls,
  web_origins: urls,
  allowed_origins: urls,
  grant_types: v.nullish(v.array(v.string())),
  jwt_configuration: v.nullish(
    v.object({ alg: v.nullish(name, "RS256"), lifetime_in_seconds: v.nullish(lifetime, 36_000) }),
    {},
  ),
  refresh_token: v.nullish(
    v.object({
      rotation_type: v.nullish(name, "rotating"),
      token_lifetime: v.nullish(seconds),
      idle_token_lifetime: v.nullish(seconds),
    }),
    {},
  ),
});

const connection = v.object({
  name,
  /** Absent from an export without identifiers. */
  id: v.nullish(v.pipe(v.string(), v.regex(/^con_[A-Za-z0-9]{16}$/))),
  strategy: v.nullish(name, "auth0"),
  display_name: v.nullish(name),
  enabled_clients: list(name),
  options: v.nullish(
    v.object({
      enabledDatabaseCustomization: v.nullish(v.boolean(), false),
      disable_signup: v.nullish(v.boolean(), false),
    }),
    {},
  ),
});

/** An application that is added to a running tenant: every member has a meaning, or it is refused. */
export const addedApplicationSchema = v.strictObject({
  ...client.entries,
  connections: v.optional(v.array(name)),
  client_grants: v.optional(
    v.array(v.strictObject({ audience: v.optional(name), scope: v.array(name) })),
    [],
  ),
});

/** A connection that is added to a running tenant. */
export const addedConnectionSchema = v.strictObject({
  ...connection.entries,
  enabled_clients: v.optional(v.array(name)),
});

const policy = v.nullish(v.object({ policy: v.nullish(name) }));

const resourceServer = v.object({
  name: v.nullish(name),
  identifier: name,
  is_system: v.nullish(v.boolean(), false),
  signing_alg: v.nullish(name, "RS256"),
  token_lifetime: v.nullish(lifetime, 86_400),
  token_lifetime_for_web: v.nullish(lifetime, 7200),
  allow_offline_access: v.nullish(v.boolean(), false),
  scopes: list(v.object({ value: name })),
  enforce_policies: v.nullish(v.boolean()),
  subject_type_authorization: v.nullish(v.object({ user: policy, client: policy })),
});

const clientGrant = v.object({
  client_id: name,
  audience: name,
  scope: list(name),
  subject_type: v.nullish(name),
});

/**
 * The part of a Deploy CLI directory that is read; other fields are ignored. Defaults are Auth0's.
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool
 */
export const tenantFileSchema = v.object({
  tenant: v.nullish(
    v.object({
      friendly_name: v.nullish(name, "Emulated tenant"),
      /**
       * Hours: a year at most.
       * @see https://auth0.com/docs/manage-users/sessions/configure-session-lifetime-settings
       */
      session_lifetime: v.nullish(v.pipe(v.number(), v.minValue(1), v.maxValue(8760)), 168),
      allowed_logout_urls: urls,
      default_audience: v.nullish(v.string(), ""),
    }),
    {},
  ),
  clients: v.pipe(
    v.array(client),
    v.check(({ length }) => length > 0, "there must be an application"),
  ),
  databases: list(connection),
  connections: list(connection),
  resourceServers: list(resourceServer),
  clientGrants: list(clientGrant),
});

/** What a valid `tenant.yaml` becomes. */
export type TenantFile = v.InferOutput<typeof tenantFileSchema>;

const account = {
  user_id: v.nullish(name),
  email: v.pipe(v.string(), v.check(isEmail, "Invalid email")),
  email_verified: v.nullish(v.boolean(), false),
  blocked: v.nullish(v.boolean()),
  /** Our extension: stands on the login page and on the tenant's first page, for everybody to use. */
  demo: v.optional(v.boolean(), false),
  user_metadata: metadata,
  app_metadata: metadata,
};

/**
 * Auth0's bulk import file for one database connection. Of the hash algorithms it knows, `pbkdf2` is
 * taken, because Web Crypto can verify it.
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-import-database-schema-and-examples
 */
export const databaseUsersSchema = v.array(
  v.looseObject({
    ...account,
    /** Of a demo account, in plain text: what its button sends. */
    demo_password: v.optional(name),
    /** A bcrypt hash. */
    password_hash: v.nullish(v.string()),
    custom_password_hash: v.nullish(
      v.object({ algorithm: v.string(), hash: v.object({ value: v.string() }) }),
    ),
  }),
);

/** Our extension: accounts at providers, each with its connection and its id at the provider. */
export const socialUsersSchema = v.array(v.looseObject({ ...account, connection: name }));

/** What a valid user file becomes, of either kind. */
export type SeedAccount = v.InferOutput<typeof socialUsersSchema>[number];
