/** An endpoint, or a family of them, that Auth0 has and this tenant has not. */
export type NotEmulatedEndpoint = {
  /** What the header of the answer says. */
  name: string;
  /** Where it begins; all below belongs to it. `:id` stands for one segment, `*` for the rest of one. */
  path: string;
  /** Where the tenant has the address itself: the methods of it that it has not, and nothing below. */
  methods?: readonly string[];
};

/**
 * First segments under `/api/v2/`, as the clients of the `auth0` package 7.1.0 have them, without those that
 * the tenant answers.
 */
const MANAGEMENT =
  "actions agents anomaly attack-protection blacklists branding client-grants clients connection-profiles connections-directory-provisionings connections-scim-configurations custom-domains device-credentials email-templates emails event-streams events experimentation flows forms grants groups guardian hooks jobs keys log-streams logs network-acls organizations prompts rate-limit-policies refresh-tokens resource-servers risk-assessments roles rules rules-configs self-service-profiles sessions stats supplemental-signals tenants tickets token-exchange-profiles user-attribute-profiles user-blocks verifiable-credentials".split(
    " ",
  );

/** What the same clients have below one user, and those of 4.37. */
const OF_USER =
  "authentication-methods authenticators connected-accounts effective-permissions effective-roles enrollments federated-connections-tokensets groups logs multifactor organizations permissions recovery-code-regeneration refresh-tokens revoke-access risk-assessments roles sessions".split(
    " ",
  );

/** What they have below one connection. */
const OF_CONNECTION = "clients directory-provisioning keys scim-configuration status users".split(
  " ",
);

/**
 * The rest of the Authentication API: what the `auth0` package, auth0-js and auth0-spa-js call, and what browsers
 * are sent to.
 */
const AUTHENTICATION =
  "activate authorize/resume bc-authorize cer client co/authenticate continue dbconnections delegation device lo login logout me mfa oauth/access_token oauth/device oauth/global-token-revocation oauth/par oauth/ro oidc/register passkey passwordless pb7 pem rawpem samlp scim/v2 ssodata tokeninfo u/login/identifier u/login/password u/mfa* u/reset-password* unlink user/ssodata usernamepassword wsfed".split(
    " ",
  );

const named = (root: string, names: readonly string[], prefix = ""): NotEmulatedEndpoint[] =>
  names.map((name) => ({ name: prefix + name, path: `${root}/${name}` }));

const name = "connections";

/** All of them. What a route answers never comes to this list. */
export const NOT_EMULATED_ENDPOINTS: readonly NotEmulatedEndpoint[] = [
  ...named("/api/v2", MANAGEMENT),
  ...named("/api/v2/users/:id", OF_USER, "users/"),
  { name, path: "/api/v2/connections", methods: ["POST"] },
  { name, path: "/api/v2/connections/:id", methods: ["PATCH", "DELETE"] },
  ...named("/api/v2/connections/:id", OF_CONNECTION, "connections/"),
  // OpenID Connect Core 3.1.2.1 asks for it; whether Auth0 takes it is in no source we know.
  { name: "authorize", path: "/authorize", methods: ["POST"] },
  ...named("", AUTHENTICATION),
];

const segmentsOf = (path: string): string[] => path.split("/").filter((segment) => segment !== "");

/** By their first segment, since every request is compared with them. */
const BY_FIRST = new Map<string, { endpoint: NotEmulatedEndpoint; segments: string[] }[]>();
for (const endpoint of NOT_EMULATED_ENDPOINTS) {
  const segments = segmentsOf(endpoint.path);
  const [first = ""] = segments;
  BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), { endpoint, segments }]);
}

/** The one that an address belongs to; undefined where Auth0 has nothing that we know of, either. */
export function notEmulatedAt(method: string, path: string): NotEmulatedEndpoint | undefined {
  const [, first = ""] = /^\/*([^/]*)/.exec(path) ?? [];
  const similar = BY_FIRST.get(first);
  if (similar === undefined) return undefined;
  const asked = segmentsOf(path);
  const found = similar.find(({ endpoint: { methods }, segments }) => {
    if (methods !== undefined && (asked.length > segments.length || !methods.includes(method)))
      return false;
    return segments.every((segment, at) => fits(segment, asked[at]));
  });
  return found?.endpoint;
}

function fits(segment: string, asked: string | undefined): boolean {
  if (asked === undefined) return false;
  if (segment.endsWith("*")) return asked.startsWith(segment.slice(0, -1));
  return segment === ":id" || segment === asked;
}
