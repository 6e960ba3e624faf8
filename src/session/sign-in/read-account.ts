import { accountOf, type Account } from "#linking/walkthrough/account.ts";
import type { SignInTokens } from "#login/sign-in.ts";
import { tryDecodeToken } from "#protocol/token.ts";

/**
 * Who signed in: the ID token says so, or, where none was asked for, the access token's subject;
 * `null` where an opaque one came alone.
 */
export function readAccount({ idToken, accessToken }: SignInTokens): Account | null {
  const token = tryDecodeToken(idToken ?? "") ?? tryDecodeToken(accessToken ?? "");
  const account = accountOf(token?.claims ?? {});
  return account.userId === "" ? null : account;
}
