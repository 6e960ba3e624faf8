import { accountOf, type Account } from "#linking/walkthrough/account.ts";
import type { Finding } from "#linking/findings/findings.ts";
import type { Guard, Holder, SwapAct, SwapScenario, SwapStep } from "#linking/session-swap/swap.ts";
import { createLabClient, type LabClient } from "#login/lab-client.ts";
import {
  primaryAuthorization,
  secondaryAuthorization,
  withRefreshToken,
  type AuthorizationParameters,
} from "#protocol/authorization.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { stringClaim, tryDecodeToken } from "#protocol/token.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { logInByPopup } from "#session/popup-login.ts";
import type { Session } from "#session/session.ts";
import { createLabSteps, type LabStep } from "./lab-steps.ts";

/** The step that the wire log knows the scenarios by. */
export const SESSION_STEP = "lab-session";

/** The three that move apart, each as an account; `null` for nobody. */
export type Readouts = {
  readonly user: Account | null;
  /** Whose the access token is: its `sub`. */
  readonly tokenSub: string | null;
  /** Who logged in at the tenant last, as far as it happened here. */
  readonly cookie: Account | null;
};

/** A run of one scenario as far as it went. */
export type SwapState = {
  readonly guards: ReadonlySet<Guard>;
  readonly done: number;
  readonly isBusy: boolean;
  readonly accounts: Readonly<Record<"A" | "B", Account | null>>;
  readonly readouts: Readouts;
  readonly finding: Finding | null;
  /** The access token that the app's client holds. */
  readonly accessToken: string | null;
};

/** Runs one scenario, step by step. Never throws. */
export type SwapRunner = ReturnType<typeof createSwapRunner>;

/** Makes the runner of one scenario, with SDK clients of its own. */
export function createSwapRunner(session: Session, scenario: SwapScenario) {
  const { ports, tenant } = session;
  const { log } = ports;
  const listeners = new Set<() => void>();
  let clients: { app: LabClient | null; second: LabClient | null } = { app: null, second: null };
  let state = begin(new Set());
  const labSteps = createLabSteps(session, {
    step: SESSION_STEP,
    next: toTake,
    publish,
    finding: () => state.finding,
  });

  function publish(change: Partial<SwapState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function steps(): readonly SwapStep[] {
    return scenario.steps(state.guards);
  }

  function next(): SwapStep | null {
    return steps()[state.done] ?? null;
  }

  function parametersOf(client: "app" | "second"): AuthorizationParameters {
    const redirectUri = ports.appOrigin + CALLBACK_PATHS.page;
    if (client === "second") return secondaryAuthorization(tenant, "code", redirectUri);
    const request = primaryAuthorization(tenant, "code", redirectUri);
    const own = { ...request, scope: "openid profile email", prompt: "login" };
    return withRefreshToken(own, state.guards.has("refresh-tokens"));
  }

  function clientOf(name: "app" | "second"): LabClient {
    const client = clients[name] ?? createLabClient(tenant, parametersOf(name));
    clients = { ...clients, [name]: client };
    return client;
  }

  /** Reads what the app's client holds now. */
  async function readApp(): Promise<void> {
    const held = await clients.app?.held();
    const accessToken = held?.accessToken ?? null;
    const claims = tryDecodeToken(accessToken ?? "")?.claims ?? {};
    const tokenSub = stringClaim(claims, "sub") ?? null;
    if (accessToken !== null)
      log.redactor.learn(accessToken, { owner: letterOf(tokenSub), name: "access token" });
    const user = held?.user ? accountOf(held.user) : null;
    publish({ accessToken, readouts: { ...state.readouts, user, tokenSub } });
  }

  function letterOf(userId: string | null): "A" | "B" | null {
    if (userId === null) return null;
    if (userId === state.accounts.A?.userId) return "A";
    return userId === state.accounts.B?.userId ? "B" : null;
  }

  /** Who came by a login. The tenant's cookie is theirs, whatever becomes of the rest. */
  function arrive(as: "A" | "B", account: Account): boolean {
    session.record({ type: "logged-in-at-tenant", account });
    publish({ readouts: { ...state.readouts, cookie: account } });
    const { A } = state.accounts;
    const isRight = as === "A" ? (A?.userId ?? account.userId) === account.userId : true;
    if (!isRight || (as === "B" && account.userId === A?.userId)) {
      publish({ finding: { id: as === "A" ? "other-account" : "same-account", says: null } });
      return false;
    }
    publish({ accounts: { ...state.accounts, [as]: account } });
    return true;
  }

  async function logIn(
    { client: name, as }: Extract<SwapAct, { kind: "log-in" }>,
    popup: Window | null,
  ): Promise<boolean> {
    if (popup === null) throw new TypeError("a login without a popup");
    const client = clientOf(name);
    try {
      await logInByPopup(session, { popup, actor: as, send: client.logIn });
    } catch (error) {
      publish({ readouts: { ...state.readouts, cookie: null } });
      throw error;
    }
    const { user } = await client.held();
    if (user === null) throw new ProtocolError("response_incomplete", "the SDK holds no user");
    return arrive(as, accountOf(user));
  }

  /** Where the tenant answered by its cookie, it has said whose that is. */
  function learnCookie(): void {
    const { user } = state.readouts;
    if (user === null) return;
    session.record({ type: "logged-in-at-tenant", account: user });
    publish({ readouts: { ...state.readouts, cookie: user } });
  }

  /** @returns whether the step is done */
  async function perform(act: SwapAct, popup: Window | null): Promise<boolean> {
    switch (act.kind) {
      case "log-in":
        return await logIn(act, popup);
      case "cancel":
        return true;
      case "renew":
        await clientOf("app").renew();
        await readApp();
        if (!state.guards.has("refresh-tokens")) learnCookie();
        return true;
      case "reload":
        clients = { app: null, second: null };
        await clientOf("app").checkSession();
        await readApp();
        learnCookie();
        return true;
      case "log-out-second":
        await clients.second?.logOutHere();
        clients = { ...clients, second: null };
        return true;
      case "drop-second":
        clients = { ...clients, second: null };
        return true;
      case "compare-sub":
        if (state.readouts.tokenSub !== state.accounts.A?.userId)
          clients = { ...clients, app: null };
        return true;
    }
  }

  function actorOf(act: SwapAct): "A" | "B" | null {
    if (act.kind === "log-in") return act.as;
    if (act.kind === "renew" && state.guards.has("refresh-tokens")) return "A";
    // By cookie: whose it is decides.
    return act.kind === "renew" || act.kind === "reload"
      ? letterOf(state.readouts.cookie?.userId ?? null)
      : null;
  }

  function toTake(): LabStep | null {
    const step = next();
    if (step === null) return null;
    const { act } = step;
    return {
      actor: actorOf(act),
      expects: "success",
      isLogin: act.kind === "log-in",
      async perform(_run, popup) {
        const before = state.done;
        const isDone = await perform(act, popup);
        await readApp();
        if (isDone && state.done === before) publish({ done: before + 1 });
      },
    };
  }

  return {
    scenario,
    state: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    steps,
    next,

    /** Whose a readout is. */
    holderOf: (userId: string | null): Holder => letterOf(userId) ?? "nobody",

    /** The next step. A login opens its popup at once, inside the click. */
    async step(): Promise<void> {
      if (next() !== null) await labSteps.take();
    },

    /**
     * Begins anew, with other guards: a step that is under way is given up first. The clients are
     * dropped, and their tokens with them.
     */
    async startAgain(guards: ReadonlySet<Guard> = state.guards): Promise<void> {
      labSteps.cancel();
      await labSteps.ended();
      clients = { app: null, second: null };
      publish(begin(guards));
    },

    cancelLogin: labSteps.cancel,
  };
}

function begin(guards: ReadonlySet<Guard>): SwapState {
  return {
    guards,
    done: 0,
    isBusy: false,
    accounts: { A: null, B: null },
    readouts: { user: null, tokenSub: null, cookie: null },
    finding: null,
    accessToken: null,
  };
}
