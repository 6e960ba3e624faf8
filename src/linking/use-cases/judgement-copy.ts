import { GUIDE_DEFECTS } from "./guide-defects.ts";
import type { NoteId, Question, ReasonId } from "./judgement.ts";

/** The guide's condition for every ID token in a body. */
const CONDITION = "if its aud is azp of that access token. Else 400.";

/** One sentence or two for each reason. */
export const REASONS: Readonly<Record<ReasonId, string>> = {
  "id-token-links":
    "The bearer token is an ID token. Since October 2018 only an access token may link.",
  "server-names":
    "The access token has update:users, so a server acts. It may name the second account by its user ID.",
  "person-names":
    "The access token speaks for one person, and the body only names the other account. That proves nothing, so it is refused now.",
  proof: `An access token asks, and B’s ID token proves that B’s owner agrees, ${CONDITION}`,
  "id-token-in-auth0js":
    "auth0.Management was built with an ID token. It sends that as bearer token, which is refused now.",
  "server-in-auth0js": `auth0.Management was built with an access token that has update:users. It sends link_with, which is taken ${CONDITION}`,
  "person-in-auth0js": `auth0.Management was built with a person’s access token. It sends link_with, which is the way since 2018, ${CONDITION}`,
  "access-token-in-auth0js": `auth0.Management was built with an access token and sends link_with. With either scope nothing has to change, ${CONDITION}`,
  "id-token-unlinks":
    "The bearer token is an ID token. Since October 2018 only an access token may unlink.",
  "access-token-unlinks": "An access token unlinks, now as before.",
  preflight: "A browser’s preflight. The request behind it is another one.",
  "other-method": "The Management API has no such method at this path.",
  "other-path": "This is no call that links or unlinks.",
  "call-unknown": "There is no URL, so what it does is unknown.",
  "bearer-missing": "There is no bearer token to see.",
  "bearer-opaque":
    "The bearer token is not a JWT. If your app really sends this, the login did not name the Management API as audience.",
  "bearer-malformed": "The bearer token looks like a JWT but cannot be read.",
  "bearer-encrypted": "The bearer token is encrypted, so its claims are hidden.",
  "bearer-other-scheme": "The Authorization header holds no bearer token.",
  "bearer-conflicting": "There are two Authorization headers, and they differ.",
  "bearer-unclear": "The bearer token could be an ID token or an access token.",
  "other-api": "The access token is for another API: its aud does not hold the Management API.",
  "scope-missing":
    "The access token has neither update:users nor update:current_user_identities, so it cannot link or unlink.",
  "scope-unknown": "Whose access token it is decides here, and its scope is not to be seen.",
  "body-absent": "There is no body to see.",
  "body-unreadable": "The body is neither a JSON object nor a form.",
  "body-neither": "The body has neither link_with nor user_id as text.",
};

/** One sentence or two for each note. */
export const NOTES: Readonly<Record<NoteId, string>> = {
  "told-by-aud": "aud is a client ID and no API: this is how an ID token is told.",
  "told-by-nonce": "nonce stands in ID tokens only.",
  "inferred-from-login":
    "Read from how the login beside it asked for a token, not from the token. Look at the real header to be sure.",
  "told-not-seen": "Taken from what was said of the token, or from the name in its place.",
  "header-dropped":
    "The headers have no Authorization. Chrome leaves it out of an exported HAR unless you choose the export with sensitive data.",
  "row-7": GUIDE_DEFECTS["row-7"].text,
  "scope-in-bullet": GUIDE_DEFECTS["scope-in-bullet"].text,
  "scope-not-rendered": GUIDE_DEFECTS["scope-not-rendered"].text,
  "both-scopes": "It has both scopes. update:users is the wider one and decides.",
  "both-members":
    "link_with and user_id are both there. The API reference forbids that; send one of them.",
  "provider-missing": "user_id needs provider beside it, or the API answers 400.",
  "link-with-unreadable": "link_with is no JWT that can be read.",
  "link-with-access-token": "link_with holds an access token. It must be B’s ID token.",
  "link-with-not-rs256": "B’s ID token must be signed with RS256.",
  "link-with-other-application":
    "aud of B’s ID token must be azp of A’s access token. They differ, so the API answers 400.",
  "delete-body": "A DELETE needs no body here; the path says it all.",
  "auth0js-has-no-unlink": "auth0.js has no method that unlinks. The app sends this itself.",
  "method-inferred": "No method was given. The path allows only one.",
  "encoded-twice": "The ID is encoded twice: %257C is no bar. Encode it once.",
  "full-id-in-path":
    "The last part of the path is the ID after the bar; the provider has a part of its own.",
  "path-incomplete": "The path lacks an ID.",
  "answered-otherwise": "The recorded answer is not what today’s tenant gives to such a call.",
};

const ID_TOKEN = { label: "An ID token", gives: { bearer: { kind: "id-token" } } };
const SERVERS = {
  label: "An access token with update:users",
  gives: { bearer: { kind: "access-token", scope: "update:users" } },
};
const PERSONS = {
  label: "An access token with update:current_user_identities",
  gives: { bearer: { kind: "access-token", scope: "update:current_user_identities" } },
};

/** What can be asked. */
export const QUESTIONS = {
  call: {
    id: "call",
    text: "What does the request do?",
    answers: [
      { label: "It links", gives: { method: "POST", url: "/api/v2/users/{id}/identities" } },
      {
        label: "It unlinks",
        gives: { method: "DELETE", url: "/api/v2/users/{id}/identities/{provider}/{user_id}" },
      },
      { label: "Something else", gives: { method: "GET", url: "/" } },
    ],
  },
  bearer: {
    id: "bearer",
    text: "Which token does your app send in the Authorization header?",
    answers: [ID_TOKEN, PERSONS, SERVERS],
  },
  /** Where the scope makes no difference. */
  kind: {
    id: "bearer",
    text: "Which token does your app send in the Authorization header?",
    answers: [ID_TOKEN, { label: "An access token", gives: { bearer: { kind: "access-token" } } }],
  },
  scope: {
    id: "scope",
    text: "Which scope does the access token have?",
    answers: [PERSONS, SERVERS],
  },
  body: {
    id: "body",
    text: "What does the body name the second account by?",
    answers: [
      { label: "link_with: its ID token", gives: { body: { link_with: "ID_TOKEN_OF_B" } } },
      {
        label: "provider and user_id",
        gives: { body: { provider: "PROVIDER_OF_B", user_id: "USER_ID_OF_B" } },
      },
    ],
  },
} as const satisfies Record<string, Question>;
