import { isTrueClaim, stringClaim, type Claims } from "#protocol/token.ts";

/** A person's account as an ID token describes it. */
export type Account = {
  readonly userId: string;
  readonly name: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
};

const PROVIDERS: Readonly<Record<string, string>> = {
  auth0: "password",
  "google-oauth2": "Google",
  github: "GitHub",
  facebook: "Facebook",
  linkedin: "LinkedIn",
  windowslive: "Microsoft",
  apple: "Apple",
  email: "e-mail code",
  sms: "SMS code",
};

/** Characters that turn the direction of what follows: a name must not reorder the page. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The account that an ID token's claims describe. */
export function accountOf(claims: Claims): Account {
  const userId = stringClaim(claims, "sub") ?? "";
  const email = stringClaim(claims, "email");
  return {
    userId,
    name: stringClaim(claims, "name")?.trim() || email || userId,
    email,
    isEmailVerified: isTrueClaim(claims, "email_verified"),
  };
}

/** How people call a provider: `auth0` is the tenant's own database, so a password. */
export function describeProvider(provider: string): string {
  return Object.hasOwn(PROVIDERS, provider) ? (PROVIDERS[provider] ?? provider) : provider;
}

/** A short label that tells accounts of one person apart: "Ada · Google". */
export function labelOf(account: Account): string {
  const { name, provider } = labelPartsOf(account);
  return `${name} · ${provider}`;
}

/** The label in two parts, for places where only the second has room. */
export function labelPartsOf(account: Account): { name: string; provider: string } {
  const name = account.name.replaceAll(BIDI_CONTROLS, "").trim();
  return {
    name: name.split(/[\s@]/)[0] || account.userId,
    provider: describeProvider(account.userId.split("|")[0] ?? ""),
  };
}
