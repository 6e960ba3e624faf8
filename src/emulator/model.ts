/** What a tenant is made of. Wire names (snake_case) only where the value goes over the wire as it is. */

/** Grant types that an application may use, named as in the Auth0 dashboard. */
export type GrantType = "authorization_code" | "implicit" | "refresh_token" | "client_credentials";

/** What kind of program an application is, named as Auth0 names it. */
export type ApplicationType = "spa" | "native" | "regular_web" | "non_interactive";

/** An application ("client") that may ask this tenant for tokens. */
export type Application = {
  clientId: string;
  name: string;
  type: ApplicationType;
  /** Present for confidential applications, and for those that sign ID tokens with HS256. */
  clientSecret: string | undefined;
  /** A public application cannot keep a secret: it must use PKCE and authenticates with nothing. */
  isPublic: boolean;
  callbacks: readonly string[];
  logoutUrls: readonly string[];
  /** Origins that may receive a `web_message`. */
  webOrigins: readonly string[];
  /** Origins that get CORS headers: the allowed origins and those of the callbacks. */
  corsOrigins: ReadonlySet<string>;
  grantTypes: ReadonlySet<GrantType>;
  /** False for somebody else's application: the person has to consent to what it asks for. */
  isFirstParty: boolean;
  /** How ID tokens are signed. Access tokens follow their API, which is always RS256 here. */
  idTokenAlg: "RS256" | "HS256";
  /** Lifetime of an ID token, in seconds. */
  idTokenLifetime: number;
  refreshToken: {
    /** Each use gives a new one and ends the one that was used; else one stays good for all of them. */
    isRotating: boolean;
    /** Idle lifetime in seconds, renewed by each use. */
    idleLifetime: number;
    /** Absolute lifetime in seconds, never extended. */
    lifetime: number;
  };
};

/** Where accounts come from: a database of this tenant, or a provider such as Google. */
export type Connection = {
  /** `con_` and 16 letters or digits. */
  id: string;
  name: string;
  /** Equals `provider` in the identities of its accounts; `auth0` is a database. */
  strategy: string;
  displayName: string;
  clientIds: ReadonlySet<string>;
  /** A database at which nobody signs up; the Management API makes its accounts. */
  isClosed: boolean;
};

/** An API ("resource server") for which access tokens are issued. */
export type Api = {
  /** The `aud` value, compared exactly. */
  identifier: string;
  name: string;
  scopes: ReadonlySet<string>;
  /** Scopes a person may be granted; equal to `scopes` except for the Management API. */
  userScopes: ReadonlySet<string>;
  allowOfflineAccess: boolean;
  /** Access token lifetime in seconds at the token endpoint. */
  tokenLifetime: number;
  /** Access token lifetime in seconds in the implicit flow. */
  tokenLifetimeForWeb: number;
};

/** An account of the seed that readers are meant to log in with: its password is no secret. */
export type DemoAccount = {
  /** `provider|id`. */
  identityKey: string;
  connection: string;
  name: string;
  email: string;
  isVerified: boolean;
  /** Only at a database connection; a provider's account needs none here. */
  password: string | undefined;
};

/** Everything about a tenant that does not change while it runs. */
export type TenantConfig = {
  friendlyName: string;
  applications: ReadonlyMap<string, Application>;
  /** By name. */
  connections: ReadonlyMap<string, Connection>;
  /** By identifier. Holds the Management API. */
  apis: ReadonlyMap<string, Api>;
  /** Scopes that an application gets for an API on its own behalf; key `grantKey`. */
  clientGrants: ReadonlyMap<string, ReadonlySet<string>>;
  /** Logout URLs allowed without naming an application. */
  logoutUrls: readonly string[];
  /** What whoever names no audience asks for; it is that of an API. */
  defaultAudience: string | undefined;
  /** Sessions end this many seconds after login. */
  sessionLifetime: number;
  /** What the login page offers beside its form; empty unless the seed marks some. */
  demoAccounts: readonly DemoAccount[];
};

/** Profile attributes with Auth0's names, as a provider or a database gave them. */
export type Profile = Readonly<Record<string, unknown>>;

/** One account at one connection. It belongs to exactly one user. */
export type Identity = {
  provider: string;
  /** The id at the provider, without the `provider|` in front. */
  id: string;
  connection: string;
  isSocial: boolean;
  profile: Profile;
  /** A `pbkdf2` PHC string; only in database connections. */
  passwordHash: string | undefined;
};

/** A person as the tenant knows them. `identities[0]` is the main one and gives the root profile. */
export type User = {
  /** `provider|id` of the main identity. */
  userId: string;
  identities: readonly [Identity, ...Identity[]];
  userMetadata: Readonly<Record<string, unknown>>;
  appMetadata: Readonly<Record<string, unknown>>;
  /** Undefined while nobody said so or otherwise, which is what the API shows. */
  isBlocked: boolean | undefined;
  /** Tells the account from one that is made anew with its id: no clock does while it stands still. */
  mark: object;
  /** Times are milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
  lastLogin: number | undefined;
  /** When a password was last set for an account that had one. */
  lastPasswordReset: number | undefined;
  loginsCount: number;
};

/** A browser that is signed in. It remembers the identity used; whose it is, is asked at each use. */
export type Session = {
  /** Value of the cookie. Never leaves the tenant in a token. */
  id: string;
  /** The `sid` claim. */
  sid: string;
  /** `provider|id` of the identity that signed in. */
  identityKey: string;
  /** When the person last proved who they are, in milliseconds since the epoch. */
  authTime: number;
  expiresAt: number;
};

/** How an authorization response goes back. */
export type ResponseMode = "query" | "fragment" | "form_post" | "web_message";

/** The two looks of a page. */
export type ColorScheme = "light" | "dark";

/** An authorization request that passed every check, with the scopes already reduced. */
export type AuthorizationRequest = {
  clientId: string;
  redirectUri: string;
  responseMode: ResponseMode;
  state: string | undefined;
  /** Which of `code`, `token` and `id_token` were asked for. */
  responseTypes: ReadonlySet<string>;
  /** The `scope` parameter as it came. */
  requestedScope: string;
  scopes: readonly string[];
  audience: string | undefined;
  nonce: string | undefined;
  codeChallenge: string | undefined;
  connection: string | undefined;
  loginHint: string | undefined;
  /** `ext-color-scheme`, which is this tenant's own. */
  colorScheme: ColorScheme | undefined;
  prompts: ReadonlySet<string>;
  /** `screen_hint=signup`: a person who has to log in sees the sign-up page first. */
  isSignUp: boolean;
  /** Seconds. */
  maxAge: number | undefined;
};

/** A login in progress: the pages between `/authorize` and the answer. Used once. */
export type LoginTransaction = {
  /** The `state` of its pages, which no other site knows. */
  id: string;
  /** Value of this login's cookie in the browser in which it began. */
  browser: string;
  request: AuthorizationRequest;
  /** The session that waits for consent; undefined while the person is still logging in. */
  sid: string | undefined;
  /** Whose session that was when consent was asked for: a link or an unlink makes it somebody else's. */
  userId: string | undefined;
  expiresAt: number;
};

/** What a code, a refresh token or an opaque access token stands for. */
export type Grant = {
  /** All that came from one authorization shares it, so it can be revoked together. */
  id: string;
  clientId: string;
  identityKey: string;
  scopes: readonly string[];
  audience: string | undefined;
  sid: string;
  authTime: number;
  /** `auth_time` belongs in the ID token: `max_age` or `prompt=login` was asked. */
  isAuthTimeAsked: boolean;
  nonce: string | undefined;
};

/** An authorization code (RFC 6749 section 4.1.2). */
export type AuthorizationCode = {
  grant: Grant;
  redirectUri: string;
  codeChallenge: string | undefined;
  expiresAt: number;
  isUsed: boolean;
};

/** A refresh token. Of one that rotates, the family is its grant. */
export type RefreshToken = {
  grant: Grant;
  /** Moves with each use, up to `endsAt`. */
  expiresAt: number;
  /** Absolute end of the family. */
  endsAt: number;
  isUsed: boolean;
  /** It was issued for a user who was deleted. Whoever has their id by now is somebody else. */
  isUserGone: boolean;
};

/**
 * What remains known of a JWT, so that it can be taken back. Two authorizations of one
 * identity in one second give the same token, byte for byte: it is good while one of them is.
 */
export type IssuedToken = {
  kind: "access" | "id";
  /** Its `sub`. */
  userId: string;
  /** The authorizations that gave it and were not taken back. */
  grants: readonly Pick<Grant, "id" | "identityKey">[];
  expiresAt: number;
};

/** An authorization that was taken back, for the tokens that are being signed meanwhile. */
export type RevokedGrant = {
  expiresAt: number;
};

/** From when on a user's JWTs count that nobody remembers. */
export type Cutoff = {
  /** Milliseconds since the epoch. */
  at: number;
  expiresAt: number;
};

/** What a person allowed an application of somebody else. */
export type Consent = {
  userId: string;
  clientId: string;
  audience: string | undefined;
  scopes: ReadonlySet<string>;
};

/** An access token without an API of its own: only `/userinfo` takes it. */
export type OpaqueToken = {
  grant: Grant;
  expiresAt: number;
};

/** The key under which an identity is named: `provider|id`. */
export function identityKey(identity: { provider: string; id: string }): string {
  return `${identity.provider}|${identity.id}`;
}

/** The key under which a client grant is kept. Both names may have any character in them, blanks too. */
export function grantKey({ clientId, audience }: { clientId: string; audience: string }): string {
  return JSON.stringify([clientId, audience]);
}
