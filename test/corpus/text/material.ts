import { base64url } from "jose";
import { forgeToken, ID_TOKEN_CLAIMS, TENANT } from "#test/support/tokens.ts";

/** Text in base64url. */
export const encode = (text: string | Uint8Array): string => base64url.encode(text);

/** Text in base64, with its padding. */
export const base64 = (text: string): string => btoa(text);

export const HEADER = encode('{"alg":"RS256","kid":"k"}');
export const CLAIMS = encode('{"sub":"auth0|1"}');
export const SIGNATURE = encode("a signature");

/** An access token of A. */
export const A = forgeToken({
  iss: TENANT.issuer,
  sub: "auth0|1",
  aud: TENANT.audience,
  azp: TENANT.clientId,
  scope: "openid update:current_user_identities",
});

/** An ID token of B. */
export const B = forgeToken(ID_TOKEN_CLAIMS);

/** An ID token of B with a signature as long as that of a key of 2,048 bits. */
export const LONG_B = `${B.slice(0, B.lastIndexOf("."))}.${"aB3-_xyz".repeat(43).slice(0, 342)}`;

/** What Auth0 gives when no audience was asked for. */
export const WITHOUT_AUDIENCE = encrypted({ alg: "dir", enc: "A256GCM", iss: TENANT.issuer });

/** The session of an SDK, as its cookie holds it. */
export const SESSION = encrypted({ alg: "dir", enc: "A256GCM", uat: 1, iat: 1, exp: 2 });

/** Encrypted for an API that has the private key. */
export const FOR_AN_API = `${encode('{"alg":"RSA-OAEP","enc":"A256GCM"}')}.a2V5.aXY.Y2lwaGVy.dGFn`;

/** 32 characters that mean nothing to an app. */
export const OPAQUE = ["kX9fQ2vLr7TzMb1N", "cW8sYd3HgJ5pAe0u"].join("");

/** As refresh tokens of Auth0 look. */
export const REFRESH = ["v1", `M${OPAQUE}${OPAQUE.slice(0, 8)}`].join(".");

function encrypted(header: object): string {
  return `${encode(JSON.stringify(header))}..aXZpdml2aXZpdg.${encode("what nobody here can read")}.dGFndGFndGFndGFn`;
}

/** Lines of a width, as PEM and `base64` make them. */
export const wrap = (text: string, width: number, lineEnd = "\n"): string =>
  text.match(new RegExp(`.{1,${width}}`, "g"))?.join(lineEnd) ?? "";
