/** An account, as the Management API shows a user. */
export type User = {
  user_id: string;
  email?: string;
  email_verified?: boolean;
  /** The accounts of this person, the primary one first. */
  identities: { provider: string; user_id: string; connection: string; isSocial: boolean }[];
  user_metadata?: Record<string, unknown>;
  app_metadata?: Record<string, unknown>;
  [attribute: string]: unknown;
};

/** An account to make, at a database or a provider. */
export type NewUser = {
  /** Such as `Username-Password-Authentication` or `google-oauth2`. */
  connection: string;
  email: string;
  /** Default: true. */
  email_verified?: boolean;
  /**
   * The id at the connection, without `provider|`. Default: a new one. At a custom social connection (strategy
   * `oauth2`) the user is `oauth2|connection|id`, as at Auth0.
   */
  user_id?: string;
  /** At a database, what to log in with. */
  password?: string;
  /** Attributes such as `name`. */
  profile?: Record<string, unknown>;
  user_metadata?: Record<string, unknown>;
  app_metadata?: Record<string, unknown>;
  blocked?: boolean;
};

/** What of a user can be changed; metadata are replaced as a whole. */
export type UserChange = {
  email_verified?: boolean;
  blocked?: boolean;
  user_metadata?: Record<string, unknown>;
  app_metadata?: Record<string, unknown>;
};

/** An application to add, with the members of Auth0's Deploy CLI. */
export type NewApplication = {
  name: string;
  /** Default: made of the name. */
  client_id?: string;
  client_secret?: string;
  /** Default: `regular_web`. */
  app_type?: "spa" | "native" | "regular_web" | "non_interactive";
  callbacks?: string[];
  allowed_logout_urls?: string[];
  web_origins?: string[];
  allowed_origins?: string[];
  grant_types?: string[];
  /** False for somebody else's, at which people have to consent. */
  is_first_party?: boolean;
  token_endpoint_auth_method?: "none" | "client_secret_post" | "client_secret_basic";
  jwt_configuration?: { alg?: "RS256" | "HS256"; lifetime_in_seconds?: number };
  refresh_token?: { token_lifetime?: number; idle_token_lifetime?: number };
  /** The names of those that it may use. Default: all. */
  connections?: string[];
  /** What it may do by itself. Without an audience, at the Management API. */
  client_grants?: { audience?: string; scope: string[] }[];
};

/** An application of the tenant. */
export type Application = {
  name: string;
  client_id: string;
  /** Of an application that was added just now, if it has one. */
  client_secret?: string;
  app_type: string;
  callbacks: string[];
  allowed_logout_urls: string[];
  web_origins: string[];
  allowed_origins: string[];
  grant_types: string[];
};

/** A connection to add. */
export type NewConnection = {
  name: string;
  /** A provider such as `facebook`; `auth0` is a database. */
  strategy: string;
  display_name?: string;
  /** Client IDs. Default: all. */
  enabled_clients?: string[];
};

/** A connection of the tenant. */
export type Connection = {
  id: string;
  name: string;
  strategy: string;
  display_name: string;
  enabled_clients: string[];
};

/** A token to sign. Its content decides what it is good for. */
export type MintRequest = {
  /** Whose claims it begins with. Default: `bare`, none. */
  kind?: "access_token" | "id_token" | "bare";
  user_id?: string;
  /** Default: the first application; in LinkLab's own tenant `linklab-spa`. */
  client_id?: string;
  /** What an ID token says of the user follows it, as after a login. Default there: `openid profile email`. */
  scope?: string;
  /** Seconds; below zero it is over already. Default: 7200. */
  lifetime?: number;
  /** Replace those of the kind; null leaves one out. */
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  algorithm?: "RS256" | "HS256" | "none";
  /** `stranger` is a key of nobody. */
  key?: "current" | "next" | "stranger";
};

/** Something that goes wrong with the next requests to an endpoint. */
export type Fault = {
  /** Such as `token` or `identities`; a wrong name is answered with all of them. */
  endpoint: string;
  kind: "latency" | "rate-limit" | "failure" | "drop" | "lost" | "cors-off" | "hs256";
  /** How many requests it hits. Default: 1. */
  count?: number;
  /** Of `latency`. Default: 1000. */
  milliseconds?: number;
  /** Seconds, of `rate-limit`. Default: 1. */
  retry_after?: number;
};

/** How the tenant's clock moves, in seconds: stops (at a time since 1970), runs beside the real one, jumps. */
export type ClockMove = { freeze: true; at?: number } | { offset: number } | { advance: number };

/** The clock as it is then. */
export type ClockState = { now: string; frozen: boolean; offset: number };

/** A request that was answered. It holds no header, body, query, code or token. */
export type LogEntry = {
  number: number;
  /** Milliseconds since 1970, on the tenant's clock. */
  at: number;
  method: string;
  path: string;
  status: number;
  /** What decided the answer; docs/emulated-tenant.md has all of them. */
  rule: string;
  /** How it is known that Auth0 answers so. */
  evidence: "recorded" | "quoted" | "reported" | "assumed";
  source: string;
  /** Why it was refused. */
  because?: string;
  fault?: string;
};

/** A state of the tenant, which stays in it. */
export type Snapshot = { readonly number: number };

/** A cookie as `context.addCookies()` of Playwright takes it. */
export type Cookie = {
  name: string;
  value: string;
  domain: string;
  path: string;
  /** Seconds since 1970. */
  expires: number;
  httpOnly: boolean;
  secure: boolean;
  sameSite: "Lax" | "None" | "Strict";
};

/** A session at the tenant. */
export type SignedIn = {
  user_id: string;
  cookies: Cookie[];
  /** The same for a `Cookie` header. */
  header: string;
};

/** A private RSA key as a JWK, which must have a `kid`. */
export type PrivateKey = {
  kty: "RSA";
  kid: string;
  n: string;
  e: string;
  d: string;
  p: string;
  q: string;
  dp: string;
  dq: string;
  qi: string;
};

/** A tenant of one's own, as Auth0's Deploy CLI keeps it. */
export type Seed = {
  /** What `tenant.yaml` holds. */
  tenant: unknown;
  /** Bulk import files by the name of their database. */
  databaseUsers?: Record<string, unknown>;
  /** Accounts at providers. */
  socialUsers?: unknown;
};

/** How a tenant is made. */
export type TenantOptions = {
  /** A file or folder of the Deploy CLI, or its content. Default: LinkLab's own tenant. */
  seed?: string | Seed;
  /** Origins of the apps that log in. Default: `http://localhost:3000`. */
  appOrigins?: readonly string[];
  /** An origin with a slash at its end. Default: `http://localhost:5180/`; of a served one, where that is. */
  issuer?: string;
  /** Default: two pairs that are made at the first signature, and are those of every tenant in the process. */
  keys?: { current: PrivateKey; next?: PrivateKey };
  /** Which rules linking follows. Default: `today`. */
  policy?: "today" | "before-2018";
  /** Told what of the seed is left out, one line each. Default: it is said on stderr. */
  onSkipped?: (line: string) => void;
};

/** Where a tenant is served, besides how it is made. */
export type ServeOptions = TenantOptions & {
  /** Default: 0, one that is free. */
  port?: number;
  /** Whether to serve https, with a certificate that is made now. Default: http. */
  https?: boolean;
  /** Further names by which it is reached. */
  names?: readonly string[];
};

/** An emulated Auth0 tenant. Whatever a method sends that does not fit is refused, and the error names it. */
export type Tenant = {
  /** As in `iss`, with the slash at its end. */
  readonly issuer: string;
  /** Asks the tenant without a socket. A path is one of the tenant. A redirect is an answer, and is not followed. */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

  users: () => Promise<User[]>;
  addUser: (user: NewUser) => Promise<User>;
  changeUser: (userId: string, change: UserChange) => Promise<User>;
  deleteUser: (userId: string) => Promise<void>;
  applications: () => Promise<Application[]>;
  addApplication: (application: NewApplication) => Promise<Application>;
  addCallback: (clientId: string, url: string) => Promise<Application>;
  connections: () => Promise<Connection[]>;
  addConnection: (connection: NewConnection) => Promise<Connection>;

  /** Begins a session without the login page. */
  signIn: (user: string | User) => Promise<SignedIn>;
  /** Signs a token. */
  mint: (request: MintRequest) => Promise<string>;

  addFault: (fault: Fault) => Promise<void>;
  clearFaults: () => Promise<void>;
  clock: (move?: ClockMove) => Promise<ClockState>;
  setPolicy: (policy: "today" | "before-2018") => Promise<void>;
  /** Of the Management API: requests at once, and how many a second come back. */
  setRateLimit: (limit: { burst: number; per_second: number }) => Promise<void>;

  /** The last 500 requests, or those after a number. */
  log: (after?: number) => Promise<LogEntry[]>;
  /** Back to the seed; keys stay. */
  reset: () => Promise<void>;
  /** Notes how everything is. */
  snapshot: () => Promise<Snapshot>;
  /** Back to that, as often as you like. Snapshots end at a reset, and the oldest beyond 50. */
  restore: (snapshot: Snapshot) => Promise<void>;
  /** Answers nothing any more. */
  close: () => Promise<void>;
};

/** A tenant that is being served. */
export type ServedTenant = Tenant & {
  /** Where it is reached, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** With https: the certificate to trust, in PEM. */
  readonly ca: string | undefined;
};
