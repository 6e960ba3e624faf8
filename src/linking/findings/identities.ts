import type { FindingCopy, FindingSource } from "./finding-copy.ts";
import type { Evidence } from "#protocol/evidence.ts";

const said = (says: string, evidence: Evidence, source: string): readonly FindingSource[] => [
  { says, evidence, source },
];
const POST = "Management API reference, POST /users/{id}/identities";
const DELETE = "Management API reference, DELETE /users/{id}/identities/{provider}/{user_id}";

/** How the two endpoints refuse a link or an unlink, once they know who asks. */
export const IDENTITY_FINDINGS = {
  "not-your-user": {
    group: "identities",
    title: "That user is not you.",
    because:
      "A token of a person can only change that person: the user ID in the path must be its sub.",
    evidence: [
      { in: "link request", name: "user ID in the path" },
      { in: "A access token", name: "sub" },
    ],
    steps: ["Log in as the account that is to be the primary."],
    fix: null,
    sources: said(
      "403 User to be acted on does not match subject in bearer token.",
      "quoted",
      "fixture of Auth0's react-native-auth0",
    ),
  },
  "user-id-refused": {
    group: "identities",
    title: "A user ID proves nothing.",
    because:
      "Anybody can know a user ID. Until October 2018 a person could link by it, and so take over an account. Today only a server with update:users may.",
    evidence: [
      { in: "link request", name: "user_id" },
      { in: "A access token", name: "scope" },
    ],
    steps: ["Let the owner of B log in, and send B's ID token as link_with."],
    fix: null,
    isRefusal: true,
    sources: said(
      "403 Insufficient scope, expected any of: update:users",
      "assumed",
      "the migration guide only speaks of run-time errors",
    ),
  },
  "self-link": {
    group: "identities",
    title: "Both tokens belong to the same user.",
    because: "The API compared the user in the path with the sub of the ID token.",
    evidence: [
      { in: "link request", name: "sub of link_with" },
      { in: "link request", name: "user ID in the path" },
    ],
    steps: [
      "Send the ID token of the other account. Where its login brought A again, log in as B anew and pick another: prompt=login makes the tenant ask.",
    ],
    fix: "log-in-as-b",
    sources: said("400 Main identity and the new one are the same.", "quoted", POST),
  },
  "other-application": {
    group: "identities",
    title: "The two tokens are for different applications.",
    because: "The aud of B's ID token must be the azp of A's access token.",
    evidence: [
      { in: "B ID token", name: "aud" },
      { in: "A access token", name: "azp" },
    ],
    steps: ["Log in both accounts with the same client ID."],
    fix: "log-in-as-b",
    sources: said(
      "400 JWT (link_with) must have an aud claim that matches that of the calling token's azp",
      "assumed",
      `${POST}; that it is this text for a user's token is assumed`,
    ),
  },
  "proof-audience": {
    group: "identities",
    title: "B's ID token is for an application that the API does not take here.",
    because:
      "Its aud is no application of the tenant, or, where a server calls, another than the server's own.",
    evidence: [{ in: "B ID token", name: "aud" }],
    steps: ["Log in both accounts with the same client ID, and send the ID token, no other."],
    fix: "log-in-as-b",
    sources: said(
      "400 JWT (link_with) contains an invalid aud claim",
      "reported",
      "seen on a tenant with a machine-to-machine caller whose azp differed",
    ),
  },
  "proof-issuer": {
    group: "identities",
    title: "The two tokens come from different issuers.",
    because:
      "Both logins must go through the same domain. A custom domain is another issuer than the tenant's own.",
    evidence: [
      { in: "B ID token", name: "iss" },
      { in: "A access token", name: "iss" },
    ],
    steps: ["Log in both accounts at the same domain."],
    fix: "log-in-as-b",
    sources: said(
      "400 JWT (link_with) must have the same issuer as the calling user",
      "quoted",
      POST,
    ),
  },
  "proof-no-subject": {
    group: "identities",
    title: "B's ID token names nobody.",
    because: "It has no sub, so there is no account to link.",
    evidence: [{ in: "B ID token", name: "sub" }],
    steps: ["Log in as B again to get a new one."],
    fix: "log-in-as-b",
    sources: said("400 JWT (link_with) must contains sub claim", "quoted", POST),
  },
  "proof-subject": {
    group: "identities",
    title: "The sub of B's ID token is not a user ID.",
    because: "A user ID is a provider, a bar and an ID: google-oauth2|1234.",
    evidence: [{ in: "B ID token", name: "sub" }],
    steps: ["Log in as B again to get a new one."],
    fix: "log-in-as-b",
    sources: said("400 JWT (link_with) contains an invalid sub claim", "quoted", POST),
  },
  "email-unverified": {
    group: "identities",
    title: "An e-mail address is not verified.",
    because:
      "Its email_verified is false or absent. The API does not ask for it: an app that links by proof must, on both accounts.",
    evidence: [
      { in: "A ID token", name: "email_verified" },
      { in: "B ID token", name: "email_verified" },
    ],
    steps: [
      "Open the link in the mail that the tenant sent to this address.",
      "Log in again: only a new ID token says so.",
    ],
    fix: "log-in-again",
    isRefusal: true,
    sources: [
      {
        says: null,
        evidence: "quoted",
        source: "auth0-link-accounts-sample, which checks both accounts",
      },
    ],
  },
  "proof-expired": {
    group: "identities",
    title: "B's ID token has expired.",
    because: "Its exp is past. The API says only that the token is invalid.",
    evidence: [{ in: "B ID token", name: "exp" }],
    steps: ["Log in as B again."],
    fix: "log-in-as-b",
    sources: said("400 Invalid token (link_with)", "quoted", POST),
  },
  "proof-malformed": {
    group: "identities",
    title: "What was sent as link_with is no token.",
    because: "It has not the three parts of a JWT. The API says only that the token is invalid.",
    evidence: [{ in: "link request", name: "link_with" }],
    steps: ["Send B's ID token as it came, whole and without “Bearer”."],
    fix: "log-in-as-b",
    sources: said("400 Invalid token (link_with)", "quoted", POST),
  },
  "proof-refused": {
    group: "identities",
    title: "The API does not take B's ID token as proof.",
    because:
      "The tenant did not sign it, it was changed since, or its exp is past. The API says only that the token is invalid.",
    evidence: [
      { in: "B ID token", name: "signature" },
      { in: "B ID token", name: "kid" },
      { in: "B ID token", name: "exp" },
    ],
    steps: ["Log in as B again to get a new one."],
    fix: "log-in-as-b",
    sources: said("400 Invalid token (link_with)", "quoted", POST),
  },
  "secondary-missing": {
    group: "identities",
    title: "The user of B's ID token does not exist.",
    because: "The account was deleted after this login. Its token is signed all the same.",
    evidence: [{ in: "B ID token", name: "sub" }],
    steps: ["Log in as B again to see which user that login opens."],
    fix: "log-in-as-b",
    sources: said("400 Provided secondary account not found", "quoted", POST),
  },
  "secondary-blocked": {
    group: "identities",
    title: "B is blocked.",
    because: "A link would let B in as A. That Auth0 answers this for it is our guess.",
    evidence: [{ in: "answer", name: "message" }],
    steps: ["Unblock B in the dashboard.", "Log in as B again."],
    fix: "log-in-as-b",
    sources: said(
      "400 Unable to link with the secondary account.",
      "assumed",
      `${POST}; it names no cause`,
    ),
  },
  "identity-unknown": {
    group: "identities",
    title: "No account has this provider and user_id.",
    because: "Only an account that has logged in before can be linked.",
    evidence: [
      { in: "link request", name: "provider" },
      { in: "link request", name: "user_id" },
    ],
    steps: [
      "Read the user_id from the account's own profile.",
      "Send it without “provider|”, or with it; both are taken.",
    ],
    fix: null,
    sources: said("400 Linking to an inexistent identity is not allowed.", "quoted", POST),
  },
  "identity-taken": {
    group: "identities",
    title: "This identity has an owner already.",
    because: "An identity belongs to at most one user.",
    evidence: [{ in: "B ID token", name: "sub" }],
    steps: [
      "Look at A's identities: it may be linked already.",
      "Otherwise unlink it there first.",
    ],
    fix: "see-changes",
    sources: said("409 Specified identity already exists.", "quoted", POST),
  },
  "provider-unknown": {
    group: "identities",
    title: "The tenant has no such connection.",
    because:
      "The provider is missing, or names a kind of connection that this tenant has not set up.",
    evidence: [{ in: "link request", name: "provider" }],
    steps: ["Send the provider that the user's identities[] shows."],
    fix: null,
    sources: said(
      "400 The provider/connection is not configured.",
      "reported",
      "github.com/auth0/node-auth0/issues/554",
    ),
  },
  "both-forms": {
    group: "identities",
    title: "The body names B twice.",
    because: "Send link_with, or provider and user_id. Never both.",
    evidence: [
      { in: "link request", name: "link_with" },
      { in: "link request", name: "user_id" },
    ],
    steps: ["In a page, send link_with alone."],
    fix: null,
    sources: said(
      "400 Payload validation error: 'link_with cannot be sent together with {names}'.",
      "reported",
      "the rule is in the reference; this reason is assumed",
    ),
  },
  "body-invalid": {
    group: "identities",
    title: "The body is not what the API expects.",
    because: "A member is missing, has the wrong type or a value that is not allowed.",
    evidence: [{ in: "link request", name: "body" }],
    steps: ["The answer names the member: set it right."],
    fix: null,
    sources: said(
      "400 Payload validation error: '{reason}'.",
      "reported",
      "public repositories that quote the answer; reasons other than a missing property assumed",
    ),
  },
  "body-malformed": {
    group: "identities",
    title: "The body is not JSON.",
    because: "It could not be read at all.",
    evidence: [{ in: "link request", name: "body" }],
    steps: ["Build the body with JSON.stringify, not by hand."],
    fix: null,
    sources: said(
      "400 Invalid request payload JSON format",
      "assumed",
      "the text of hapi, whose error shape the API has",
    ),
  },
  "body-type": {
    group: "identities",
    title: "The API does not know this Content-Type.",
    because: "Unless it is told otherwise, fetch sends a text as text/plain.",
    evidence: [{ in: "link request", name: "Content-Type" }],
    steps: ["Send Content-Type: application/json."],
    fix: null,
    sources: said("415 Unsupported Media Type", "assumed", "the text of hapi"),
  },
  "body-too-large": {
    group: "identities",
    title: "The body is too large.",
    because: "An ID token has a few kilobytes. Large custom claims can make it grow.",
    evidence: [{ in: "link request", name: "body" }],
    steps: ["Look at B's ID token under Tokens: which claim is that long?"],
    fix: null,
    sources: said(
      "413 Payload content length greater than maximum allowed: {limit}",
      "assumed",
      "the text of hapi; the limit is ours",
    ),
  },
  "user-id-format": {
    group: "identities",
    title: "The user ID in the path is not one.",
    because: "A user ID has a bar in it: auth0|1234. In a URL the bar is %7C, encoded once.",
    evidence: [{ in: "link request", name: "user ID in the path" }],
    steps: ["Put encodeURIComponent(sub) into the path, with the provider."],
    fix: null,
    sources: said(
      "400 Object didn't pass validation for format user-id: {id}",
      "reported",
      "public repositories that quote the answer",
    ),
  },
  "user-missing": {
    group: "identities",
    title: "There is no such user.",
    because:
      "The user was deleted, or linked to another one: a linked account has no user of its own.",
    evidence: [{ in: "link request", name: "user ID in the path" }],
    steps: ["Log in again to see which user the login opens."],
    fix: "log-in-as-a",
    sources: said(
      "404 The user does not exist.",
      "recorded",
      "go-auth0 recording TestUserManager_Delete",
    ),
  },
  "identity-not-linked": {
    group: "identities",
    title: "That identity is not linked any more.",
    because: "It was unlinked before, in another tab or by a request whose answer was lost.",
    evidence: [{ in: "unlink request", name: "user_id in the path" }],
    steps: ["Read A again. Nothing may be left to unlink."],
    fix: "see-changes",
    isRefusal: true,
    sources: said(
      "404 The identity does not exist.",
      "assumed",
      "no answer is documented for an identity that the user does not have",
    ),
  },
  "main-identity": {
    group: "identities",
    title: "The main identity cannot be taken off.",
    because: "A user keeps the identity it was made with.",
    evidence: [{ in: "unlink request", name: "user_id in the path" }],
    steps: ["Unlink one of the other identities."],
    fix: null,
    sources: said("400 Main identity cannot be removed", "quoted", DELETE),
  },
} as const satisfies Record<string, FindingCopy>;
