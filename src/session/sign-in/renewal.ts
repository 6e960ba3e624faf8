import type { SignedIn, SignInTokens } from "#login/sign-in.ts";
import { hasCode } from "#protocol/errors.ts";
import type { Run } from "#session/run.ts";
import type { SessionCore } from "#session/session-core.ts";
import type { PrimaryAccount } from "./primary-account.ts";
import { readAccount } from "./read-account.ts";

/** Renews A's tokens silently. */
export function createRenewal(core: SessionCore, run: Run, primary: PrimaryAccount) {
  async function askForTokens(signedIn: SignedIn): Promise<SignInTokens> {
    try {
      return await core.orStopped(signedIn.renew());
    } catch (error) {
      if (hasCode(error, "login_required"))
        core.record({ type: "logged-in-at-tenant", account: null });
      throw error;
    }
  }

  return {
    /** Asks for new tokens of A without showing anything, and takes them only if they are A's. */
    renew: (): Promise<void> =>
      run({ step: "primary", busy: "renewing", actor: "A", isBreakable: true }, async () => {
        const signedIn = primary.signedIn();
        if (signedIn === null || primary.knownAccount() === null) {
          core.refuse("primary", "login-required");
          return;
        }
        const renewed = await askForTokens(signedIn);
        const account = readAccount(renewed);
        if (account === null || account.userId !== primary.knownAccount()?.userId) {
          primary.forget();
          core.record({ type: "logged-in-at-tenant", account });
          core.refuse("primary", "session-swapped", account);
          return;
        }
        core.record({ type: "tokens-renewed", tokens: primary.learnTokens(renewed) });
      }),
  };
}
