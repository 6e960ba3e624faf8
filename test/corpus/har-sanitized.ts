import { TENANT } from "#test/support/tokens.ts";
import { has, type HarCase } from "./har-case.ts";
import {
  APP,
  idTokenOfA,
  idTokenOfB,
  linkBy,
  linkingLogin,
  login,
  NAMED,
  ownToken,
  serverGrant,
  serverToken,
  tokenRequest,
  unlinkBy,
  unsigned,
} from "./har-requests.ts";
import { chromium, firefox, sanitized } from "./har-shapes.ts";

const PROOF = { link_with: idTokenOfB("nonce-b") };
const idLogin = login({ response_type: "id_token", nonce: "nonce-a" });
const loginOfB = login({ nonce: "nonce-b", prompt: "login" });

/** What the login tells where the header was left out. */
export const SANITIZED: readonly HarCase[] = [
  has(
    "sanitized: an implicit login for an ID token",
    sanitized,
    [idLogin, linkBy(null, PROOF)],
    [["affected", 1]],
    { basis: "inferred", tokens: ["link_with"] },
  ),
  has(
    "sanitized: an implicit login for both tokens",
    sanitized,
    [linkingLogin({ response_type: "token id_token" }), linkBy(ownToken, PROOF)],
    [["new-way", 4]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: a login by code with the scope",
    sanitized,
    [linkingLogin(), linkBy(ownToken, PROOF)],
    [["new-way", 4]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: a login by code with the scope, and the account only named",
    sanitized,
    [linkingLogin(), linkBy(ownToken, NAMED)],
    [["affected", 3]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: a login by code without audience",
    sanitized,
    [login({}), unlinkBy(null)],
    [["affected", 8]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: a login by code with the scope, then a DELETE",
    sanitized,
    [linkingLogin(), unlinkBy(ownToken)],
    [["not-affected", 9]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: B's login after A's is not where the bearer is from",
    sanitized,
    [linkingLogin({ nonce: "nonce-a" }), loginOfB, linkBy(ownToken, PROOF)],
    [["new-way", 4]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: nor where a gateway names no account in the path",
    sanitized,
    [
      login({ response_type: "id_token", nonce: "nonce-a" }),
      loginOfB,
      linkBy(null, PROOF, { url: `${TENANT.audience}users/me/identities` }),
    ],
    [["affected", 1]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: with B's login alone nobody can tell",
    sanitized,
    [loginOfB, linkBy(ownToken, PROOF)],
    [["cannot-tell", null]],
    { asks: "bearer" },
  ),
  has(
    "sanitized: a login of another application is none of this call's",
    sanitized,
    [login({ client_id: "other", response_type: "id_token" }), linkBy(ownToken, PROOF)],
    [["cannot-tell", null]],
    { asks: "bearer" },
  ),
  has(
    "sanitized: of two applications that of the page counts",
    sanitized,
    [
      linkingLogin(),
      login({ client_id: "other", redirect_uri: "https://other.example/cb" }),
      linkBy(ownToken, NAMED),
    ],
    [["affected", 3]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: of two applications at one page nobody can tell",
    sanitized,
    [linkingLogin(), login({ client_id: "other" }), linkBy(ownToken, NAMED)],
    [["cannot-tell", null]],
    { asks: "bearer" },
  ),
  has(
    "sanitized: a renewal for another API after the login for this one",
    sanitized,
    [linkingLogin(), login({ audience: "https://api.example/" }), linkBy(ownToken, PROOF)],
    [["new-way", 4]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: the login of whom the path names, told by the ID token's nonce",
    sanitized,
    [
      linkingLogin({ nonce: "other" }),
      tokenRequest({ grant_type: "authorization_code" }, { id_token: idTokenOfB("other") }),
      login({ nonce: "nonce-a" }),
      tokenRequest({ grant_type: "authorization_code" }, { id_token: idTokenOfA("nonce-a") }),
      unlinkBy(null),
    ],
    [["affected", 8]],
    { basis: "inferred", tokens: ["id_token", "id_token"] },
  ),
  has(
    "sanitized: a login after the call says nothing of it",
    sanitized,
    [linkBy(ownToken, NAMED), linkingLogin()],
    [["cannot-tell", null]],
    { asks: "bearer" },
  ),
  has(
    "sanitized: time goes before the order in the file",
    sanitized,
    [
      { ...linkBy(ownToken, PROOF), at: 50 },
      { ...linkingLogin(), at: 40 },
    ],
    [["new-way", 4]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: a login whose parameters went another way",
    sanitized,
    [
      login({ response_type: "", scope: "", request_uri: "urn:example:1" }),
      linkBy(ownToken, PROOF),
    ],
    [["cannot-tell", null]],
    { asks: "bearer" },
  ),
  has(
    "sanitized: a server's grant says what it was given",
    sanitized,
    [
      serverGrant({ access_token: serverToken, scope: "read:users update:users" }),
      linkBy(null, NAMED, { origin: null }),
    ],
    [["not-affected", 2]],
    { basis: "inferred" },
  ),
  has(
    "sanitized: a server's grant does not say what it was given",
    sanitized,
    [serverGrant({ access_token: "k3j4h5k2j3h4k5j2" }), linkBy(null, NAMED, { origin: null })],
    [["cannot-tell", null]],
    { asks: "scope", others: ["opaque-token"] },
  ),
  has(
    "sanitized: a server's grant is none of a page's",
    sanitized,
    [serverGrant({ access_token: serverToken, scope: "update:users" }), linkBy(null, NAMED)],
    [["cannot-tell", null]],
    { asks: "bearer" },
  ),
  has(
    "sanitized: nor is it of a page whose origin is null",
    sanitized,
    [
      serverGrant({ access_token: serverToken, scope: "update:users" }),
      linkBy(null, NAMED, { headers: { Origin: "null", "Sec-Fetch-Mode": "cors" } }),
    ],
    [["cannot-tell", null]],
    { asks: "bearer" },
  ),
  has(
    "sanitized: a server that has a grant and a login of a person",
    sanitized,
    [
      serverGrant({ access_token: serverToken, scope: "update:users" }),
      linkingLogin(),
      linkBy(null, NAMED, { origin: null }),
    ],
    [["cannot-tell", null]],
    { asks: "bearer" },
  ),
];

/** What a tool leaves that takes signatures and names away. */
export const CLEANED: readonly HarCase[] = [
  has(
    "cleaned: a token without its signature is read all the same",
    chromium,
    [linkBy(unsigned(ownToken), { link_with: unsigned(PROOF.link_with) })],
    [["new-way", 4]],
    { basis: "seen", tokens: ["Authorization", "link_with"] },
  ),
  has(
    "cleaned: an ID token without its signature",
    chromium,
    [linkBy(unsigned(idTokenOfA("nonce-a")), PROOF)],
    [["affected", 1]],
    { basis: "seen" },
  ),
  has(
    "cleaned: no header, no application, but its login",
    chromium,
    [
      linkingLogin({ client_id: "[client_id redacted]", state: "[state redacted]" }),
      {
        ...linkBy(null, { link_with: unsigned(PROOF.link_with) }),
        headers: { Authorization: "[Authorization redacted]", Origin: APP },
      },
    ],
    [["new-way", 4]],
    { basis: "inferred", others: ["redacted-token"], tokens: ["link_with"] },
  ),
  has(
    "cleaned: nothing but stars",
    firefox,
    [linkBy("***", { link_with: "***" })],
    [["cannot-tell", null]],
    { asks: "bearer", others: ["redacted-token", "redacted-token"] },
  ),
];
