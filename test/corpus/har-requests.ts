import { forgeToken, ID_TOKEN_CLAIMS, TENANT } from "#test/support/tokens.ts";
import { accessToken, LINK_URL, UNLINK_URL } from "#test/support/use-cases/fixtures.ts";
import type { Sent } from "./har-shapes.ts";

export const A = "auth0|5a620d29a840170a9ef43672";
const B = "google-oauth2|1001";
export const OWN = "update:current_user_identities";
export const APP = "http://localhost:5173";
export const CALLBACK = `${APP}/callback`;
const TOKEN_URL = `${TENANT.issuer}oauth/token`;

/** A's ID token of the login with this nonce. */
export const idTokenOfA = (nonce: string): string =>
  forgeToken({ ...ID_TOKEN_CLAIMS, sub: A, nonce });

/** B's ID token of the login with this nonce. */
export const idTokenOfB = (nonce: string, more: Record<string, unknown> = {}): string =>
  forgeToken({ ...ID_TOKEN_CLAIMS, sub: B, nonce, ...more });

/** A's access token for the Management API. */
export const ownToken = accessToken({ scope: `openid ${OWN}` });

/** A server's access token for the Management API. */
export const serverToken = accessToken({
  sub: "linklab-web@clients",
  azp: "linklab-web",
  aud: TENANT.audience,
  scope: "read:users update:users",
  gty: "client-credentials",
});

/** The signature as tools that clean recordings leave it. */
export const unsigned = (token: string): string => token.replace(/[^.]+$/, "redacted");

type LoginOptions = Readonly<Record<string, string>>;

/** An authorization request; parameters given here go over the usual ones, an empty one is left out. */
export function login(parameters: LoginOptions, more: Partial<Sent> = {}): Sent {
  const url = new URL(`${TENANT.issuer}authorize`);
  const usual: LoginOptions = {
    client_id: TENANT.clientId,
    response_type: "code",
    redirect_uri: CALLBACK,
    scope: "openid profile",
    state: "st",
  };
  for (const [name, value] of Object.entries({ ...usual, ...parameters }))
    if (value !== "") url.searchParams.set(name, value);
  return { url: url.href, status: 302, redirect: "/u/login?state=x", ...more };
}

/** The login that asks for what linking needs. */
export const linkingLogin = (parameters: LoginOptions = {}): Sent =>
  login({ audience: TENANT.audience, scope: `openid profile ${OWN}`, ...parameters });

/** A call that links, from a page unless told otherwise. */
export function linkBy(
  token: string | null,
  body: unknown,
  more: Partial<Sent> & { readonly origin?: string | null } = {},
): Sent {
  const { origin = APP, ...rest } = more;
  return {
    method: "POST",
    url: LINK_URL,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(origin === null ? {} : { Origin: origin }),
      "Content-Type": "application/json",
    },
    body: { text: JSON.stringify(body), mimeType: "application/json" },
    status: 201,
    answer: "[]",
    ...rest,
  };
}

/** A call that unlinks. */
export function unlinkBy(token: string | null, more: Partial<Sent> = {}): Sent {
  return {
    method: "DELETE",
    url: UNLINK_URL,
    headers: { ...(token === null ? {} : { Authorization: `Bearer ${token}` }), Origin: APP },
    status: 200,
    answer: "[]",
    ...more,
  };
}

/** A token request as a form, and its answer. */
export function tokenRequest(form: LoginOptions, answer: unknown, status = 200): Sent {
  return {
    method: "POST",
    url: TOKEN_URL,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: {
      text: new URLSearchParams(form).toString(),
      mimeType: "application/x-www-form-urlencoded",
    },
    status,
    answer: JSON.stringify(answer),
  };
}

/** A server's token request for the Management API. */
export const serverGrant = (answer: unknown, more: LoginOptions = {}): Sent =>
  tokenRequest(
    {
      grant_type: "client_credentials",
      client_id: "linklab-web",
      audience: TENANT.audience,
      ...more,
    },
    answer,
  );

export const NAMED = { provider: "google-oauth2", user_id: "1001" };

/** Requests that have nothing to do with linking. */
export const NOISE: readonly Sent[] = [
  { url: `${APP}/assets/app.js`, answer: '"/oauth/token?error=x&state=1" {"id_token":"ey"} \\"' },
  { url: "https://example.com/api/v2/users?q=identities", status: 404, answer: '{"error":"no"}' },
  { url: `${APP}/search?error=none`, status: 500, answer: "<p>/identities</p>" },
];
