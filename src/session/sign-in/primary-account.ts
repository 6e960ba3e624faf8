import type { Account } from "#linking/walkthrough/account.ts";
import { judgeAccessToken, type AccessTokenFitness } from "#linking/walkthrough/access-token.ts";
import type { FindingId } from "#linking/findings/findings.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import type { PrimaryTokens } from "#linking/walkthrough/state.ts";
import type { SignedIn, SignInTokens } from "#login/sign-in.ts";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import { explainUnread } from "#session/run.ts";
import type { SessionCore } from "#session/session-core.ts";
import { followToken } from "#session/tenant-keys.ts";
import { readAccount } from "./read-account.ts";

/** Why an access token that came does not serve here. */
const UNFIT: Readonly<Record<Exclude<AccessTokenFitness, "fits">, FindingId>> = {
  absent: "access-token-absent",
  opaque: "token-opaque",
  "other-audience": "other-audience",
};

/** What was asked for by a login as A. */
export type PrimaryLogin = {
  readonly parameters: AuthorizationParameters;
  /** As whom; `null` where anybody will do. */
  readonly expected: Account | null;
  /** The step that explains what went wrong. */
  readonly step: StepId;
};

/** Who is signed in as A. */
export type PrimaryAccount = ReturnType<typeof createPrimaryAccount>;

/**
 * Takes sign-ins over as A. What can renew A's tokens is held here, in memory only.
 *
 * @param readUser reads A at the tenant's API
 */
export function createPrimaryAccount(core: SessionCore, readUser: () => Promise<void>) {
  const { redactor } = core.ports.log;
  let held: SignedIn | null = null;

  /** Makes tokens of A known to the wire log, and judges what they are good for. */
  function learnTokens({ accessToken, idToken, scope }: SignInTokens): PrimaryTokens {
    if (accessToken !== null) redactor.learn(accessToken, { owner: "A", name: "access token" });
    if (idToken !== null) redactor.learn(idToken, { owner: "A", name: "ID token" });
    const fitness = judgeAccessToken(accessToken, core.tenant.audience);
    return { accessToken, idToken, fitness, grantedScope: scope };
  }

  return {
    learnTokens,

    /** The account that is known as A, signed in or not any more. */
    knownAccount: (): Account | null => core.state().walkthrough.primary?.account ?? null,

    /** What can renew A's tokens; `null` after a reload or a log-out. */
    signedIn: (): SignedIn | null => held,

    forget: (): void => {
      held = null;
    },

    /** Takes a sign-in over as A, unless somebody else came than was asked for. */
    adopt: async (
      signedIn: SignedIn,
      { parameters, expected, step }: PrimaryLogin,
    ): Promise<void> => {
      const account = readAccount(signedIn.tokens);
      if (account === null) {
        core.record({ type: "logged-in-at-tenant", account });
        core.refuse(step, "token-opaque");
        return;
      }
      const isRenewed = await followToken(
        core,
        signedIn.tokens.idToken ?? signedIn.tokens.accessToken,
      );
      if (!isRenewed && expected !== null && expected.userId !== account.userId) {
        core.record({ type: "logged-in-at-tenant", account });
        core.refuse(step, "other-account", account);
        return;
      }
      held = signedIn;
      const tokens = learnTokens(signedIn.tokens);
      core.record({ type: "primary-signed-in", account, request: parameters, tokens });
      if (tokens.fitness !== "fits") {
        core.refuse(step, UNFIT[tokens.fitness], account);
        return;
      }
      try {
        await readUser();
      } catch (error) {
        explainUnread(core, step, "signed-in-not-read", error);
        return;
      }
      if (isRenewed) core.refuse(step, "tenant-renewed");
    },
  };
}
