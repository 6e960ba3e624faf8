/**
 * What the value of a member, parameter or header is, by how its name ends without what differs between spellings:
 * `MGMT_API_TOKEN` and `x-api-token` are tokens, `token_type` and `token_endpoint` are none. A code, and what an app
 * calls one, has many meanings, so those names are taken whole. The first that fits counts.
 */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/(?:access|subject|actor)token$|bearer$/, "access token"],
  [/^linkwith$|idtoken(?:hint)?$/, "ID token"],
  [/refreshtoken$/, "refresh token"],
  [/token$|^samlresponse$/, "token"],
  [
    /^(?:(?:authorization|device|user|recovery|verification|oob|binding|pass)?code|otp|(?:login)?ticket)$/,
    "code",
  ],
  [/codeverifier$/, "code verifier"],
  [/(?:secret|apikey|subscriptionkey|secretkey|secretaccesskey)$/, "client secret"],
  [/(?:private|signing|encryption)key$/, "private key"],
  [/assertion$/, "client assertion"],
  [/(?:password|passwd|pwd|passphrase|passwordconfirmation)$/, "password"],
  [/^dpop$/, "DPoP proof"],
  [/cookie$|[a-z\d]session$/, "cookie"],
  [/(?:^|proxy|original|forwarded)authorization$/, "credentials"],
];

/** Whatever ends a longer name. */
const LONGEST_NAME = 80;

/** What a value of this name is, in words; `null` where it is nothing secret. */
export function secretNamed(name: string): string | null {
  const plain = name
    .slice(-LONGEST_NAME)
    .toLowerCase()
    .replaceAll(/[_-]|\d+$/g, "");
  return SECRETS.find(([ends]) => ends.test(plain))?.[1] ?? null;
}

/** Whether a member of a JSON Web Key is its private half. @see RFC 7518 section 6 */
export function isPrivateKeyPart(name: string, value: string): boolean {
  return /^(d|p|q|dp|dq|qi|k)$/.test(name) && /^[\w-]{22,}$/.test(value);
}

/** Whether a value is none that words of a message could be, so that it may be known by itself. */
export function looksSecret(value: string): boolean {
  return value.length >= 24 || (value.length >= 8 && !/^[a-z_-]+$/i.test(value));
}
