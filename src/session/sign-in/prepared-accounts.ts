import { findPair, type Pair } from "#linking/walkthrough/pair.ts";
import type { SignedIn, SignInTokens } from "#login/sign-in.ts";
import {
  primaryAuthorization,
  secondaryAuthorization,
  type AuthorizationParameters,
} from "#protocol/authorization.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { busyIn } from "#session/presses.ts";
import type { Run } from "#session/run.ts";
import type { SessionCore } from "#session/session-core.ts";
import type { PrimaryAccount } from "./primary-account.ts";

/** The age of B's login in seconds up to which it counts as fresh; asking for it has the token tell. */
const FRESH_SECONDS = "3600";

/** How it ended. */
export type Preparation =
  /** A and B are signed in: the link can be sent. */
  | "ready"
  /** No two accounts of one person are there, or they are linked already. */
  | "no-pair"
  /** This tenant signs nobody in by a call. */
  | "unable"
  /** Something else holds the page, and a notice says what. */
  | "held"
  /** The tenant did not sign the browser in; there is no finding. */
  | "no-session"
  /** The finding of a step says why. */
  | "explained";

/** What it takes to prepare both accounts. */
type Parts = {
  readonly core: SessionCore;
  readonly run: Run;
  readonly primary: PrimaryAccount;
  readonly readTenant: () => Promise<void>;
  readonly adoptProof: (tokens: SignInTokens, request: AuthorizationParameters) => Promise<void>;
};

/** Resolves once no reading of the tenant runs or waits. */
function untilRead({ state, subscribe }: SessionCore): Promise<void> {
  const isReading = () => busyIn(state().line, "tenant").has("tenant");
  return new Promise((resolve) => {
    if (!isReading()) {
      resolve();
      return;
    }
    const leave = subscribe(() => {
      if (isReading()) return;
      leave();
      resolve();
    });
  });
}

/**
 * Brings the walkthrough to the link without a login page: the tenant signs this browser in, and the
 * SDK asks silently for what a login would have given. Requests, tokens and checks are real.
 */
export function createPreparation({ core, run, primary, readTenant, adoptProof }: Parts) {
  const { ports, tenant } = core;
  const redirectUri = ports.appUrl + CALLBACK_PATHS.page;

  async function signInAs(
    owner: "A" | "B",
    userId: string,
    parameters: AuthorizationParameters,
    adopt: (signedIn: SignedIn) => Promise<void>,
  ): Promise<Preparation> {
    const step = owner === "A" ? "primary" : "secondary";
    let ended: Preparation = "held";
    await run({ step, busy: "preparing", of: owner, actor: owner }, async () => {
      ended = "no-session";
      const hasSession = await ports.control?.openSession(userId).then(
        () => true,
        () => false,
      );
      if (hasSession !== true) return;
      ended = "explained";
      const signIn = core.signInWith(parameters);
      await adopt(await core.orStopped(signIn.signInSilently()));
      if (core.state().finding === null) ended = "ready";
    });
    return ended;
  }

  return {
    /**
     * Signs A and B in, whoever they are at this tenant, and leaves the tenant's cookie B's, as the
     * walkthrough does. Only for a tenant with `canOpenSession`.
     *
     * @param wanted who is to be A and B; without it, two accounts of one person are looked for
     */
    prepareAccounts: async (wanted?: Pair): Promise<Preparation> => {
      const { control } = ports;
      if (control === null || !core.state().capabilities.canOpenSession) return "unable";
      const users = wanted === undefined ? await control.users().catch(() => null) : [];
      if (users === null) return "no-session";
      const pair = wanted ?? findPair(users);
      if (pair === null) return "no-pair";
      if (core.state().walkthrough.keys === null) await readTenant();
      await untilRead(core); // one that was pressed before is as good
      if (core.state().walkthrough.keys === null) return "explained";

      // What was edited or broken is not what is sent.
      core.choose({ primary: null, secondary: null, scenario: null });
      const first: AuthorizationParameters = {
        ...primaryAuthorization(tenant, "code", redirectUri),
        prompt: "none",
      };
      const asA = await signInAs("A", pair.A, first, (signedIn) =>
        primary.adopt(signedIn, { parameters: first, expected: null, step: "primary" }),
      );
      if (asA !== "ready") return asA;
      const second: AuthorizationParameters = {
        ...secondaryAuthorization(tenant, "code", redirectUri),
        prompt: "none",
        max_age: FRESH_SECONDS,
      };
      return await signInAs("B", pair.B, second, ({ tokens }) => adoptProof(tokens, second));
    },
  };
}
