import type { OtherKind } from "./found.ts";

/** What is no token of use: what it is, and what to do. */
export const OTHER_COPY: Readonly<Record<OtherKind, { title: string; body: string }>> = {
  "refresh-token": {
    title: "A refresh token",
    body: "It is opaque by design: only the tenant can read it. It fetches new tokens until it is revoked, so keep it to yourself.",
  },
  "session-cookie": {
    title: "A session cookie",
    body: "Only the server that made it can open it. Let that server print the tokens that are inside.",
  },
  "opaque-token": {
    title: "An opaque token",
    body: "There is nothing in it to read. Auth0 gives an access token like this when no audience was asked for: add one and log in again.",
  },
  "token-without-audience": {
    title: "An access token without an audience",
    body: "Auth0 encrypts it for itself, and takes it at /userinfo only. Add an audience and log in again.",
  },
  "sd-jwt": {
    title: "An SD-JWT, not a plain token",
    body: "The part before the first ~ is a signed token: paste that alone to read it. link_with takes no SD-JWT.",
  },
  paseto: {
    title: "A PASETO, not a JWT",
    body: "Auth0 makes none, so it comes from elsewhere. No call of a link takes it.",
  },
  pem: {
    title: "A key or certificate (PEM), not a token",
    body: "Tokens are signed or verified with it. If it says PRIVATE, replace it: it has been on a clipboard.",
  },
  jwk: {
    title: "A key (JWK), not a token",
    body: "Tenants publish such keys at /.well-known/jwks.json. Paste the token that it verifies.",
  },
  "one-part": {
    title: "One part of a token",
    body: "A signed token has three parts with dots between them. Copy it again, to the end of its signature.",
  },
  "redacted-token": {
    title: "A token that was made unusable",
    body: "Somebody took a part out before showing it. It cannot be verified, which says nothing about the token that it was.",
  },
  "authorization-code": {
    title: "A callback with a code, not a token",
    body: "The code is good once, for the app that holds its verifier. /oauth/token turns it into tokens.",
  },
};
