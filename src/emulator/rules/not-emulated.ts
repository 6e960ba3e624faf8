/** Something of Auth0 that this tenant does not have. */
export type NotEmulated = {
  what: string;
  /** What happens instead, or why it is left out. */
  instead: string;
};

/** What a reader may look for in vain, most likely first. */
export const NOT_EMULATED: readonly NotEmulated[] = [
  {
    what: "Hybrid flow (`code id_token`, `code token`, `code id_token token`)",
    instead: "`unsupported_response_type`, not advertised in discovery",
  },
  {
    what: "Organizations (`organization`, `invitation`)",
    instead: "`invalid_request` that names the parameter",
  },
  {
    what: "DPoP (`dpop_jkt`, the `DPoP` header)",
    instead: "`invalid_request` and `invalid_dpop_proof`",
  },
  {
    what: "Private key JWT, `client_secret_jwt`, mTLS",
    instead:
      "`client_assertion` gets `invalid_request` that names it. Applications authenticate by their secret; no certificate of a client is asked for",
  },
  {
    what: "Request objects and rich authorization requests",
    instead: "`invalid_request` that names the parameter",
  },
  {
    what: "PKCE with `plain`, and public applications without PKCE",
    instead: "`invalid_request`: Auth0 takes both, RFC 9700 does not",
  },
  {
    what: "`iss` in the authorization response (RFC 9207)",
    instead:
      "Not sent, as it is in no answer of Auth0 that we know. Codes, tokens, sessions and logins of one tenant are worth nothing at another",
  },
  {
    what: "A description of its own for each claim that makes an access token invalid",
    instead:
      "Auth0's one text, as it is known; the tenant's log says in `because` which check failed",
  },
  {
    what: "A check of `email_verified` when accounts are linked",
    instead:
      "None, as none is documented: the application has to check both addresses before it links",
  },
  {
    what: "Consent for first-party applications on localhost",
    instead:
      "Not asked: Auth0 asks there, which would stand between every lesson and its subject. Third-party applications and `prompt=consent` do ask",
  },
  {
    what: "The strict mode of third-party applications (`third_party_security_mode`)",
    instead:
      "They get ID tokens, and tokens for an API without a client grant, as those in permissive mode do. The Management API is closed to both, as it is since April 2026",
  },
  {
    what: "Back-channel logout, and logging out of a provider (`federated`)",
    instead: "Nobody is told; `federated` is ignored, since there is no provider behind an account",
  },
  {
    what: "Multi-factor authentication, passwordless, passkeys",
    instead: "501",
  },
  {
    what: "Changing a password or an address by e-mail, verification mails",
    instead:
      "No mail is ever sent. The control API sets `email_verified`; a password set by PATCH ends the user's sessions, grants and consents",
  },
  {
    what: "Other grants: password, device code, token exchange, CIBA",
    instead: "`unauthorized_client`, as where an application may not use the grant",
  },
  {
    what: "Dynamic registration, SAML, WS-Federation, My Account API",
    instead: "501",
  },
  {
    what: "Device credentials, enrollments and multifactor of the Management API",
    instead: "501; their scopes are granted, because Auth0 grants them",
  },
  {
    what: "Applications, APIs, client grants, roles, actions and logs of the Management API",
    instead: "501; the tenant is configured by its seed and watched by the control API",
  },
  {
    what: "Searches by `organization_id`, checkpoint paging of users",
    instead: "400 that says so",
  },
  {
    what: "Tokens of identity providers (`read:user_idp_tokens`)",
    instead: "The scope reads users; there is no provider behind them and so no token",
  },
  {
    what: "Where somebody logged in from",
    instead: "`last_ip` is always 127.0.0.1",
  },
  {
    what: "The cookies `did` and `auth0-mf`, and their twins",
    instead: "Not set: nothing here tells devices apart",
  },
  {
    what: "A provider's own login page",
    instead: "A page that lists the provider's accounts, to be chosen without a password",
  },
  {
    what: "Branding and templates of the login page",
    instead:
      "One look. Of what a template gets, the parameters that begin with `ext-`, it takes `ext-color-scheme`: `light` or `dark`, else as the browser is set",
  },
  {
    what: "A grace period for rotated refresh tokens",
    instead: "None, which is Auth0's default: the second use ends the family",
  },
  {
    what: "Rules, actions, hooks, custom domains, attack protection",
    instead: "Nothing runs between a login and its tokens",
  },
  {
    what: "Rotating the signing keys",
    instead:
      "The JWKS has two keys and the tenant takes tokens signed with either, by `kid`; only the current one signs, as long as the tenant runs. Minting signs with the next, so that a client can show that it goes by `kid`",
  },
  {
    what: "`x5c` and `x5t` in the JWKS of a tenant in a worker",
    instead:
      "Left out, as nothing there makes certificates. A tenant on a port has them: self-signed, made when the keys are first asked for",
  },
  {
    what: "Rate limits of the Authentication API",
    instead:
      "Only by a fault; the Management API has a bucket, and a second one for bearers of no token. Both fill in real time, also while the tenant's clock stands still, so that `Retry-After` is true",
  },
  {
    what: "E-mail addresses beyond ASCII",
    instead:
      "Refused, as what is no address: in what looks like one there may be another. Which letters Auth0 takes is in no source we know",
  },
];

/** A question without an answer. */
export type Unknown = {
  what: string;
  /** What the documentation says about it, and what this tenant does. */
  known: string;
};

/** Questions that no source we know answers, with what this tenant does. */
export const OPEN_QUESTIONS: readonly Unknown[] = [
  {
    what: "`errorCode` of the linking refusals and of the 409",
    known: "In no source. Ours are assumed; branch on `statusCode`",
  },
  {
    what: "An `Authorization` header at `/oauth/token` that is not Basic",
    known:
      "In no source. ruby-auth0 sends its old token with the request for a new one; from that it is assumed that nobody looks at it",
  },
  {
    what: "An address with a slash at its end, or in other letters: `/userinfo/`, `/userInfo`",
    known:
      "Reported, by public programs that ask their tenants so, for the addresses outside the Management API: they are taken. Of the Management API it is in no source, and they are 404",
  },
  {
    what: "A `user_id` to link that is an integer of more than 53 bits",
    known:
      "In no source. JSON without quotes makes another number of it, so that another account would be linked; here it is refused",
  },
  {
    what: "Errors of PATCH users beside those above",
    known:
      "The reference's list for it was not at hand. What the tenant refuses there is among the refusals above, with its evidence",
  },
  {
    what: "The answer to a person's token that sends `user_id` and `provider`",
    known: "The guide speaks of run-time errors. Here 403 `insufficient_scope`",
  },
  {
    what: "Whether `/api/v2` refuses a token with several values in `aud`",
    known: "The docs say yes, Auth0's own sample relies on no. Here it is taken",
  },
  {
    what: "Refresh tokens, codes and consents of a linked secondary account",
    known:
      "Here they end with the account, at the link and again at the unlink; the primary user's consents, too, at the unlink, since they may have been given through that identity",
  },
  {
    what: "Sessions of a linked secondary account",
    known:
      "Validity follows the identity used to log in, says support.auth0.com. Here they go on, as the primary user's: whoever proved that identity logs in as that user from now on. After an unlink they are the unlinked user's again",
  },
  {
    what: "Access tokens after `/oauth/revoke`, a link, an unlink, a deleted user",
    known:
      "JWTs cannot be called back, says Auth0 staff (community.auth0.com/t/101398), which is so where an API reads them by itself. Here the replay of a code takes back its JWTs, and an unlink those of that identity, which name the primary user. A deleted user's open nobody, also when the id comes back; the others run to their end",
  },
  {
    what: "One token of two authorizations in one second",
    known:
      "Auth0's default profile has no `jti`, so both are the same, byte for byte. Here such a token is good while one of its authorizations is; that of a linked identity has a `jti`, since it ends with the link, and so has one where the first was taken back, or may have been",
  },
  {
    what: "A blocked user's sessions and access tokens",
    known:
      "A block ends the session; access tokens are valid until they expire, says Auth0 staff (community.auth0.com/t/117905). Whether that holds for the tenant's own APIs is open. Here `/userinfo` and `/api/v2` both refuse them while the user is blocked",
  },
  {
    what: "A block and linked accounts",
    known:
      "In no source. Here a blocked account cannot be linked, and who is unlinked from a blocked user stays blocked: no link lifts a block",
  },
  {
    what: "`email_verified` after PATCH of `email` alone",
    known: "In no source we know. Here a new address is not verified unless the body says so",
  },
  {
    what: "What a new password by PATCH ends",
    known:
      "Sessions, not refresh tokens, says an article of Auth0 (community.auth0.com/t/150812); with linked accounts only sessions that began at the database, says support.auth0.com. Here sessions, refresh tokens, codes and consents of the user end, which is stricter: a test of it shows nothing about Auth0",
  },
  {
    what: "A new password by PATCH for a blocked user",
    known:
      "It lifts an administrator's block, says the page Block and unblock users. Here nothing does but PATCH of `blocked`",
  },
  {
    what: "An address, a password or a block of an identity that is not the main one, by PATCH with `connection`",
    known:
      "The reference: the connection to target for the update. Here it has to be that of the main identity",
  },
  {
    what: "How a search joins `AND`, `OR` and terms without an operator",
    known:
      "The docs name the operators, not their order. Here `AND` binds before `OR`, and terms without an operator are joined as Lucene does",
  },
  {
    what: "Whether two terms about `identities` mean one identity",
    known: "In no source. Here each term finds any identity, so two may find two",
  },
  {
    what: "The largest number of identities of a user",
    known: "Here as many as there are accounts",
  },
];
