import type { Grant } from "#protocol/authorization.ts";
import { diffLines, type DiffLine } from "#linking/walkthrough/changes.ts";

/** What has to change in an app. */
export type FixId =
  | "access-token-to-link"
  | "access-token-and-proof"
  | "access-token-in-auth0js"
  | "access-token-to-unlink"
  | "prove-the-account"
  | "one-of-both"
  | "ask-for-scope"
  | "ask-for-audience";

/** A change as lines before and after. Words in capitals and braces stand for the app's own values. */
export type Fix = {
  readonly id: FixId;
  readonly title: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
};

const CALL = "POST https://{yourDomain}/api/v2/users/{id}/identities";
const UNLINK = "DELETE https://{yourDomain}/api/v2/users/{id}/identities/{provider}/{user_id}";
const ID_TOKEN = "Authorization: Bearer ID_TOKEN_OF_A";
const ACCESS_TOKEN = "Authorization: Bearer ACCESS_TOKEN_OF_A";
const PROOF = '{"link_with":"ID_TOKEN_OF_B"}';
const NAME = '{"provider":"PROVIDER_OF_B","user_id":"USER_ID_OF_B"}';

const LOGIN = ["GET https://{yourDomain}/authorize?", "  client_id={yourClientId}"];
const AUDIENCE = "  &audience=https://{yourDomain}/api/v2/";
const SCOPE = "  &scope=openid update:current_user_identities";
const PKCE = ["  &code_challenge={codeChallenge}", "  &code_challenge_method=S256"];
/** How a login of before got its ID token, and how one gets both tokens now. */
const LOGINS: Readonly<
  Record<Grant, { readonly old: readonly string[]; readonly new: readonly string[] }>
> = {
  code: {
    old: [...LOGIN, "  &scope=openid", "  &response_type=code", ...PKCE, ""],
    new: [...LOGIN, AUDIENCE, SCOPE, "  &response_type=code", ...PKCE, ""],
  },
  implicit: {
    old: [...LOGIN, "  &scope=openid", "  &response_type=id_token", ""],
    new: [...LOGIN, AUDIENCE, SCOPE, "  &response_type=token id_token", ""],
  },
};

const fixesFor = ({
  old,
  new: fresh,
}: (typeof LOGINS)[Grant]): Readonly<Record<FixId, Omit<Fix, "id">>> => ({
  "access-token-to-link": {
    title: "Send A’s access token instead of A’s ID token",
    before: [...old, CALL, ID_TOKEN, "", PROOF],
    after: [...fresh, CALL, ACCESS_TOKEN, "", PROOF],
  },
  "access-token-and-proof": {
    title: "Send A’s access token, and B’s ID token instead of B’s user ID",
    before: [...old, CALL, ID_TOKEN, "", NAME],
    after: [...fresh, CALL, ACCESS_TOKEN, "", PROOF],
  },
  "access-token-in-auth0js": {
    title: "Build auth0.Management with A’s access token",
    before: [
      "new auth0.WebAuth({",
      "  domain, clientID, redirectUri,",
      "  scope: 'openid',",
      "  responseType: 'id_token',",
      "});",
      "",
      "const manage = new auth0.Management({ domain, token: idToken });",
      "manage.linkUser(userId, idTokenOfB, callback);",
    ],
    after: [
      "new auth0.WebAuth({",
      "  domain, clientID, redirectUri,",
      "  audience: `https://${domain}/api/v2/`,",
      "  scope: 'openid update:current_user_identities',",
      "  responseType: 'token id_token',",
      "});",
      "",
      "const manage = new auth0.Management({ domain, token: accessToken });",
      "manage.linkUser(userId, idTokenOfB, callback);",
    ],
  },
  "access-token-to-unlink": {
    title: "Send A’s access token instead of A’s ID token",
    before: [...old, UNLINK, ID_TOKEN],
    after: [...fresh, UNLINK, ACCESS_TOKEN],
  },
  "prove-the-account": {
    title: "Let B log in, and send B’s ID token instead of B’s user ID",
    before: [CALL, ACCESS_TOKEN, "", NAME],
    after: [CALL, ACCESS_TOKEN, "", PROOF],
  },
  "one-of-both": {
    title: "Send link_with alone",
    before: [
      CALL,
      "",
      '{"link_with":"ID_TOKEN_OF_B","provider":"PROVIDER_OF_B","user_id":"USER_ID_OF_B"}',
    ],
    after: [CALL, "", PROOF],
  },
  "ask-for-scope": {
    title: "Ask for the scope at the login",
    before: [...LOGIN, AUDIENCE, "  &scope=openid"],
    after: [...LOGIN, AUDIENCE, SCOPE],
  },
  "ask-for-audience": {
    title: "Name the Management API at the login, with its trailing slash",
    before: [...LOGIN, SCOPE],
    after: [...LOGIN, AUDIENCE, SCOPE],
  },
});

const FIXES = { code: fixesFor(LOGINS.code), implicit: fixesFor(LOGINS.implicit) };

/** The lines of a change. Of a login they are those of code + PKCE, unless the app's flow is another. */
export function fixOf(id: FixId, grant: Grant = "code"): Fix {
  return { id, ...FIXES[grant][id] };
}

/** A change line by line, for display. */
export function diffOf({ before, after }: Fix): readonly DiffLine[] {
  return diffLines(before, after);
}
