/** What the value of a member, parameter or header is, by its name in any of its spellings. */
const SECRETS: Readonly<Record<string, string>> = {
  accesstoken: "access token",
  xaccesstoken: "access token",
  subjecttoken: "access token",
  actortoken: "access token",
  idtoken: "ID token",
  idtokenhint: "ID token",
  linkwith: "ID token",
  refreshtoken: "refresh token",
  token: "token",
  mfatoken: "token",
  sessiontoken: "token",
  xauthtoken: "token",
  code: "code",
  authorizationcode: "code",
  devicecode: "code",
  otp: "code",
  codeverifier: "code verifier",
  clientsecret: "client secret",
  secret: "client secret",
  apikey: "client secret",
  xapikey: "client secret",
  clientassertion: "client assertion",
  assertion: "client assertion",
  password: "password",
  passwd: "password",
  pwd: "password",
  oldpassword: "password",
  newpassword: "password",
  passwordconfirmation: "password",
  dpop: "DPoP proof",
  cookie: "cookie",
  setcookie: "cookie",
  authorization: "credentials",
  proxyauthorization: "credentials",
};

/** A name without what differs between its spellings: `access_token`, `accessToken`, `Access-Token`. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, "");
}

/** What a value of this name is, in words; `null` where it is nothing secret. */
export function secretNamed(name: string): string | null {
  const plain = plainName(name);
  return Object.hasOwn(SECRETS, plain) ? (SECRETS[plain] ?? null) : null;
}

/** Whether a member of a JSON Web Key is its private half. @see RFC 7518 section 6 */
export function isPrivateKeyPart(name: string, value: string): boolean {
  return /^(d|p|q|dp|dq|qi|k)$/.test(name) && /^[\w-]{22,}$/.test(value);
}

/** Whether a value is none that words of a message could be, so that it may be known by itself. */
export function looksSecret(value: string): boolean {
  return value.length >= 24 || (value.length >= 8 && !/^[a-z_-]+$/i.test(value));
}
