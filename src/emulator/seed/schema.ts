import * as v from "valibot";

const url = v.pipe(v.string(), v.url());
const urls = v.optional(v.array(url), []);
const seconds = v.pipe(v.number(), v.integer(), v.minValue(1));
const name = v.pipe(v.string(), v.minLength(1));
const metadata = v.optional(v.record(v.string(), v.unknown()), {});

const client = v.object({
  name,
  client_id: name,
  client_secret: v.optional(name),
  app_type: v.picklist(["spa", "native", "regular_web", "non_interactive"]),
  is_first_party: v.optional(v.boolean(), true),
  token_endpoint_auth_method: v.picklist(["none", "client_secret_post", "client_secret_basic"]),
  callbacks: urls,
  allowed_logout_urls: urls,
  web_origins: urls,
  allowed_origins: urls,
  grant_types: v.array(
    v.picklist(["authorization_code", "implicit", "refresh_token", "client_credentials"]),
  ),
  jwt_configuration: v.object({
    alg: v.picklist(["RS256", "HS256"]),
    lifetime_in_seconds: seconds,
  }),
  refresh_token: v.optional(
    v.object({
      rotation_type: v.literal("rotating"),
      expiration_type: v.literal("expiring"),
      token_lifetime: seconds,
      idle_token_lifetime: seconds,
    }),
  ),
});

const connection = v.object({
  name,
  id: v.pipe(v.string(), v.regex(/^con_[A-Za-z0-9]{16}$/)),
  strategy: name,
  display_name: v.optional(name),
  enabled_clients: v.array(name),
});

const resourceServer = v.object({
  name,
  identifier: url,
  signing_alg: v.literal("RS256"),
  token_lifetime: seconds,
  token_lifetime_for_web: seconds,
  allow_offline_access: v.boolean(),
  scopes: v.array(v.object({ value: name })),
});

/**
 * The part of a Deploy CLI directory that is read; other fields are ignored.
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool
 */
export const tenantFileSchema = v.object({
  tenant: v.object({
    friendly_name: name,
    /** Hours, as Auth0 has it. */
    session_lifetime: v.pipe(v.number(), v.minValue(1)),
    allowed_logout_urls: urls,
  }),
  clients: v.array(client),
  databases: v.optional(v.array(connection), []),
  connections: v.optional(v.array(connection), []),
  resourceServers: v.optional(v.array(resourceServer), []),
  clientGrants: v.optional(
    v.array(v.object({ client_id: name, audience: url, scope: v.array(name) })),
    [],
  ),
});

/** What a valid `tenant.yaml` becomes. */
export type TenantFile = v.InferOutput<typeof tenantFileSchema>;

const account = {
  user_id: name,
  email: v.pipe(v.string(), v.email()),
  email_verified: v.boolean(),
  blocked: v.optional(v.boolean()),
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
    custom_password_hash: v.object({
      algorithm: v.literal("pbkdf2"),
      hash: v.object({
        value: v.pipe(
          v.string(),
          v.regex(/^\$pbkdf2-sha(?:1|256|384|512)\$i=\d+,l=\d+\$[^$]+\$[^$]+$/),
        ),
        encoding: v.literal("utf8"),
      }),
    }),
  }),
);

/** Our extension: accounts at providers, each with its connection and its id at the provider. */
export const socialUsersSchema = v.array(v.looseObject({ ...account, connection: name }));

/** What a valid user file becomes, of either kind. */
export type SeedAccount = v.InferOutput<typeof socialUsersSchema>[number];
