import { sampleToken } from "#linking/tokens/sample-token.ts";
import type { Tenant } from "#protocol/tenant.ts";

/** Something to try the page with. */
export type Sample = { readonly label: string; readonly text: string };

/**
 * One of each kind. The tokens have a made-up signature, so no verifier takes them.
 *
 * @param appUrl where this page's site lies, without a slash at its end
 * @param now seconds since the epoch
 */
export function samplesFor(
  { issuer, origin, clientId }: Tenant,
  appUrl: string,
  now: number,
): readonly Sample[] {
  const user = "auth0%7C5a620d29a840170a9ef43672";
  const idToken = sampleToken({
    iss: issuer,
    sub: "auth0|5a620d29a840170a9ef43672",
    aud: clientId,
    iat: now - 120,
    exp: now + 7080,
    nonce: "c2FtcGxl",
  });
  return [
    {
      label: "curl with an ID token",
      text: [
        `curl -X POST '${origin}/api/v2/users/${user}/identities' \\`,
        `  -H 'Authorization: Bearer ${idToken}' \\`,
        "  -H 'Content-Type: application/json' \\",
        `  -d '{"provider":"google-oauth2","user_id":"115015401343387192604"}'`,
      ].join("\n"),
    },
    {
      label: "auth0.js",
      text: [
        "webAuth.parseHash(function (error, authResult) {",
        "  const manage = new auth0.Management({ domain, token: authResult.idToken });",
        "  manage.linkUser(authResult.idTokenPayload.sub, idTokenOfB, done);",
        "});",
      ].join("\n"),
    },
    {
      label: "fetch with a user ID",
      text: [
        "const accessToken = await client.getTokenSilently({",
        "  authorizationParams: {",
        `    audience: "${origin}/api/v2/",`,
        '    scope: "update:current_user_identities",',
        "  },",
        "});",
        `await fetch(\`${origin}/api/v2/users/\${user.sub}/identities\`, {`,
        '  method: "POST",',
        "  headers: { Authorization: `Bearer ${accessToken}` },",
        '  body: JSON.stringify({ provider: "google-oauth2", user_id: secondaryId }),',
        "});",
      ].join("\n"),
    },
    {
      label: "An error",
      text: '{"statusCode":400,"error":"Bad Request","message":"Main identity and the new one are the same."}',
    },
    {
      label: "A callback",
      text: `${appUrl}/callback?error=unauthorized&error_description=user%20is%20blocked&state=abc`,
    },
  ];
}
