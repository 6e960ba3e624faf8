import {
  idTokenA,
  idTokenB,
  link,
  LINK_URL,
  NAMED,
  personToken,
  PROOF,
  serverToken,
  unlink,
  UNLINK_URL,
  type JudgeCase,
} from "./fixtures.ts";
import type { NoteId } from "#linking/use-cases/judgement.ts";

const proofMember = PROOF.slice(1, -1);

/** `{"name":"auth0.js","version":"9.11.3"}` and the same of auth0-spa-js, in base64url. */
const TELEMETRY = "eyJuYW1lIjoiYXV0aDAuanMiLCJ2ZXJzaW9uIjoiOS4xMS4zIn0";
const SPA_TELEMETRY = "eyJuYW1lIjoiYXV0aDAtc3BhLWpzIiwidmVyc2lvbiI6IjIuMC4wIn0";

function links(title: string, url: unknown, notes: readonly NoteId[] = []): JudgeCase {
  const exchange = link(personToken, PROOF, { url });
  return { title, exchange, verdict: "new-way", useCase: 4, highlights: proofMember, notes };
}

function unlinks(title: string, url: unknown, notes: readonly NoteId[] = []): JudgeCase {
  const exchange = unlink(personToken, { url });
  return { title, exchange, verdict: "not-affected", useCase: 9, highlights: personToken, notes };
}

function other(
  title: string,
  method: string,
  url: string,
  reason: "other-path" | "other-method" | "preflight",
): JudgeCase {
  const exchange = link(idTokenA, PROOF, { method, url });
  const highlights = reason === "other-path" ? url : method.toUpperCase();
  return { title, exchange, verdict: "not-linking", useCase: null, reason, highlights };
}

/** Method, path and library. */
export const CALL_CASES: readonly JudgeCase[] = [
  links("a path alone", "/api/v2/users/auth0%7C1/identities"),
  links("a bar that is not encoded", "https://t.auth0.com/api/v2/users/auth0|1/identities"),
  links("a bar in small hex", "https://t.auth0.com/api/v2/users/auth0%7c1/identities"),
  links("a trailing slash", `${LINK_URL}/`),
  links("two slashes after the host", "https://t.auth0.com//api/v2/users/auth0%7C1/identities"),
  links("a query", `${LINK_URL}?trace=1&next=/api/v2/clients`),
  links("a fragment", `${LINK_URL}#top`),
  links("a domain of its own", "https://login.shop.example/api/v2/users/auth0%7C1/identities"),
  links("a port and plain http", "http://localhost:5180/api/v2/users/auth0%7C1/identities"),
  links("a path behind a proxy", "https://shop.example/auth0/api/v2/users/auth0%7C1/identities"),
  links("a template of code", "`${domain}/api/v2/users/${userId}/identities".slice(1)),
  links(
    "the placeholders of the guide",
    "https://{yourDomain}/api/v2/users/PRIMARY_ACCOUNT_USER_ID/identities",
  ),
  links("a path under a base URL", "users/auth0%7C1/identities"),
  links("an ID encoded twice", "/api/v2/users/auth0%257C1/identities", ["encoded-twice"]),
  links("a path without the user's ID", "https://t.auth0.com/api/v2/users//identities", [
    "path-incomplete",
  ]),
  links("an enterprise ID with more bars", "/api/v2/users/samlp%7Cacme%7Cx/identities"),
  links("a user whose ID is users", "/api/v2/users/users/identities"),
  links("blanks around the URL", `  ${LINK_URL}  `),
  unlinks("a DELETE with a trailing slash", `${UNLINK_URL}/`),
  unlinks("a DELETE with a query", `${UNLINK_URL}?a=b`),
  unlinks(
    "a DELETE with the whole ID at its end",
    "/api/v2/users/auth0%7C1/identities/google-oauth2/google-oauth2%7C1001",
    ["full-id-in-path"],
  ),
  unlinks(
    "the same with a bar that is not encoded",
    "/api/v2/users/auth0|1/identities/auth0/auth0|2",
    ["full-id-in-path"],
  ),
  unlinks("a DELETE without provider and ID", LINK_URL, ["path-incomplete"]),
  unlinks("a DELETE without ID", `${LINK_URL}/auth0`, ["path-incomplete"]),
  {
    title: "a method in small letters",
    exchange: link(idTokenA, PROOF, { method: " post " }),
    verdict: "affected",
    useCase: 1,
    highlights: idTokenA,
  },
  {
    title: "no method, at the path that links",
    exchange: link(serverToken, NAMED, { method: undefined }),
    verdict: "not-affected",
    useCase: 2,
    highlights: '"user_id":"1001"',
    notes: ["method-inferred"],
  },
  {
    title: "no method, at the path that unlinks",
    exchange: unlink(idTokenA, { method: 5 }),
    verdict: "affected",
    useCase: 8,
    highlights: idTokenA,
    notes: ["told-by-aud", "told-by-nonce", "method-inferred"],
  },
  other("reading the user", "GET", "https://t.auth0.com/api/v2/users/auth0%7C1", "other-path"),
  other("changing the user", "PATCH", "https://t.auth0.com/api/v2/users/auth0%7C1", "other-path"),
  other(
    "the login",
    "GET",
    "https://t.auth0.com/authorize?audience=/api/v2/users/x/identities",
    "other-path",
  ),
  other("the token endpoint", "POST", "https://t.auth0.com/oauth/token", "other-path"),
  other("an API of somebody else", "POST", "https://shop.example/users/1/identities", "other-path"),
  other(
    "version 1 of the API",
    "POST",
    "https://t.auth0.com/api/v1/users/1/identities",
    "other-path",
  ),
  other(
    "identities of something else",
    "POST",
    "https://t.auth0.com/api/v2/orgs/1/identities",
    "other-path",
  ),
  other("the path in a query only", "POST", "/x?u=/api/v2/users/1/identities", "other-path"),
  other("a URL that is no URL", "POST", "::::", "other-path"),
  other(
    "a URL longer than any",
    "POST",
    `/${"a".repeat(9000)}/api/v2/users/1/identities`,
    "other-path",
  ),
  other("GET at the path that links", "GET", LINK_URL, "other-method"),
  other("PUT at the path that links", "put", LINK_URL, "other-method"),
  other("POST at the path that unlinks", "POST", UNLINK_URL, "other-method"),
  other("a preflight", "OPTIONS", LINK_URL, "preflight"),
  {
    title: "auth0.js, told by the Auth0-Client header",
    exchange: link(null, PROOF, {
      headers: { authorization: `Bearer ${personToken}`, "auth0-client": TELEMETRY },
    }),
    verdict: "not-affected",
    useCase: 7,
    highlights: '"scope":"openid update:current_user_identities"',
    notes: ["row-7"],
  },
  {
    title: "auth0-spa-js, told by the Auth0-Client header",
    exchange: link(null, PROOF, {
      headers: { authorization: `Bearer ${personToken}`, "Auth0-Client": SPA_TELEMETRY },
    }),
    verdict: "new-way",
    useCase: 4,
    highlights: proofMember,
  },
  {
    title: "an Auth0-Client header that is no JSON",
    exchange: link(null, PROOF, {
      headers: { authorization: `Bearer ${personToken}`, "Auth0-Client": "x.js auth0.js" },
    }),
    verdict: "new-way",
    useCase: 4,
    highlights: proofMember,
  },
  {
    title: "auth0-node names by user_id",
    exchange: link(serverToken, NAMED, { library: "auth0-node" }),
    verdict: "not-affected",
    useCase: 2,
    highlights: '"user_id":"1001"',
  },
  {
    title: "a name of code: new auth0.Management",
    exchange: { library: "new auth0.Management", bearer: { kind: "id-token" } },
    verdict: "affected",
    useCase: 5,
    highlights: null,
    notes: ["told-not-seen"],
    fix: "access-token-in-auth0js",
  },
  {
    title: "auth0-js by its package name, an access token of unknown scope",
    exchange: {
      library: "auth0-js",
      bearer: { kind: "access-token" },
      body: { link_with: idTokenB },
    },
    verdict: "not-affected",
    useCase: null,
    reason: "access-token-in-auth0js",
    highlights: "auth0-js",
    asks: "scope",
  },
  {
    title: "auth0.js that unlinks, which it cannot",
    exchange: unlink(personToken, { library: "auth0.js" }),
    verdict: "not-affected",
    useCase: 9,
    highlights: personToken,
    notes: ["auth0js-has-no-unlink"],
  },
];
