import { accountOf, type Account } from "#linking/walkthrough/account.ts";
import { judgeAccessToken, type AccessTokenFitness } from "#linking/walkthrough/access-token.ts";
import type { FindingId } from "#linking/findings/findings.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { readOwnRequest } from "#linking/walkthrough/requests.ts";
import { linkedIdentities, type PrimaryTokens } from "#linking/walkthrough/state.ts";
import { createCodeSignIn } from "#login/code-sign-in.ts";
import { createImplicitSignIn } from "#login/implicit-sign-in.ts";
import type { SignedIn, SignIn, SignInTokens } from "#login/sign-in.ts";
import {
  grantOf,
  isModeRead,
  primaryAuthorization,
  type AuthorizationParameters,
  type Place,
} from "#protocol/authorization.ts";
import { OAuthResponseError, ProtocolError, type ProtocolErrorCode } from "#protocol/errors.ts";
import { getUser } from "#protocol/management.ts";
import { tryDecodeToken } from "#protocol/token.ts";
import type { Actor } from "#wire/event.ts";
import { scenarioIn, createSteering, withScenario } from "./steering.ts";
import { freshChoices, primaryRequest, secondaryRequest } from "./choices.ts";
import { CALLBACK_PATHS } from "./callback-paths.ts";
import { logInByPopup } from "./popup-login.ts";
import { explainUnread, type Run } from "./run.ts";
import type { SessionCore } from "./session-core.ts";

const LEAVING_MS = 10_000;

/** Why an access token that came does not serve here. */
const UNFIT: Readonly<Record<Exclude<AccessTokenFitness, "fits">, FindingId>> = {
  absent: "access-token-absent",
  opaque: "token-opaque",
  "other-audience": "other-audience",
};

/** A login by redirect: the step to come back to, and as whom; `null` where anybody will do. */
type Journey = {
  readonly step: StepId;
  readonly expected: Account | null;
  readonly isBreakable: boolean;
  /** When its turn has come, before anything is sent. */
  readonly before?: () => void;
};

/** What a reader can do to sign in, out of the way of one another. */
export function createSignInActions(core: SessionCore, run: Run, readUser: () => Promise<void>) {
  const { ports, tenant } = core;
  const { log, storage } = ports;
  const steering = createSteering(core);
  let signedInAsA: SignedIn | null = null;

  function signInWith(parameters: AuthorizationParameters): SignIn {
    const create = grantOf(parameters) === "code" ? createCodeSignIn : createImplicitSignIn;
    return create(tenant, parameters);
  }

  function known(): Account | null {
    return core.state().walkthrough.primary?.account ?? null;
  }

  function tokensOf(answer: SignInTokens): PrimaryTokens {
    const { accessToken, idToken } = answer;
    if (accessToken !== null) log.redactor.learn(accessToken, { owner: "A", name: "access token" });
    if (idToken !== null) log.redactor.learn(idToken, { owner: "A", name: "ID token" });
    return {
      accessToken,
      idToken,
      fitness: judgeAccessToken(accessToken, tenant.audience),
      grantedScope: answer.scope,
    };
  }

  /** Takes a sign-in over as A, unless somebody else came than was asked for. */
  async function adoptPrimary(
    signedIn: SignedIn,
    parameters: AuthorizationParameters,
    expected: Account | null,
    step: StepId,
  ): Promise<void> {
    const account = subjectOf(signedIn.tokens);
    if (account === null) {
      core.record({ type: "logged-in-at-tenant", account });
      core.refuse(step, "token-opaque");
      return;
    }
    if (expected !== null && expected.userId !== account.userId) {
      core.record({ type: "logged-in-at-tenant", account });
      core.refuse(step, "other-account", account);
      return;
    }
    signedInAsA = signedIn;
    const tokens = tokensOf(signedIn.tokens);
    core.record({ type: "primary-signed-in", account, request: parameters, tokens });
    if (tokens.fitness !== "fits") {
      core.refuse(step, UNFIT[tokens.fitness], account);
      return;
    }
    try {
      await readUser();
    } catch (error) {
      explainUnread(core, step, "signed-in-not-read", error);
    }
  }

  async function adoptProof(tokens: SignInTokens, request: AuthorizationParameters): Promise<void> {
    const { idToken, accessToken } = tokens;
    const account = subjectOf(tokens);
    core.record({ type: "logged-in-at-tenant", account });
    if (account !== null && account.userId === known()?.userId) {
      const isLinked = linkedIdentities(core.state().walkthrough).length > 0;
      core.refuse("secondary", isLinked ? "already-linked-pair" : "same-account", account);
      return;
    }
    if (account === null || idToken === null) {
      core.refuse("secondary", "callback-incomplete", account);
      return;
    }
    log.redactor.learn(idToken, { owner: "B", name: "ID token" });
    core.record({ type: "secondary-proved", account, request, idToken });
    if (accessToken === null || judgeAccessToken(accessToken, tenant.audience) !== "fits") return;
    // Only B may read B, and only before the link. The token is used for this and then forgotten.
    log.redactor.learn(accessToken, { owner: "B", name: "access token" });
    try {
      const own = { owner: "B", userId: account.userId, accessToken } as const;
      const user = await getUser(core.fetch, readOwnRequest(tenant, own));
      core.record({ type: "secondary-read", user });
    } catch (error) {
      explainUnread(core, "secondary", "proved-not-read", error);
    }
  }

  /**
   * Opens the popup inside the click, then lets the SDK send it on. So does a press that waits for a
   * short request: Chromium lets a page open a window for five seconds after a click, which such a
   * request may outlast. One that ends another login first opens it after that: both popups have one
   * name, and one that is closing cannot be used again.
   */
  async function inPopup(
    step: StepId,
    actor: Actor,
    parameters: AuthorizationParameters,
    adopt: (signedIn: SignedIn) => Promise<void> | void,
  ): Promise<void> {
    let popup: Window | null = null;
    const options = {
      step,
      busy: "popup",
      of: parameters.login_hint,
      actor,
      isBreakable: true,
      atOnce: () => (popup = ports.openPopup()),
      drop: () => popup?.close(),
      stop: () => {
        // The SDK sees that the popup is closed, and says so.
        if (popup !== null && !popup.closed) popup.close();
        else core.stopWaiting();
      },
    } as const;
    await run(options, async () => {
      const opened = popup;
      if (opened === null) {
        core.refuse(step, "popup-blocked");
        return;
      }
      if (opened.closed) throw new ProtocolError("popup_closed", "it was closed while it waited");
      const { runPopup } = signInWith(parameters);
      try {
        const signedIn = await logInByPopup(core, { popup: opened, actor, send: runPopup });
        await adopt(signedIn);
      } catch (error) {
        const scenario = scenarioIn(core.state().choices, step);
        if (!scenario?.isAnsweredByPage || !hasCode(error, "popup_closed")) throw error;
        core.refuse(step, scenario.finding);
      }
    });
  }

  async function renewedBy(signedIn: SignedIn): Promise<SignInTokens> {
    try {
      return await core.orStopped(signedIn.renew());
    } catch (error) {
      if (hasCode(error, "login_required"))
        core.record({ type: "logged-in-at-tenant", account: null });
      throw error;
    }
  }

  /** A login as the reader has put it together. */
  function chosenRequest(step: "primary" | "secondary"): AuthorizationParameters {
    const { choices, walkthrough } = core.state();
    const chosen =
      step === "primary"
        ? primaryRequest(choices, walkthrough, tenant)
        : secondaryRequest(choices, tenant);
    return { ...chosen, redirect_uri: "" };
  }

  /** A login as it will be sent, with what is broken in it. */
  function loginRequest(step: "primary" | "secondary"): AuthorizationParameters {
    const { choices } = core.state();
    const parameters = withScenario(chosenRequest(step), scenarioIn(choices, step));
    return callingBack(parameters, step === "primary" ? choices.place : "popup");
  }

  /** Where the answer goes, unless it is broken: auth0.js has a page of its own for popups. */
  function callingBack(parameters: AuthorizationParameters, place: Place): AuthorizationParameters {
    const isOwnPage = place === "popup" && grantOf(parameters) === "implicit";
    const redirectUri = ports.appOrigin + (isOwnPage ? CALLBACK_PATHS.popup : CALLBACK_PATHS.page);
    return { ...parameters, redirect_uri: parameters.redirect_uri || redirectUri };
  }

  return {
    chosenRequest,
    loginRequest,

    /**
     * The page is here again, and nothing answers what was under way. What was broken at the tenant for
     * it is undone. Where a login left, and that the tenant shows a page of its own is what was broken,
     * it is explained.
     */
    resume: () => {
      core.comeBack();
      void steering.revert();
      const pending = storage.loadPending();
      const scenario = pending && scenarioIn(core.state().choices, pending.returnTo);
      if (pending === null || !scenario?.isAnsweredByPage) return;
      storage.forgetPending();
      core.refuse(pending.returnTo, scenario.finding);
    },

    /** The page goes away. What is broken for a login that leaves is to last until it is back. */
    goAway: () => {
      if (core.state().busy !== "leaving") void steering.revert();
    },

    /** Logs in as A, by leaving the page or in a popup, with the request that is printed. */
    signIn: () => {
      const parameters = loginRequest("primary");
      return core.state().choices.place === "popup"
        ? inPopup("primary", "A", parameters, (signedIn) =>
            adoptPrimary(signedIn, parameters, null, "primary"),
          )
        : leave(parameters, { step: "primary", expected: null, isBreakable: true });
    },

    /** Leaves to come back as the account that is known as A, to the step it is in. */
    signInAgain: async (returnTo: StepId) => {
      const { primary: last } = core.state().walkthrough;
      const again = {
        ...primaryAuthorization(
          tenant,
          last === null ? "code" : grantOf(last.request),
          ports.appOrigin + CALLBACK_PATHS.page,
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

    /** Reads the answer of a login and says which step goes on. */
    async finishSignIn(callback: string): Promise<StepId> {
      const pending = storage.loadPending();
      const returnTo = pending?.returnTo ?? "primary";
      await run({ step: returnTo, busy: "callback", actor: "A", isBreakable: true }, async () => {
        if (pending?.state && isForAnother(callback, pending.state)) {
          // Not read, not logged, and the login that is under way can still be answered.
          throw new ProtocolError("state_mismatch", "the state is not the one that was sent");
        }
        if (pending?.isTaken && !isAnswer(callback)) {
          // The page was loaded again before the answer was read to its end.
          storage.forgetPending();
          core.refuse(returnTo, "callback-used");
          return;
        }
        if (pending !== null) storage.savePending({ ...pending, isTaken: true });
        endVisit(callback);
        const parameters =
          pending?.parameters ??
          primaryAuthorization(tenant, "code", ports.appOrigin + CALLBACK_PATHS.page);
        try {
          const read = signInWith(parameters).finishRedirect(callback);
          const signedIn = await inMode(parameters, core.orStopped(read));
          await adoptPrimary(signedIn, parameters, pending?.expected ?? null, returnTo);
        } finally {
          storage.forgetPending();
        }
      });
      return returnTo;
    },

    /** Asks for new tokens of A without showing anything, and takes them only if they are A's. */
    renew: () =>
      run({ step: "primary", busy: "renewing", actor: "A", isBreakable: true }, async () => {
        if (signedInAsA === null || known() === null) {
          core.refuse("primary", "login-required");
          return;
        }
        const renewed = await renewedBy(signedInAsA);
        const account = subjectOf(renewed);
        if (account === null || account.userId !== known()?.userId) {
          signedInAsA = null;
          core.record({ type: "logged-in-at-tenant", account });
          core.refuse("primary", "session-swapped", account);
          return;
        }
        core.record({ type: "tokens-renewed", tokens: tokensOf(renewed) });
      }),

    /** Logs in as B in a popup, with the request that is printed. */
    proveSecondary: () => {
      const parameters = loginRequest("secondary");
      return inPopup("secondary", "B", parameters, ({ tokens }) => adoptProof(tokens, parameters));
    },

    /** Logs in as B once more, to see whose `sub` a linked account's login yields. */
    seeLinkedLogin: () =>
      inPopup("changes", "B", callingBack(chosenRequest("secondary"), "popup"), ({ tokens }) => {
        const account = subjectOf(tokens);
        if (account !== null) {
          core.record({ type: "linked-login-seen", account });
          return;
        }
        core.record({ type: "logged-in-at-tenant", account });
        core.refuse("changes", "callback-incomplete");
      }),

    /**
     * Forgets everybody here first, so that nothing of them is left whatever comes of the rest, then
     * ends the tenant's session. With A's flow: both SDKs end the session of every account alike.
     */
    logOut: () =>
      run({ step: "primary", busy: "logging-out", actor: null, stop: stay }, async () => {
        const last = core.state().walkthrough.primary;
        const grant = last === null ? "code" : grantOf(last.request);
        const returnTo = ports.appOrigin;
        signedInAsA = null;
        log.clear();
        core.record({ type: "logged-out" });
        // A login that was put together for somebody holds their address.
        core.choose(freshChoices(core.state().choices));
        storage.forgetPending();
        const { logOut } = signInWith(primaryAuthorization(tenant, grant, returnTo));
        let visit = 0;
        const leaving = logOut(returnTo, (url) => {
          storage.saveLoggingOut();
          visit = log.start({ actor: null, kind: "page", method: "GET", url });
        });
        try {
          await core.orStopped(leaving.then(hasLeft));
        } catch (error) {
          storage.takeLoggingOut();
          log.end(visit, { state: "cancelled" });
          throw error;
        }
      }),
  };

  function stay(): void {
    ports.stayHere();
    core.stopWaiting();
  }

  function leave(
    parameters: AuthorizationParameters,
    { step, expected, isBreakable, before }: Journey,
  ): Promise<void> {
    const of = expected?.userId ?? "";
    const options = { step, busy: "leaving", of, actor: "A", isBreakable, stop: stay } as const;
    return run(options, async () => {
      before?.();
      const pending = { parameters, returnTo: step, expected, isTaken: false };
      let visit = 0;
      const leaving = signInWith(parameters).beginRedirect((url) => {
        storage.savePending({ ...pending, state: new URL(url).searchParams.get("state") });
        visit = log.start({ actor: "A", kind: "page", method: "GET", url });
      });
      try {
        await core.orStopped(leaving.then(hasLeft));
      } catch (error) {
        storage.forgetPending();
        log.end(visit, { state: "cancelled" });
        throw error;
      }
    });
  }

  /** Ends the visit that left for the tenant, and logs what came back in the callback's URL. */
  function endVisit(callback: string): void {
    const visit = log
      .events()
      .findLast(({ kind, from, state }) => kind === "page" && from === "app" && state === "sent");
    if (!visit) return;
    const state = isRefusal(callback) ? "refused" : "answered";
    log.end(visit.id, { state, status: 302, headers: { Location: callback } });
  }
}

function hasCode(error: unknown, code: ProtocolErrorCode): boolean {
  return error instanceof ProtocolError && error.code === code;
}

/** Keeps the button busy while the page goes away, and gives it back where it never goes. */
function hasLeft(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LEAVING_MS));
}

/** Explains an answer that the SDK does not find by the mode that was asked for, where that is why. */
async function inMode<T>(parameters: AuthorizationParameters, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    const isOther = cause instanceof OAuthResponseError || hasCode(cause, "stopped");
    if (isModeRead(parameters) || isOther) throw cause;
    throw new ProtocolError("response_mode_unread", "the SDK does not read this mode", { cause });
  }
}

/** Whether an answer has not the state that was sent. */
function isForAnother(callback: string, sent: string): boolean {
  return isAnswer(callback) && answerParameter(callback, "state") !== sent;
}

function isAnswer(callback: string): boolean {
  const { search, hash } = new URL(callback);
  return search !== "" || hash !== "";
}

function isRefusal(callback: string): boolean {
  return answerParameter(callback, "error") !== null;
}

/** A parameter of an answer, in the query or in the fragment. */
function answerParameter(callback: string, name: string): string | null {
  const { searchParams, hash } = new URL(callback);
  return searchParams.get(name) ?? new URLSearchParams(hash.slice(1)).get(name);
}

/**
 * Who signed in: the ID token says so, or, where none was asked for, the access token's subject;
 * `null` where an opaque one came alone.
 */
function subjectOf({ idToken, accessToken }: SignInTokens): Account | null {
  const token = tryDecodeToken(idToken ?? "") ?? tryDecodeToken(accessToken ?? "");
  const account = accountOf(token?.claims ?? {});
  return account.userId === "" ? null : account;
}
