import type { Account } from "#linking/walkthrough/account.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import {
  grantOf,
  primaryAuthorization,
  type AuthorizationParameters,
} from "#protocol/authorization.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import type { Run } from "#session/run.ts";
import type { SessionCore } from "#session/session-core.ts";
import { withColorScheme } from "./login-requests.ts";
import { leavePage, stayOnPage } from "./leave-page.ts";
import { requireNetwork } from "./network.ts";

/** A login by redirect: the step to come back to, and as whom; `null` where anybody will do. */
type Journey = {
  readonly step: StepId;
  readonly expected: Account | null;
  readonly isBreakable: boolean;
  /** When its turn has come, before anything is sent. */
  readonly before?: () => void;
};

/** Starts a login by redirect. `redirect-finish.ts` reads its answer on the page that comes back. */
export function createRedirectStart(core: SessionCore, run: Run) {
  const { ports, tenant } = core;
  const { storage } = ports;
  const stop = () => stayOnPage(core);

  function leave(
    parameters: AuthorizationParameters,
    { step, expected, isBreakable, before }: Journey,
  ): Promise<void> {
    const of = expected?.userId ?? "";
    return run({ step, busy: "leaving", of, actor: "A", isBreakable, stop }, async () => {
      requireNetwork(core);
      before?.();
      const pending = { parameters, returnTo: step, expected, isTaken: false };
      await leavePage(core, {
        actor: "A",
        depart: core.signInWith(parameters).beginRedirect,
        remember: (url) =>
          storage.savePending({ ...pending, state: new URL(url).searchParams.get("state") }),
        forget: storage.forgetPending,
      });
    });
  }

  return {
    /** Logs in as A, whoever that is, with the request that is printed. */
    startRedirect: (parameters: AuthorizationParameters): Promise<void> =>
      leave(parameters, { step: "primary", expected: null, isBreakable: true }),

    /** Leaves to come back as the account that is known as A, to the step it is in. */
    signInAgain: async (returnTo: StepId): Promise<void> => {
      const { primary: last } = core.state().walkthrough;
      const again = {
        ...withColorScheme(
          primaryAuthorization(
            tenant,
            last === null ? "code" : grantOf(last.request),
            ports.appUrl + CALLBACK_PATHS.page,
          ),
          ports.colorScheme(),
        ),
        prompt: "login",
        login_hint: last?.account.email ?? "",
      };
      await leave(again, {
        step: returnTo,
        expected: last?.account ?? null,
        isBreakable: false,
        // What was edited is not what is sent, and would send the same mistake again.
        before: () => core.choose({ primary: null }),
      });
    },
  };
}
