import type { TokenRole } from "./token-role.ts";

/** What a claim means here: what it lets you do, and what it must equal for a link. */
type ClaimNote = { readonly says: string; readonly mustBe?: string };

type NoteByRole = Partial<Record<TokenRole, ClaimNote>>;

const CLAIMS: Readonly<Record<string, ClaimNote | NoteByRole>> = {
  iss: { says: "The tenant that made it, slash included.", mustBe: "Equal in both tokens." },
  sub: {
    access: {
      says: "Account A: whoever holds this token acts as this user.",
      mustBe: "The {id} in the path of the request.",
    },
    id: {
      says: "Who logged in. As link_with: the account that will be linked.",
      mustBe: "Not the sub of A’s access token.",
    },
  },
  aud: {
    access: {
      says: "The APIs that take it. /userinfo is added when openid was asked.",
      mustBe: "Holds https://{domain}/api/v2/, else 401.",
    },
    id: { says: "The application that it was made for.", mustBe: "azp of A’s access token." },
  },
  azp: {
    access: { says: "The application that it was given to.", mustBe: "aud of B’s ID token." },
    id: { says: "The application that asked for it." },
  },
  client_id: { says: "The application, in the RFC 9068 profile. Linking compares azp." },
  scope: {
    says: "What it lets you do. Auth0 leaves out what was not allowed, without an error.",
    mustBe: "Has update:current_user_identities to link and unlink.",
  },
  permissions: { says: "What roles allow at this API. The Management API reads scope instead." },
  exp: { says: "Of no use after this.", mustBe: "In the future when the API reads it." },
  iat: { says: "When it was made." },
  nbf: { says: "Of no use before this. Auth0 does not set it." },
  auth_time: {
    says: "When the person logged in. Comes with max_age or prompt=login.",
    mustBe: "Fresh in B’s token. No API checks it: your duty.",
  },
  email: { says: "Of the account. Equal addresses do not prove the same person." },
  email_verified: {
    says: "Whether Auth0 saw proof that the address is theirs.",
    mustBe: "true for A and for B. No API checks it: your duty.",
  },
  name: { says: "For showing, not for deciding. The person may set it." },
  nickname: { says: "For showing, not for deciding." },
  picture: { says: "A URL that the person may choose. Not loaded here." },
  given_name: { says: "For showing, not for deciding." },
  family_name: { says: "For showing, not for deciding." },
  locale: { says: "The language that the provider named." },
  updated_at: { says: "When the profile last changed. Text at Auth0, not a NumericDate." },
  nonce: { says: "Ties the ID token to the request.", mustBe: "What your app sent." },
  at_hash: { says: "Half of a hash of the access token that came with it." },
  c_hash: { says: "Half of a hash of the code that came with it." },
  sid: { says: "The login session at the tenant. Also good as a logout_hint." },
  acr: { says: "How strong the login was; set after multi-factor." },
  amr: { says: "How the person proved it, such as mfa." },
  gty: { says: "Which grant made it. client-credentials means: no person." },
  jti: { says: "A number of its own, against replays." },
  org_id: { says: "The organization of the login.", mustBe: "What your app asked for." },
  org_name: { says: "The organization’s name; it can change, org_id cannot." },
  cnf: {
    says: "It is bound to a key (DPoP or mTLS): whoever sends it must prove to have that key.",
    mustBe: "Absent: sent as Bearer it comes without a proof.",
  },
  act: { says: "Who acts for the subject." },
  identities: { says: "Linked accounts. Not in ID tokens unless an Action adds it." },
};

const HEADER: Readonly<Record<string, ClaimNote>> = {
  alg: {
    says: "How it is signed. The verifier decides what it takes, not this line.",
    mustBe: "RS256 for link_with; HS256 is refused.",
  },
  typ: { says: "What it says it is. at+jwt is an access token of RFC 9068." },
  kid: { says: "Which key of the issuer. A name to look up, nothing more." },
  enc: { says: "Encrypted: only the API can read the rest." },
  cty: { says: "What the encrypted part holds." },
  crit: { says: "Extensions that a verifier must know, or refuse." },
  jku: { says: "Where its own keys lie. A verifier must not go there." },
  jwk: { says: "A key of its own. A verifier must not use it." },
  x5u: { says: "Where its own certificate lies. A verifier must not go there." },
  x5c: { says: "A certificate of its own. A verifier must not trust it." },
  x5t: { says: "The thumbprint of a certificate." },
};

/** What a claim of Auth0 means for linking; `null` for one that we know nothing of. */
export function claimNote(name: string, role: TokenRole): ClaimNote | null {
  const note = Object.hasOwn(CLAIMS, name) ? CLAIMS[name] : undefined;
  if (note !== undefined) return isNote(note) ? note : (note[role] ?? note.id ?? null);
  if (/^https?:\/\//.test(name))
    return { says: "A custom claim of this tenant. The address is only a name." };
  return null;
}

/** `alg` of an encrypted token names no signature. @see RFC 7516 section 4.1.1 */
const JWE_ALG: ClaimNote = { says: "How the key of the encryption is agreed on." };

/** What a header parameter means, in a signed token or in one that is encrypted. */
export function headerNote(name: string, isEncrypted: boolean): ClaimNote | null {
  if (name === "alg" && isEncrypted) return JWE_ALG;
  return Object.hasOwn(HEADER, name) ? (HEADER[name] ?? null) : null;
}

/** What a claim or header parameter of a signed token means, in a sentence; `null` where it has no note. */
export function meaningOf(name: string, role: TokenRole): string | null {
  return (claimNote(name, role) ?? headerNote(name, false))?.says ?? null;
}

function isNote(note: ClaimNote | NoteByRole): note is ClaimNote {
  return "says" in note;
}
