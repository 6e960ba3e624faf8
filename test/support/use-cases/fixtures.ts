import { forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#test/support/tokens.ts";
import type { Exchange } from "#linking/use-cases/exchange.ts";
import type { FixId } from "#linking/use-cases/fixes.ts";
import type {
  Judgement,
  NoteId,
  Question,
  ReasonId,
  Verdict,
} from "#linking/use-cases/judgement.ts";
import type { UseCaseNumber } from "#linking/use-cases/use-cases.ts";

/** An exchange and what it must be judged to be. */
export type JudgeCase = {
  readonly title: string;
  readonly exchange: Exchange;
  readonly verdict: Verdict;
  readonly useCase: UseCaseNumber | null;
  readonly reason?: ReasonId;
  /** The characters of the first place; `null` where nothing decides. */
  readonly highlights: string | null;
  /** All notes, in order. */
  readonly notes?: readonly NoteId[];
  readonly asks?: Question["id"];
  readonly fix?: FixId;
  readonly basis?: Judgement["basis"];
};

const A = "auth0|5a620d29a840170a9ef43672";

/** A's ID token, by an implicit login. */
export const idTokenA = forgeToken({ ...ID_TOKEN_CLAIMS, sub: A, nonce: "n-1" });

/** B's ID token. */
export const idTokenB = forgeToken({ ...ID_TOKEN_CLAIMS, nonce: "n-2" });

/** An access token of the tests' application with these claims over the usual ones. */
export function accessToken(claims: Record<string, unknown>): string {
  return forgeToken({
    iss: TENANT.issuer,
    sub: A,
    aud: [TENANT.audience, `${TENANT.issuer}userinfo`],
    azp: TENANT.clientId,
    iat: NOW - 10,
    exp: NOW + 7200,
    ...claims,
  });
}

/** An access token of a person who may link to the own user. */
export const personToken = accessToken({ scope: "openid update:current_user_identities" });

/** An access token of a server. */
export const serverToken = accessToken({
  sub: "linklab-web@clients",
  azp: "linklab-web",
  aud: TENANT.audience,
  scope: "read:users update:users",
  gty: "client-credentials",
});

export const PROOF = JSON.stringify({ link_with: idTokenB });
export const NAMED = '{"provider":"google-oauth2","user_id":"1001"}';

export const LINK_URL = `${TENANT.audience}users/${encodeURIComponent(A)}/identities`;
export const UNLINK_URL = `${LINK_URL}/google-oauth2/1001`;

/** A POST that links, with a JSON body. */
export function link(token: string | null, body: unknown, more: Exchange = {}): Exchange {
  return { method: "POST", url: LINK_URL, ...headersOf(token), body, ...more };
}

/** A DELETE that unlinks. */
export function unlink(token: string | null, more: Exchange = {}): Exchange {
  return { method: "DELETE", url: UNLINK_URL, ...headersOf(token), ...more };
}

function headersOf(token: string | null): Exchange {
  return token === null ? {} : { headers: { Authorization: `Bearer ${token}` } };
}
