import { TENANT } from "#test/support/tokens.ts";
import { accessToken } from "#test/support/use-cases/fixtures.ts";
import { has, type HarCase } from "./har-case.ts";
import {
  A,
  CALLBACK,
  idTokenOfA,
  idTokenOfB,
  linkBy,
  login,
  OWN,
  ownToken,
  tokenRequest,
  unlinkBy,
} from "./har-requests.ts";
import { chromium, firefox, proxy, safari } from "./har-shapes.ts";

const PROOF = { link_with: idTokenOfB("nonce-b") };
const FORM = "application/x-www-form-urlencoded";
const formBody = { text: `link_with=${PROOF.link_with}`, mimeType: FORM };

/** What else stands in recordings. */
export const OTHERS: readonly HarCase[] = [
  has("a recording without any login or link", firefox, [], []),
  has(
    "a preflight beside its call",
    chromium,
    [{ ...linkBy(null, {}), method: "OPTIONS", status: 204 }, linkBy(ownToken, PROOF)],
    [["new-way", 4]],
  ),
  has("the body as a form", safari, [linkBy(ownToken, {}, { body: formBody })], [["new-way", 4]], {
    tokens: ["Authorization"],
  }),
  has(
    "a proxy of one's own before the API",
    proxy,
    [linkBy(ownToken, PROOF, { url: `https://gate.example/auth/api/v2/users/${A}/identities` })],
    [["new-way", 4]],
  ),
  has(
    "reading a user is no link",
    chromium,
    [{ url: `${TENANT.audience}users/${A}`, headers: { Authorization: `Bearer ${ownToken}` } }],
    [],
    { tokens: ["Authorization"] },
  ),
  has(
    "the API refuses",
    chromium,
    [
      linkBy(ownToken, PROOF, {
        status: 403,
        answer: JSON.stringify({
          statusCode: 403,
          error: "Forbidden",
          message: "Insufficient scope, expected any of: update:users",
          errorCode: "insufficient_scope",
        }),
      }),
    ],
    [["new-way", 4]],
    { errors: ["Insufficient scope, expected any of: update:users"] },
  ),
  has(
    "a page is not let see the answer",
    chromium,
    [linkBy(ownToken, PROOF, { status: 0 })],
    [["new-way", 4]],
    { errors: ["net::ERR_FAILED"] },
  ),
  has(
    "the token endpoint refuses",
    firefox,
    [
      tokenRequest(
        { grant_type: "authorization_code" },
        { error: "invalid_grant", error_description: "Invalid authorization code" },
        403,
      ),
    ],
    [],
    { errors: ["Invalid authorization code"] },
  ),
  has(
    "a redirect says that the login was refused, and its callback once more",
    chromium,
    [
      login({}, { redirect: `${CALLBACK}?error=login_required&error_description=Login+required` }),
      { url: `${CALLBACK}?error=login_required&error_description=Login+required` },
    ],
    [],
    { errors: ["Login required"] },
  ),
  has(
    "a redirect says so in its header alone",
    safari,
    [login({}, { redirect: `${CALLBACK}#error=access_denied&state=st` })],
    [],
    { errors: ["access_denied"] },
  ),
  has(
    "a fragment hands over tokens",
    safari,
    [
      login(
        { response_type: "token id_token" },
        { redirect: `${CALLBACK}#access_token=${ownToken}&id_token=${idTokenOfA("n")}&state=st` },
      ),
    ],
    [],
    { tokens: ["access_token", "id_token"] },
  ),
  has(
    "a login without a redirect hands over tokens in its page",
    chromium,
    [
      login(
        { response_mode: "web_message" },
        { status: 200, answer: `<script>{"response":{"id_token":"${idTokenOfA("n")}"}}</script>` },
      ),
    ],
    [],
    { tokens: ["id_token"] },
  ),
  has(
    "a login without a redirect is refused in its page",
    chromium,
    [
      login(
        { response_mode: "web_message" },
        {
          status: 200,
          answer:
            '<script>{"error":"consent_required","error_description":"Consent \\"x\\""}</script>',
        },
      ),
    ],
    [],
    { errors: ['Consent "x"'] },
  ),
  has(
    "a refresh token is no token to read",
    proxy,
    [
      tokenRequest(
        { grant_type: "refresh_token", refresh_token: "v1.MjAyNg" },
        { access_token: accessToken({ scope: OWN, jti: "2" }), refresh_token: "opaque-refresh" },
      ),
    ],
    [],
    { tokens: ["refresh_token", "access_token"], others: ["refresh-token"] },
  ),
  has(
    "a token that stands in many calls is told once",
    firefox,
    [linkBy(ownToken, PROOF), linkBy(ownToken, PROOF), unlinkBy(ownToken)],
    [
      ["new-way", 4],
      ["new-way", 4],
      ["not-affected", 9],
    ],
    { tokens: ["Authorization", "link_with"] },
  ),
];
