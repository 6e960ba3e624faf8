import { forgeToken, ID_TOKEN_CLAIMS, TENANT } from "#test/support/tokens.ts";
import {
  accessToken,
  idTokenA,
  link,
  NAMED,
  personToken,
  PROOF,
  serverToken,
  unlink,
} from "./fixtures.ts";
import type { JudgeCase } from "./fixtures.ts";

type Row = Omit<JudgeCase, "exchange">;
const affected = (title: string, highlights: string, more: Partial<Row> = {}): Row => ({
  title,
  verdict: "affected",
  useCase: 1,
  highlights,
  ...more,
});
const unknown = (title: string, reason: Row["reason"] & string, more: Partial<Row>): Row => ({
  title,
  verdict: "cannot-tell",
  useCase: null,
  reason,
  highlights: null,
  ...more,
});
const withHeader = (headers: unknown, body: unknown = PROOF) => link(null, body, { headers });
const [head = "", payload = ""] = idTokenA.split(".");
const onlyAud = forgeToken({ iss: TENANT.issuer, sub: "auth0|1", aud: TENANT.clientId });
const onlyNonce = forgeToken({ sub: "auth0|1", nonce: "n" });
const ID_CLAIMS = { ...ID_TOKEN_CLAIMS, nonce: "n" };
const unsecured = forgeToken(ID_CLAIMS, { alg: "none" });
const hs256 = forgeToken(ID_CLAIMS, { alg: "HS256", typ: "JWT" });
const scopeless = accessToken({});
const typed = forgeToken(
  { aud: TENANT.audience, client_id: "c", jti: "j", scope: "update:current_user_identities" },
  { alg: "RS256", typ: "at+jwt" },
);
const encrypted = `${head}.a.b.c.d`;
const OPAQUE = "k3j4h5k2j3h4k5j2h3k4j5h2k3j4h5k2";

/** What stands in the Authorization header. */
export const BEARER_CASES: readonly JudgeCase[] = [
  {
    ...affected("an ID token told by aud alone", onlyAud, { notes: ["told-by-aud"] }),
    exchange: link(onlyAud, PROOF),
  },
  {
    ...affected("an ID token told by nonce alone", onlyNonce, { notes: ["told-by-nonce"] }),
    exchange: link(onlyNonce, PROOF),
  },
  {
    ...affected("an ID token without signature", `${head}.${payload}`),
    exchange: link(`${head}.${payload}`, PROOF),
  },
  { ...affected("an ID token with alg none", unsecured), exchange: link(unsecured, PROOF) },
  { ...affected("an ID token signed with HS256", hs256), exchange: link(hs256, PROOF) },
  {
    ...affected("an ID token, header name in capitals", idTokenA),
    exchange: withHeader({ AUTHORIZATION: `Bearer ${idTokenA}` }),
  },
  {
    ...affected("an ID token, scheme in small letters", idTokenA),
    exchange: withHeader({ authorization: `bearer ${idTokenA}` }),
  },
  {
    ...affected("an ID token without a scheme", idTokenA),
    exchange: withHeader({ authorization: idTokenA }),
  },
  {
    ...affected("an ID token after many blanks", idTokenA),
    exchange: withHeader({ authorization: `  Bearer \t ${idTokenA}  ` }),
  },
  {
    ...affected("an ID token in a HAR's list of headers", idTokenA),
    exchange: withHeader([{ name: "Authorization", value: `Bearer ${idTokenA}` }]),
  },
  {
    ...affected("an ID token in a list of pairs", idTokenA),
    exchange: withHeader([["authorization", `Bearer ${idTokenA}`]]),
  },
  {
    ...affected("an ID token in a list of values", idTokenA),
    exchange: withHeader({ authorization: [`Bearer ${idTokenA}`] }),
  },
  {
    ...affected("the same header twice in two cases", idTokenA),
    exchange: withHeader({
      Authorization: `Bearer ${idTokenA}`,
      authorization: `Bearer ${idTokenA}`,
    }),
  },
  {
    ...affected("two ID tokens", idTokenA),
    exchange: withHeader({
      Authorization: `Bearer ${idTokenA}`,
      authorization: `Bearer ${onlyAud}`,
    }),
  },
  {
    ...affected("two ID tokens that fetch joined", idTokenA),
    exchange: withHeader({ authorization: `Bearer ${idTokenA}, Bearer ${onlyAud}` }),
  },
  {
    ...unknown("an ID token and an access token", "bearer-conflicting", {
      asks: "bearer",
      highlights: `Bearer ${idTokenA}`,
    }),
    exchange: withHeader({
      Authorization: `Bearer ${idTokenA}`,
      authorization: `Bearer ${personToken}`,
    }),
  },
  {
    ...unknown("access tokens of different scope", "bearer-conflicting", {
      asks: "bearer",
      highlights: `Bearer ${serverToken}`,
    }),
    exchange: withHeader(
      { Authorization: `Bearer ${serverToken}`, authorization: `Bearer ${personToken}` },
      NAMED,
    ),
  },
  {
    title: "an ID token as bearer and user_id in the body",
    exchange: link(idTokenA, NAMED),
    verdict: "affected",
    useCase: 1,
    highlights: idTokenA,
    fix: "access-token-and-proof",
  },
  {
    ...affected("an ID token and no body to see", idTokenA, { fix: "access-token-to-link" }),
    exchange: link(idTokenA, undefined),
  },
  { ...affected("an ID token and a broken body", idTokenA), exchange: link(idTokenA, "{") },
  {
    title: "an access token of the RFC 9068 profile",
    exchange: link(typed, NAMED),
    verdict: "affected",
    useCase: 3,
    highlights: '"user_id":"1001"',
  },
  {
    title: "an access token whose aud is one text",
    exchange: link(
      accessToken({ aud: TENANT.audience, scope: "update:current_user_identities" }),
      PROOF,
    ),
    verdict: "new-way",
    useCase: 4,
    highlights: PROOF.slice(1, -1),
  },
  {
    title: "an access token of a tenant with a domain of its own",
    exchange: link(
      accessToken({ aud: "https://shop.eu.auth0.com/api/v2/", scope: "update:users" }),
      NAMED,
      { url: "https://login.shop.example/api/v2/users/auth0%7C1/identities" },
    ),
    verdict: "not-affected",
    useCase: 2,
    highlights: '"user_id":"1001"',
  },
  {
    title: "an access token with both scopes",
    exchange: link(accessToken({ scope: "update:current_user_identities update:users" }), NAMED),
    verdict: "not-affected",
    useCase: 2,
    highlights: '"user_id":"1001"',
    notes: ["both-scopes"],
  },
  {
    ...unknown("an access token with no scope", "scope-missing", {
      fix: "ask-for-scope",
      highlights: scopeless,
    }),
    exchange: link(scopeless, PROOF),
  },
  {
    ...unknown("an access token with other scopes", "scope-missing", {
      fix: "ask-for-scope",
      highlights: '"scope":"openid read:current_user"',
    }),
    exchange: link(accessToken({ scope: "openid read:current_user" }), NAMED),
  },
  {
    ...unknown("the scope of the guide's bullet", "scope-missing", {
      highlights: '"scope":"update:current_user_metadata"',
      notes: ["scope-in-bullet"],
    }),
    exchange: link(accessToken({ scope: "update:current_user_metadata" }), PROOF),
  },
  {
    ...unknown("the scope of the guide's decoded token", "scope-missing", {
      highlights: '"scope":"${scope}"',
      notes: ["scope-not-rendered"],
    }),
    exchange: link(accessToken({ scope: "${scope}" }), PROOF),
  },
  {
    ...unknown("a scope that is a list", "scope-missing", {
      highlights: '"scope":["update:users"]',
    }),
    exchange: link(accessToken({ scope: ["update:users"] }), PROOF),
  },
  {
    ...unknown("a scope that only begins like the right one", "scope-missing", {
      highlights: '"scope":"update:users_app_metadata"',
    }),
    exchange: unlink(accessToken({ scope: "update:users_app_metadata" })),
  },
  {
    ...unknown("an access token for another API", "other-api", {
      fix: "ask-for-audience",
      highlights: '"aud":"https://orders.example/"',
    }),
    exchange: link(accessToken({ aud: "https://orders.example/", scope: "update:users" }), PROOF),
  },
  {
    ...unknown("an audience without its trailing slash", "other-api", {
      fix: "ask-for-audience",
      highlights: '"aud":"https://shop.auth0.com/api/v2"',
    }),
    exchange: unlink(accessToken({ aud: "https://shop.auth0.com/api/v2", scope: "update:users" })),
  },
  {
    ...unknown("an opaque token", "bearer-opaque", {
      asks: "bearer",
      fix: "ask-for-audience",
      highlights: OPAQUE,
    }),
    exchange: link(OPAQUE, NAMED),
  },
  {
    ...unknown("an opaque token beside link_with", "bearer-opaque", {
      asks: "bearer",
      highlights: OPAQUE,
    }),
    exchange: link(OPAQUE, PROOF),
  },
  {
    ...unknown("an opaque token that unlinks", "bearer-opaque", {
      asks: "bearer",
      highlights: OPAQUE,
    }),
    exchange: unlink(OPAQUE),
  },
  {
    ...unknown("an encrypted token", "bearer-encrypted", { asks: "bearer", highlights: encrypted }),
    exchange: link(encrypted, PROOF),
  },
  {
    ...unknown("a token cut short", "bearer-malformed", {
      asks: "bearer",
      highlights: idTokenA.slice(0, 60),
    }),
    exchange: link(idTokenA.slice(0, 60), PROOF),
  },
  {
    ...unknown("a payload that is no claims set", "bearer-malformed", {
      asks: "bearer",
      highlights: forgeToken([1]),
    }),
    exchange: link(forgeToken([1]), PROOF),
  },
  {
    ...unknown("a token with four parts", "bearer-malformed", {
      asks: "bearer",
      highlights: `${head}.a.b.c`,
    }),
    exchange: link(`${head}.a.b.c`, PROOF),
  },
  {
    ...unknown("claims that tell nothing", "bearer-unclear", {
      asks: "bearer",
      highlights: forgeToken({ sub: "x" }),
    }),
    exchange: link(forgeToken({ sub: "x" }), PROOF),
  },
  {
    ...unknown("a password", "bearer-other-scheme", { asks: "bearer", highlights: "Basic YTpi" }),
    exchange: withHeader({ authorization: "Basic YTpi" }),
  },
  {
    ...unknown("Bearer and nothing behind it", "bearer-missing", {
      asks: "bearer",
      highlights: "Bearer ",
    }),
    exchange: withHeader({ authorization: "Bearer " }),
  },
  {
    ...unknown("Bearer undefined", "bearer-missing", {
      asks: "bearer",
      highlights: "Bearer undefined",
    }),
    exchange: withHeader({ authorization: "Bearer undefined" }),
  },
  {
    ...unknown("a header that is a number", "bearer-missing", { asks: "bearer" }),
    exchange: withHeader({ authorization: 5 }),
  },
  {
    ...unknown("headers that are text", "bearer-missing", { asks: "bearer", notes: [] }),
    exchange: withHeader("Authorization: x"),
  },
  {
    title: "a name of an ID token in the token's place",
    exchange: link("{yourIdToken}", PROOF),
    verdict: "affected",
    useCase: 1,
    highlights: "{yourIdToken}",
    notes: ["told-not-seen"],
    basis: "told",
  },
  { ...affected("a marker of an ID token", "⟦A ID token⟧"), exchange: link("⟦A ID token⟧", PROOF) },
  {
    ...affected("a variable of an ID token", "$PRIMARY_ID_TOKEN"),
    exchange: link("$PRIMARY_ID_TOKEN", PROOF),
  },
  {
    title: "a name of an access token, and link_with",
    exchange: link("ACCESS_TOKEN", PROOF),
    verdict: "new-way",
    useCase: 4,
    highlights: PROOF.slice(1, -1),
    basis: "told",
  },
  {
    ...unknown("a name of an access token, and user_id", "scope-unknown", {
      asks: "scope",
      highlights: '"user_id":"1001"',
    }),
    exchange: link("${accessToken}", NAMED),
  },
  {
    title: "a name of an access token whose scope somebody told",
    exchange: link("⟦A access token⟧", NAMED, {
      bearer: { kind: "access-token", scope: "update:current_user_identities" },
    }),
    verdict: "affected",
    useCase: 3,
    highlights: '"user_id":"1001"',
  },
  {
    ...unknown("the guide's name for either token", "bearer-unclear", {
      asks: "bearer",
      highlights: "{yourIdTokenOrMgmtApiAccessToken}",
    }),
    exchange: unlink("{yourIdTokenOrMgmtApiAccessToken}"),
  },
  {
    ...unknown("a stand-in of docs and tools, <PRIMARY_ACCOUNT_JWT>", "bearer-unclear", {
      asks: "bearer",
      highlights: "<PRIMARY_ACCOUNT_JWT>",
    }),
    exchange: unlink("<PRIMARY_ACCOUNT_JWT>"),
  },
  {
    ...unknown("a stand-in of docs and tools, YOUR_MGMT_API_TOKEN", "bearer-unclear", {
      asks: "bearer",
      highlights: "YOUR_MGMT_API_TOKEN",
    }),
    exchange: unlink("YOUR_MGMT_API_TOKEN"),
  },
  {
    ...unknown("a stand-in of docs and tools, {{token}}", "bearer-unclear", {
      asks: "bearer",
      highlights: "{{token}}",
    }),
    exchange: unlink("{{token}}"),
  },
  {
    ...unknown("a stand-in of docs and tools, $JWT", "bearer-unclear", {
      asks: "bearer",
      highlights: "$JWT",
    }),
    exchange: unlink("$JWT"),
  },
  {
    ...unknown("a stand-in of docs and tools, ...", "bearer-unclear", {
      asks: "bearer",
      highlights: "...",
    }),
    exchange: unlink("..."),
  },
  {
    ...unknown("a word that only sounds like a name", "bearer-opaque", {
      asks: "bearer",
      highlights: "invalid_token",
    }),
    exchange: link("invalid_token", PROOF),
  },
];
