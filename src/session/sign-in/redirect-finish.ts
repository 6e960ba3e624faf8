import type { StepId } from "#linking/walkthrough/journey.ts";
import type { SignedIn } from "#login/sign-in.ts";
import type { FindingId } from "#linking/findings/findings.ts";
import { isModeRead, type AuthorizationParameters } from "#protocol/authorization.ts";
import { hasCode, OAuthResponseError, ProtocolError } from "#protocol/errors.ts";
import type { WireEvent } from "#wire/event.ts";
import type { Run } from "#session/run.ts";
import type { SessionCore } from "#session/session-core.ts";
import type { PrimaryAccount } from "./primary-account.ts";

/** Finishes a login by redirect that an earlier page has started. */
export function createRedirectFinish(core: SessionCore, run: Run, primary: PrimaryAccount) {
  const { log, storage } = core.ports;

  /** Ends the visit that left for the tenant, and logs what came back in the callback's URL. */
  function endVisit(callback: string): void {
    const visit = log
      .events()
      .findLast(({ kind, from, state }) => kind === "page" && from === "app" && state === "sent");
    if (!visit) return;
    const state = isRefusal(callback) ? "refused" : "answered";
    log.end(visit.id, { state, status: 302, headers: { Location: callback } });
  }

  /** Explains an answer that the SDK does not find by the mode that was asked for, where that is why. */
  async function readAnswer(
    parameters: AuthorizationParameters,
    callback: string,
  ): Promise<SignedIn> {
    try {
      return await core.orStopped(core.signInWith(parameters).finishRedirect(callback));
    } catch (cause) {
      const isOther = cause instanceof OAuthResponseError || hasCode(cause, "stopped");
      if (isModeRead(parameters) || isOther) throw cause;
      throw new ProtocolError("response_mode_unread", "the SDK does not read this mode", { cause });
    }
  }

  /** Why an answer that no login waits for is none to read. */
  function whyUnread(callback: string): FindingId {
    if (!isAnswer(callback)) return "callback-incomplete";
    const state = answerParameter(callback, "state");
    const isAsker = ({ kind, url }: WireEvent) =>
      kind === "page" && URL.canParse(url) && new URL(url).searchParams.get("state") === state;
    return state !== null && log.events().some(isAsker) ? "callback-used" : "callback-unasked";
  }

  return {
    /** Reads the answer of a login and says which step goes on. */
    finishSignIn: async (callback: string): Promise<StepId> => {
      const pending = storage.loadPending();
      const step = pending?.returnTo ?? "primary";
      await run({ step, busy: "callback", actor: "A", isBreakable: true }, async () => {
        if (pending === null) {
          core.refuse(step, whyUnread(callback));
          return;
        }
        if (pending.state && isForAnother(callback, pending.state)) {
          // Not read, not logged, and the login that is under way can still be answered.
          throw new ProtocolError("state_mismatch", "the state is not the one that was sent");
        }
        if (pending.isTaken && !isAnswer(callback)) {
          // The page was loaded again before the answer was read to its end.
          storage.forgetPending();
          core.refuse(step, "callback-used");
          return;
        }
        storage.savePending({ ...pending, isTaken: true });
        endVisit(callback);
        const { parameters, expected } = pending;
        try {
          const signedIn = await readAnswer(parameters, callback);
          await primary.adopt(signedIn, { parameters, expected, step });
        } finally {
          storage.forgetPending();
        }
      });
      return step;
    },
  };
}

/** Whether a callback holds an answer at all. */
function isAnswer(callback: string): boolean {
  const { search, hash } = new URL(callback);
  return search !== "" || hash !== "";
}

/** Whether an answer has not the state that was sent. */
function isForAnother(callback: string, sent: string): boolean {
  return isAnswer(callback) && answerParameter(callback, "state") !== sent;
}

/** Whether the tenant said no. */
function isRefusal(callback: string): boolean {
  return answerParameter(callback, "error") !== null;
}

/** A parameter of an answer, in the query or in the fragment. */
function answerParameter(callback: string, name: string): string | null {
  const { searchParams, hash } = new URL(callback);
  return searchParams.get(name) ?? new URLSearchParams(hash.slice(1)).get(name);
}
