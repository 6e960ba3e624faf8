import { expect, test } from "vitest";
import { forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";
import { readText } from "#reader/read-text.ts";
import { excerptOf, knownSecrets, receiptOf } from "./excerpt.ts";

const ID_TOKEN = forgeToken(ID_TOKEN_CLAIMS);

/** An excerpt in one text: what is lit in `[…]`, what is hidden in `<…>`. */
function print(text: string, lit: readonly string[] = [], place = { start: 0, end: text.length }) {
  const ranges = lit.map((part) => ({
    start: text.indexOf(part),
    end: text.indexOf(part) + part.length,
  }));
  return excerptOf(text, place, ranges, knownSecrets(text, readText(text).found))
    .pieces.map(({ text: shown, isLit, isRedacted }) => {
      const piece = isRedacted ? `<${shown}>` : shown;
      return isLit ? `[${piece}]` : piece;
    })
    .join("");
}

test("lights what decides, and shows the rest as it was brought", () => {
  expect(print("POST /a\nbody", ["body"])).toBe("POST /a\n[body]");
});

test("names a token by what it is, and not by the header that it stands in", () => {
  const text = `-H 'Authorization: Bearer ${ID_TOKEN}'`;
  expect(print(text, [`Bearer ${ID_TOKEN}`])).toBe("-H 'Authorization: [Bearer ][<ID token>]'");
});

test.each([
  "-H 'Authorization: Bearer $ID_TOKEN'",
  "new auth0.Management({ domain, token: authResult.idToken })",
  "headers: { Authorization: `Bearer ${accessToken}` }",
  "client_secret=<YOUR_SECRET>",
  "const mgmtToken = process.env.AUTH0_MGMT_TOKEN;",
  'const secret = os.environ["AUTH0_CLIENT_SECRET"]',
  "const idToken = await auth0.getTokenSilently();",
  "const getToken = () => auth0.token",
  "type Tokens = { accessToken: Promise<string | null>; tokenType: string };",
  'curl -u "$ID:$SECRET" -b "auth0=$COOKIE" --oauth2-bearer $TOKEN https://acme.auth0.com/userinfo',
])("shows a name that stands for a value: %s", (text) => {
  expect(print(text)).toBe(text);
});

test.each([
  ['{"refresh_token":"v1.MkX9fQ2vLr7TzMb1N"}', '{"refresh_token":"<refresh token>"}'],
  ["client_secret=abcDEF123456789", "client_secret=<client secret>"],
  ['{"password":"SUMMER2026"}', '{"password":"<password>"}'],
  ['{"client_secret":"QWERTY"}', '{"client_secret":"<client secret>"}'],
  [
    "password_hash: '$2b$10$N9qo8uLOickg', password: '$wordfish-26!'",
    "password_hash: '$2b$10$N9qo8uLOickg', password: '<password>'",
  ],
  [
    "curl -b 'JSESSIONID=AB12CD34' https://acme.auth0.com/x",
    "curl -b 'JSESSIONID=<cookie>' https://acme.auth0.com/x",
  ],
  ["client_secret: correcthorsebatterystaple", "client_secret: <client secret>"],
  ["AUTH0_CLIENT_SECRET=ABCDEF1234", "AUTH0_CLIENT_SECRET=<client secret>"],
  ["/callback?code=Ab1Cd2Ef3Gh4&state=x", "/callback?code=<code>&state=x"],
  [
    "curl -u web:Ab1Cd2Ef3Gh4 -b 'auth0=Ab1; did=Cd2' https://acme.auth0.com/oauth/token",
    "curl -u <credentials> -b 'auth0=<session cookie>; did=<cookie>' https://acme.auth0.com/oauth/token",
  ],
  [
    'curl --user "web:Ab1Cd2Ef3Gh4" --oauth2-bearer Ab1Cd2Ef3Gh4 https://acme.auth0.com/userinfo',
    'curl --user "<credentials>" --oauth2-bearer <access token> https://acme.auth0.com/userinfo',
  ],
  [
    "http -a web:Ab1Cd2Ef3Gh4 https://acme.auth0.com/userinfo Cookie:auth0=Ab1Cd2",
    "http -a <credentials> https://acme.auth0.com/userinfo Cookie:auth0=<session cookie>",
  ],
  ["auth0=s%3AAb1Cd2Ef3Gh4Ij5Kl6; Path=/", "auth0=<session cookie>; Path=/"],
  ["v1.MkX9fQ2vLr7TzMb1NpQr is it", "<refresh token> is it"],
])("hides a secret: %s", (text, shown) => {
  expect(print(text)).toBe(shown);
});

test("shows four lines before and after what decides, and counts lines from 1", () => {
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
  const text = lines.join("\n");
  const start = text.indexOf("line 15");
  const excerpt = excerptOf(text, { start: 0, end: text.length }, [{ start, end: start + 7 }], []);
  expect(excerpt.firstLine).toBe(11);
  expect(excerpt.pieces.map(({ text: piece }) => piece).join("")).toBe(
    lines.slice(10, 19).join("\n"),
  );
});

test("cuts a line that never ends", () => {
  const text = `${"x".repeat(5000)}MARK${"y".repeat(5000)}`;
  const shown = excerptOf(text, { start: 0, end: text.length }, [{ start: 5000, end: 5004 }], []);
  expect(shown.pieces.map(({ text: piece }) => piece).join("").length).toBeLessThan(1300);
});

test.each([
  ["begins", 650, 0],
  ["ends", 0, 650],
])("hides a token in which what is shown %s", (_, before, after) => {
  const token = `${ID_TOKEN}${"x".repeat(900)}`;
  const text = `${before > 0 ? token : ""}\nMARK\n${after > 0 ? token : ""}`;
  const printed = print(text, ["MARK"]);
  expect(printed).toContain("[MARK]");
  expect(printed).toContain("<ID token>");
  expect(printed).not.toMatch(/x{9}|eyJ/);
});

test("hides a secret whose name stands before what is shown", () => {
  const text = `{"client_secret": "${"aB3".repeat(300)}"}\nMARK`;
  expect(print(text, ["MARK"])).not.toContain("aB3aB3");
});

test("hides the end of a private key that begins before what is shown", () => {
  const line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ";
  const key = `-----BEGIN PRIVATE KEY-----\n${`${line}\n`.repeat(20)}-----END PRIVATE KEY-----`;
  const shown = print(`${key}\nMARK`, ["MARK"]);
  expect(shown).toContain("<private key>");
  expect(shown).not.toContain("MII");
});

test("counts what is hidden, by name", () => {
  expect(receiptOf(`Bearer ${ID_TOKEN}\nid_token=${ID_TOKEN}\npassword=Ab1Cd2Ef3`, [])).toEqual([
    ["ID token", 2],
    ["password", 1],
  ]);
});
