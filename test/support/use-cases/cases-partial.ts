import { TENANT } from "#test/support/tokens.ts";
import {
  idTokenA,
  link,
  LINK_URL,
  NAMED,
  personToken,
  PROOF,
  unlink,
  type JudgeCase,
} from "./fixtures.ts";
import type { Exchange } from "#linking/use-cases/exchange.ts";

const NO_AUTHORIZATION = [{ name: "Content-Type", value: "application/json" }];
const proofMember = PROOF.slice(1, -1);
const USER_ID = '"user_id":"1001"';
const OWN = "update:current_user_identities";
const audience = TENANT.audience;
const GRANT = { grantType: "client_credentials", audience };

/** A POST of a HAR without its Authorization header, and the login that was recorded before it. */
function recorded(body: unknown, hints?: unknown): Exchange {
  return { ...link(null, body), headers: NO_AUTHORIZATION, hints };
}

function withHeader(value: string): Exchange {
  return { headers: [{ name: "Authorization", value }] };
}

function asks(title: string, exchange: Exchange): JudgeCase {
  return {
    title,
    exchange,
    verdict: "cannot-tell",
    useCase: null,
    reason: "bearer-missing",
    highlights: null,
    asks: "bearer",
  };
}

/** Exchanges of which only a part is known. */
export const PARTIAL_CASES: readonly JudgeCase[] = [
  { ...asks("link_with, Authorization dropped", recorded(PROOF)), notes: ["header-dropped"] },
  { ...asks("user_id, Authorization dropped", recorded(NAMED)), notes: ["header-dropped"] },
  {
    ...asks("a DELETE, Authorization dropped", unlink(null, { headers: {} })),
    notes: ["header-dropped"],
  },
  { ...asks("a DELETE without headers", unlink(null)), notes: [] },
  asks(
    "a login for another API",
    recorded(PROOF, { responseType: "token", audience: "https://x.example/", scope: OWN }),
  ),
  asks(
    "a login without the scope",
    recorded(PROOF, { responseType: "token id_token", audience, scope: "openid" }),
  ),
  asks("a login that is no object", recorded(PROOF, "response_type=id_token")),
  asks("a login without response type", recorded(PROOF, { audience, scope: OWN })),
  asks(
    "a login for an opaque token only",
    recorded(PROOF, { responseType: "token", scope: "profile" }),
  ),
  {
    title: "a login for an ID token alone",
    exchange: recorded(PROOF, { responseType: "id_token", scope: "openid" }),
    verdict: "affected",
    useCase: 1,
    highlights: "id_token",
    notes: ["header-dropped", "inferred-from-login"],
    basis: "inferred",
  },
  {
    title: "a login for both tokens without audience",
    exchange: recorded(NAMED, { responseType: "token id_token", scope: "openid" }),
    verdict: "affected",
    useCase: 1,
    highlights: "token id_token",
    basis: "inferred",
    fix: "access-token-and-proof",
  },
  {
    title: "a login by code without audience",
    exchange: { ...unlink(null), hints: { responseType: "code", scope: "openid profile" } },
    verdict: "affected",
    useCase: 8,
    highlights: "code",
    basis: "inferred",
  },
  {
    title: "the guide's new login and link_with",
    exchange: recorded(PROOF, { responseType: "token id_token", audience, scope: `openid ${OWN}` }),
    verdict: "new-way",
    useCase: 4,
    highlights: proofMember,
    notes: ["header-dropped", "inferred-from-login"],
    basis: "inferred",
  },
  {
    title: "the guide's new login and user_id",
    exchange: recorded(NAMED, { responseType: "code", audience, scope: `openid ${OWN}` }),
    verdict: "affected",
    useCase: 3,
    highlights: USER_ID,
    basis: "inferred",
    fix: "prove-the-account",
  },
  {
    title: "a browser's login that asked for update:users beside it",
    exchange: recorded(NAMED, { responseType: "code", audience, scope: `update:users ${OWN}` }),
    verdict: "affected",
    useCase: 3,
    highlights: USER_ID,
  },
  {
    title: "a header beats the login",
    exchange: { ...link(idTokenA, PROOF), hints: { responseType: "code", audience, scope: OWN } },
    verdict: "affected",
    useCase: 1,
    highlights: idTokenA,
    basis: "seen",
  },
  {
    title: "an opaque token in the header beats the login",
    exchange: { ...link("k3j4h5k2j3h4k5j2", PROOF), hints: { responseType: "id_token" } },
    verdict: "cannot-tell",
    useCase: null,
    reason: "bearer-opaque",
    highlights: "k3j4h5k2j3h4k5j2",
    asks: "bearer",
  },
  ...["[Authorization redacted]", "Bearer redacted", "Bearer ***", "<removed>"].map(
    (value): JudgeCase => ({
      ...asks(`a header whose token was taken out: ${value}`, link(null, PROOF, withHeader(value))),
      highlights: value,
      notes: [],
    }),
  ),
  {
    title: "a login, and a header whose token was taken out",
    exchange: {
      ...link(null, PROOF, withHeader("[Authorization redacted]")),
      hints: { responseType: "code", audience, scope: OWN },
    },
    verdict: "new-way",
    useCase: 4,
    highlights: proofMember,
    notes: ["inferred-from-login"],
    basis: "inferred",
  },
  {
    title: "a header whose token was taken out, but not its name",
    exchange: link(null, NAMED, withHeader("Bearer [id_token redacted]")),
    verdict: "affected",
    useCase: 1,
    highlights: "[id_token redacted]",
    basis: "told",
  },
  {
    title: "a server's token request and what it was given",
    exchange: recorded(NAMED, { ...GRANT, scope: "read:users update:users" }),
    verdict: "not-affected",
    useCase: 2,
    highlights: USER_ID,
    notes: ["header-dropped", "inferred-from-login"],
    basis: "inferred",
  },
  {
    title: "a server's token request, and not what it was given",
    exchange: recorded(NAMED, GRANT),
    verdict: "cannot-tell",
    useCase: null,
    reason: "scope-unknown",
    highlights: USER_ID,
    asks: "scope",
    basis: "inferred",
  },
  {
    title: "a server's token request without a scope that links",
    exchange: recorded(NAMED, { ...GRANT, scope: "read:users" }),
    verdict: "cannot-tell",
    useCase: null,
    reason: "scope-missing",
    highlights: "client_credentials",
    basis: "inferred",
  },
  asks(
    "a server's token request for another API",
    recorded(PROOF, { ...GRANT, audience: "https://x.example/" }),
  ),
  {
    title: "an answer beats the login",
    exchange: {
      ...recorded(NAMED, { responseType: "id_token" }),
      bearer: { kind: "access-token", scope: "update:users" },
    },
    verdict: "not-affected",
    useCase: 2,
    highlights: USER_ID,
    basis: "told",
  },
  {
    title: "a header beats an answer",
    exchange: {
      ...link(personToken, NAMED),
      bearer: { kind: "access-token", scope: "update:users" },
    },
    verdict: "affected",
    useCase: 3,
    highlights: USER_ID,
    basis: "seen",
  },
  {
    title: "an answer where the token is opaque",
    exchange: { ...link("k3j4h5k2j3h4k5j2", NAMED), bearer: { kind: "id-token" } },
    verdict: "affected",
    useCase: 1,
    highlights: LINK_URL.slice(LINK_URL.indexOf("auth0")),
    basis: "told",
  },
  asks("an answer of another kind", { ...recorded(NAMED), bearer: { kind: "refresh-token" } }),
  {
    title: "nothing at all",
    exchange: {},
    verdict: "cannot-tell",
    useCase: null,
    reason: "call-unknown",
    highlights: null,
    asks: "call",
  },
  {
    title: "a token alone",
    exchange: { headers: { Authorization: `Bearer ${idTokenA}` } },
    verdict: "cannot-tell",
    useCase: null,
    reason: "call-unknown",
    highlights: null,
    asks: "call",
  },
  {
    title: "a DELETE without URL",
    exchange: { method: "DELETE", library: "auth0.js" },
    verdict: "cannot-tell",
    useCase: null,
    reason: "call-unknown",
    highlights: null,
    asks: "call",
  },
  {
    title: "a body with link_with and no URL",
    exchange: { body: PROOF, headers: { Authorization: `Bearer ${idTokenA}` } },
    verdict: "affected",
    useCase: 1,
    highlights: idTokenA,
  },
  {
    title: "wrong types everywhere",
    exchange: {
      method: [],
      url: 7,
      headers: 1,
      body: true,
      status: "x",
      library: {},
      bearer: [],
      hints: 0,
    },
    verdict: "cannot-tell",
    useCase: null,
    reason: "call-unknown",
    highlights: null,
    asks: "call",
  },
  {
    title: "a name in the token’s place that tells nothing",
    exchange: link("{token}", PROOF),
    verdict: "cannot-tell",
    useCase: null,
    reason: "bearer-unclear",
    highlights: "{token}",
    asks: "bearer",
  },
  {
    title: "a name that tells nothing, after a login for an ID token",
    exchange: link("${session.token}", PROOF, { hints: { responseType: "id_token" } }),
    verdict: "affected",
    useCase: 1,
    highlights: "id_token",
    basis: "inferred",
  },
  {
    title: "a name in braces that tells which token it is",
    exchange: unlink("{result.idToken}"),
    verdict: "affected",
    useCase: 8,
    highlights: "{result.idToken}",
    basis: "told",
  },
  {
    title: "an access token that was asked for another API",
    exchange: link("{accessToken}", PROOF, {
      bearer: { kind: "access-token", audience: "https://orders.example.com" },
    }),
    verdict: "cannot-tell",
    useCase: null,
    reason: "other-api",
    highlights: "{accessToken}",
    fix: "ask-for-audience",
  },
  {
    title: "an access token that was asked for the Management API, with its name hidden",
    exchange: link("{token}", PROOF, {
      bearer: { kind: "access-token", scope: OWN, audience },
    }),
    verdict: "new-way",
    useCase: 4,
    highlights: proofMember,
    basis: "told",
  },
];
