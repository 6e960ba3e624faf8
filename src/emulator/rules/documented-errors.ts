import type { ApiRuleId } from "./tables.ts";

/** The endpoints whose documented errors are listed. */
export type DocumentedEndpoint =
  | "POST identities"
  | "DELETE identities"
  | "GET user"
  | "PATCH user";

/** An error that the Management API reference lists for an endpoint, or that was reported of it. */
export type DocumentedError = {
  endpoints: readonly DocumentedEndpoint[];
  status: number;
  text: string;
  /** The rule that gives it here; without one its cause is unknown, and the tenant never gives it. */
  rule?: ApiRuleId;
  /** Where the rule's text differs: why. Without a rule: what is known. */
  note?: string;
};

const IDENTITIES = ["POST identities", "DELETE identities"] as const;
const ALL = [...IDENTITIES, "GET user"] as const;

/**
 * Every error that the reference documents for the endpoints that linking needs. Of PATCH users, whose
 * list was not at hand, those that were reported.
 * @see https://auth0.com/docs/api/management/v2/users/post-identities
 * @see https://auth0.com/docs/api/management/v2/users/delete-user-identity-by-user-id
 * @see https://auth0.com/docs/api/management/v2/users/get-users-by-id
 */
export const DOCUMENTED_ERRORS: readonly DocumentedError[] = [
  {
    endpoints: ALL,
    status: 400,
    text: "Invalid request URI. The message will vary depending on the cause.",
    rule: "user-id-format",
    note: "The text for a malformed user id, as reported; other causes and their texts are unknown",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "Invalid request body. The message will vary depending on the cause.",
    rule: "body-invalid",
    note: "The text for a body that does not fit, as reported",
  },
  {
    endpoints: ["GET user"],
    status: 400,
    text: "Invalid query string. The message will vary depending on the cause.",
    rule: "query-invalid",
    note: "No text was found; ours is modelled on that of the body",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "The provider/connection is not configured.",
    rule: "connection-unknown",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "Main identity and the new one are the same.",
    rule: "link-same-identity",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "Invalid token (link_with).",
    rule: "link-with-invalid",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "JWT (link_with) contains an invalid aud claim.",
    rule: "link-with-audience",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "JWT (link_with) must contains sub claim.",
    rule: "link-with-no-subject",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "JWT (link_with) contains an invalid sub claim.",
    rule: "link-with-subject",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "JWT (link_with) must have an alg of RS256.",
    rule: "link-with-algorithm",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "JWT (link_with) must have the same issuer as the calling user.",
    rule: "link-with-issuer",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "JWT (link_with) must have an aud claim that matches that of the calling token's azp.",
    rule: "link-with-azp",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "Linking to an inexistent identity requires a connection.",
    note: "Without a cause; here an unknown identity is `not allowed`",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "Linking to an inexistent identity is not allowed.",
    rule: "link-identity-unknown",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "Unable to link with the secondary account.",
    rule: "link-blocked",
    note: "Documented without a cause; ours is a blocked account",
  },
  {
    endpoints: ["POST identities"],
    status: 400,
    text: "Provided secondary account not found.",
    rule: "link-secondary-unknown",
  },
  {
    endpoints: ["DELETE identities"],
    status: 400,
    text: "Main identity cannot be removed.",
    rule: "unlink-main",
  },
  { endpoints: ALL, status: 401, text: "Invalid token.", rule: "token-invalid" },
  {
    endpoints: ALL,
    status: 401,
    text: "Invalid signature received for JSON Web Token validation.",
    rule: "token-signature",
  },
  {
    endpoints: ["GET user"],
    status: 401,
    text: "Client is not global.",
    note: "Seen in 2018 with a person's token without scopes of the API; here 403 `insufficient_scope`",
  },
  {
    endpoints: [...ALL, "PATCH user"],
    status: 403,
    text: "Insufficient scope; expected: {scopes}.",
    rule: "scope-insufficient",
    note: "The wording that was seen on tenants differs from the reference's",
  },
  {
    endpoints: ALL,
    status: 403,
    text: "User to be acted on does not match subject in bearer token.",
    rule: "subject-mismatch",
  },
  {
    endpoints: ["PATCH user"],
    status: 403,
    text: "You cannot update the following fields: email",
    note: "Reported in 2017 for a person's token; newer reports have 403 `insufficient_scope`, as here",
  },
  {
    endpoints: ["GET user"],
    status: 404,
    text: "User not found.",
    rule: "user-unknown",
    note: "The recorded text differs from the reference's",
  },
  {
    endpoints: ["POST identities"],
    status: 409,
    text: "Specified identity already exists.",
    rule: "link-exists",
  },
  {
    endpoints: ALL,
    status: 429,
    text: "Too many requests. Check the X-RateLimit-Limit, X-RateLimit-Remaining and X-RateLimit-Reset headers.",
    rule: "rate-limit",
    note: "The reported text differs from the reference's",
  },
];
