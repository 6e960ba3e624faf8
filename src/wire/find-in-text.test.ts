import { expect, test } from "vitest";
import { findRedactions } from "./redact.ts";

const SECRET = "S3cr3tValueWhichIsLongEnough_0123456789";

test.each([
  // Names by how they end.
  `AUTH0_CLIENT_SECRET=${SECRET}`,
  `AUTH0_SECRET='${SECRET}'`,
  `LINKLAB_PRODUCTION_AUTH0_CLIENT_SECRET=${SECRET}`,
  `const MGMT_API_TOKEN = "${SECRET}"`,
  `process.env.AUTH0_CLIENT_SECRET="${SECRET}"`,
  `$env:CLIENT_SECRET = "${SECRET}"`,
  `"auth0ClientSecret": "${SECRET}"`,
  `management_api_token: "${SECRET}"`,
  `{"userToken":"${SECRET}"}`,
  `{"admin_token":"${SECRET}"}`,
  `?mgmt_token=${SECRET}&a=1`,
  `_csrf_token=${SECRET}`,
  `x-api-token: ${SECRET}`,
  `"x-api-token": "${SECRET}"`,
  `X-Auth0-Secret: ${SECRET}`,
  `X-Amz-Security-Token: ${SECRET}`,
  `-H 'x-csrf-token: ${SECRET}'`,
  `signing_key: ${SECRET}`,
  `login_ticket=${SECRET}`,
  `ticket=${SECRET}`,
  `SAMLResponse=${SECRET}`,
  `client_secret:\n  ${SECRET}`,
  `client_secret: >-\n  ${SECRET}`,
  `{"accessToken2":"${SECRET}"}`,
  `appSession=${SECRET}`,
  // Quotes of other languages.
  `new Auth0({ clientSecret: \`${SECRET}\` })`,
  `"{\`"client_secret\`":\`"${SECRET}\`"}"`,
  `^"^{^\\^"client_secret^\\^":^\\^"${SECRET}^\\^"^}^"`,
  `'client_secret' => '${SECRET}'`,
  `client_secret := "${SECRET}"`,
  `client_secret==${SECRET}`,
  // Options of commands.
  `wget --user=me --password ${SECRET} https://x`,
  `curl --oauth2-bearer ${SECRET} https://x`,
  `curl --cookie "_ga=1; auth0=${SECRET}" https://x`,
  `Invoke-RestMethod -Token ${SECRET}`,
  // Arguments, pairs and fields.
  `form.append("client_secret", "${SECRET}")`,
  `form.set('refresh_token', '${SECRET}')`,
  `headers.set("Authorization", "Bearer ${SECRET}")`,
  `xhr.setRequestHeader("Cookie", "a=1; auth0=${SECRET}")`,
  `new System.Net.Cookie("auth0", "s%3A${SECRET}", "/", "acme.auth0.com")`,
  `["refresh_token","${SECRET}"]`,
  `new URLSearchParams([["refresh_token", "${SECRET}"]])`,
  `refresh_token\t${SECRET}\tacme.auth0.com`,
  `{"name":"client_secret","value":"${SECRET}"}`,
  `, {"name": "client_secret", "value": "${SECRET}"}`,
  `{"key":"refresh_token","value":"${SECRET}","type":"text"}`,
  `{"name":"Cookie","value":"auth0=${SECRET}"}`,
  `x {"name":"Cookie","value":"auth0=${SECRET}"}`,
  `<input type="hidden" name="access_token" value="${SECRET}"/>`,
  `<input name="code" value='${SECRET}'>`,
  // Headers to their end.
  `Cookie: _ga=GA1.2; auth0=s%3A${SECRET}; did=1`,
  `Cookie: a="b c"; auth0=${SECRET}\nHost: x`,
  `curl -H 'Cookie: _ga=GA1.2; auth0=${SECRET}' https://x`,
  `{\n "cookie": "_ga=GA1.2; did=${SECRET}",`,
  `Set-Cookie: a=b; Path=/, did=${SECRET}`,
  `Authorization: token ${SECRET}`,
  `Authorization: ${SECRET}`,
  `X-Original-Authorization: ${SECRET}`,
  // Keys.
  `const key = "-----BEGIN PRIVATE KEY-----\\n${SECRET}\\n-----END PRIVATE KEY-----"`,
  `-----BEGIN RSA PRIVATE KEY-----\nMIIE\n${SECRET}\n-----END RSA PRIVATE KEY-----`,
  `{"any":"-----BEGIN EC PRIVATE KEY-----\\n${SECRET}"}`,
])("finds the secret in %s", (text) => {
  const at = text.indexOf(SECRET);
  const spans = findRedactions(text);
  expect(spans.some(({ start, end }) => start <= at && at + SECRET.length <= end)).toBe(true);
});

test.each([
  '{"token_type":"Bearer","expires_in":86400,"token_endpoint":"https://acme.auth0.com/oauth/token"}',
  'token_endpoint_auth_method: "client_secret_post", requested_token_type: "urn:ietf:params:oauth"',
  '{"iss":"https://acme.auth0.com/","sub":"auth0|1","aud":"linklab-spa","sid":"k2J9xQ7LmN4pR8sT1vW3yZ"}',
  "scope=openid profile update:current_user_identities&audience=https://acme.auth0.com/api/v2/",
  '{"provider":"google-oauth2","user_id":"109876543210987654321","connection":"google-oauth2"}',
  'const csrfTokenName = "x-csrf-token-of-2026";',
  "idTokenLifetime=36000 secretary=Ada_Lovelace_1815 passwordPolicy=excellent_2026",
  '"grant_types": [\n "authorization_code",\n "refresh_token",\n "http://auth0.com/oauth/grant-type/mfa-otp",',
  '["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:device_code"]',
  ', "grant_type": "refresh_token", "client_id": "AbCdEfGh0123456789"',
  ', "response_type": "code", "subject_token_types_supported_2": []',
  'login("password", "Enter the password of 2026!")',
  '"vary": ["Cookie", "Authorization"]',
  "if (error.code === 20001 || token !== null) await read(1234567890);",
  "The session cookie: it is set by the tenant, and the refresh token: it is kept in memory.",
  "Cookie: none\nThe cookie that is meant = the one of 2026",
  "-----BEGIN CERTIFICATE-----\nMIIDdTCCAl2gAwIBAgILBAAAAAABFUtaw5QwDQYJKoZIhvcNAQEFBQAw\n-----END CERTIFICATE-----",
  "curl --cookie-jar jar2026.txt https://acme.auth0.com/oauth/token HTTP/1.1",
  "A token linklab-spa_2026 and a code 1234567890 are words here.",
  "jwks_uri: https://acme.auth0.com/.well-known/jwks.json, kid: NUQ1OUY4QjQ2RkE, public_key: MIIBIjANBg",
])("shows %s", (text) => {
  expect(findRedactions(text).map(({ start, end }) => text.slice(start, end))).toEqual([]);
});

test.each([
  ["Cookie: a=1; b=2; c\r\nHost: x", ["1", "2", "c"]],
  ["-H 'Cookie: a=1; b=2' -d x=1", ["1", "2"]],
  ["-H 'x-csrf-token: abc12345' -d 'otp=123'", ["abc12345", "123"]],
  ['"Authorization": "Bearer abc12345"', ["abc12345"]],
])("finds no more than the secrets in %s", (text, secrets) => {
  expect(findRedactions(text).map(({ start, end }) => text.slice(start, end))).toEqual(secrets);
});

test.each([
  '"code","',
  '"code",\'',
  "'code=1 ",
  "cookie: a=",
  'cookie:"',
  "a-",
  "a      ",
  "-----BEGIN PRIVATE KEY-----",
  "-----BEGIN ",
  "token\\",
  "token`",
  "token==",
  '"token","a',
  "authorization: token ",
  'Cookie("a","',
  '{"name":"token","value":"',
])("takes no longer than in proportion to the length of %s", { timeout: 10_000 }, (part) => {
  const text = ` ${part.repeat(400_000 / part.length)}`;
  expect(findRedactions(text).every(({ end }) => end <= text.length)).toBe(true);
});
