import { explainFailure } from "#linking/findings/explain-failure.ts";
import type { Finding } from "#linking/findings/findings.ts";
import {
  buildCreateCall,
  buildAttackRequest,
  buildTokenCall,
  doubtsAbout,
  senderOf,
} from "#linking/attacks/attack-requests.ts";
import {
  accountsOf,
  type Act,
  type AttackRequest,
  type Accounts,
  type Attack,
  type AttackStep,
} from "#linking/attacks/attack.ts";
import { buildPolicyCall } from "#linking/scenarios/tenant-control.ts";
import type { Control } from "#protocol/control.ts";
import { ManagementApiError } from "#protocol/errors.ts";
import { readJson, sendRequest } from "#protocol/http.ts";
import { fillRequest } from "#protocol/named-request.ts";
import { parseUser, type User } from "#protocol/management.ts";
import { isRecord } from "#protocol/token.ts";
import { circumstances } from "#session/run.ts";
import type { Session } from "#session/session.ts";
import { logInAs } from "./attack-login.ts";
import { createLabSteps, type LabStep } from "./lab-steps.ts";

/** The step that the wire log knows the attacks by. */
export const ATTACK_STEP = "lab-attack";

/** How a step came out. */
export type StepResult =
  | { readonly kind: "done" }
  | { readonly kind: "skipped" }
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly isExpected: boolean;
      readonly message: string;
    }
  /** Whose user a login opened. */
  | { readonly kind: "subject"; readonly userId: string; readonly isExpected: boolean }
  /** What the careful app has against a link. */
  | { readonly kind: "judged"; readonly doubts: readonly string[] };

/** A performance as far as it went. */
export type AttackState = {
  readonly accounts: Accounts;
  readonly results: readonly StepResult[];
  readonly isPlaying: boolean;
  readonly isBusy: boolean;
  readonly finding: Finding | null;
  /** Access tokens of this performance, in memory only. */
  readonly tokens: Readonly<Partial<Record<"A" | "server", string>>>;
};

/** Performs an attack, step by step. Never throws. */
export type AttackPlayer = ReturnType<typeof createAttackPlayer>;

/**
 * Makes the player of one attack.
 *
 * @param ports.wait resolves when the next step of an attack that plays by itself may begin
 * @param ports.newTag letters and digits that make the accounts of a performance its own
 */
export function createAttackPlayer(
  session: Session,
  attack: Attack,
  { control, wait, newTag }: { control: Control; wait: () => Promise<void>; newTag: () => string },
) {
  const { ports, tenant, cleanup } = session;
  const { log } = ports;
  const listeners = new Set<() => void>();
  let state = begin();
  let plays = 0;
  let found: readonly User[] = [];
  /** Whether somebody of the attack logged in at the tenant and is still there. */
  let isCookieOurs = false;

  function begin(): AttackState {
    return {
      accounts: accountsOf(attack, newTag()),
      results: [],
      isPlaying: false,
      isBusy: false,
      finding: null,
      tokens: {},
    };
  }

  const steps = createLabSteps(session, {
    step: ATTACK_STEP,
    next: toTake,
    publish,
    finding: () => state.finding,
    stop: () => publish({ isPlaying: false }),
  });

  function publish(change: Partial<AttackState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function next(): AttackStep | null {
    return attack.steps[state.results.length] ?? null;
  }

  async function create({ who }: Extract<Act, { kind: "create" }>): Promise<StepResult> {
    const people = who.map((role) => state.accounts[role]);
    const isAnew = state.results.some(({ kind }) => kind === "answer");
    if (isAnew) await clear();
    cleanup.register({ kind: "users", userIds: people.map(({ userId }) => userId) });
    for (const person of people) await control.change(buildCreateCall(person));
    return { kind: "done" };
  }

  /** With the user goes every session at the tenant. */
  async function clear(): Promise<StepResult> {
    await cleanup.undo("users");
    if (isCookieOurs) session.record({ type: "logged-in-at-tenant", account: null });
    isCookieOurs = false;
    return { kind: "done" };
  }

  async function sign(act: Extract<Act, { kind: "token" }>): Promise<StepResult> {
    const token = await control.mint(buildTokenCall(act, state.accounts, tenant.clientId));
    const owner = act.of === "A" ? "A" : null;
    log.redactor.learn(token, { owner, name: "access token" });
    publish({ tokens: { ...state.tokens, [act.of]: token } });
    return { kind: "done" };
  }

  /** The tenant goes by other rules for this one request only. */
  async function under<T>(policy: string | null, action: () => Promise<T>): Promise<T> {
    if (policy === null) return await action();
    const before = await control.policy();
    if (policy === before) return await action();
    cleanup.register({ kind: "policy", policy: before });
    try {
      await control.change(buildPolicyCall(policy));
      return await action();
    } finally {
      await cleanup.undo("policy");
    }
  }

  async function send(act: Extract<Act, { kind: "send" }>, run: number): Promise<StepResult> {
    const sender = senderOf(act.request);
    ports.setLane(sender === "A" ? "app" : "server");
    const token = state.tokens[sender] ?? "";
    const request = fillRequest(buildAttackRequest(tenant, act.request, state.accounts, token));
    const { status, body } = await under(act.policy, async () => {
      const response = await sendRequest(ports.fetch, request);
      return { status: response.status, body: await readJson(response) };
    });
    const message = messageOf(body);
    if (act.request === "find") found = usersIn(body);
    if (status >= 400) {
      const error = new ManagementApiError(status, "", message, null);
      log.explain(run, explainFailure(error, { ...circumstances(session), bearer: token }).id);
    }
    return { kind: "answer", status, isExpected: status === act.expects, message };
  }

  async function logIn(
    { as }: Extract<Act, { kind: "login" }>,
    popup: Window | null,
  ): Promise<StepResult> {
    if (popup === null) throw new TypeError("a login without a popup");
    isCookieOurs = true;
    const { userId } = await logInAs(session, { role: as, person: state.accounts[as], popup });
    return { kind: "subject", userId, isExpected: userId === state.accounts.A.userId };
  }

  function perform(
    act: Act,
    { run, popup }: { run: number; popup: Window | null },
  ): Promise<StepResult> | StepResult {
    switch (act.kind) {
      case "create":
        return create(act);
      case "token":
        return sign(act);
      case "send":
        return send(act, run);
      case "login":
        return logIn(act, popup);
      case "check":
        return { kind: "judged", doubts: doubtsAbout(found) };
      case "clear":
        return clear();
    }
  }

  function toTake(): LabStep | null {
    const step = next();
    if (step === null) return null;
    const { act } = step;
    return {
      actor: act.kind === "login" ? act.as : act.kind === "send" ? actorOf(act.request) : null,
      expects: act.kind === "send" && act.expects >= 400 ? "refusal" : "success",
      isLogin: act.kind === "login",
      async perform(run, popup) {
        const result = await perform(act, { run, popup });
        const isAsSaid = !("isExpected" in result) || result.isExpected;
        publish({
          results: [...state.results, result],
          isPlaying: state.isPlaying && isAsSaid,
        });
      },
    };
  }

  async function startAgain(): Promise<void> {
    publish({ isPlaying: false });
    steps.cancel();
    await steps.ended();
    try {
      await cleanup.undo("policy");
      await clear();
      publish(begin());
    } catch (error) {
      publish({ finding: explainFailure(error, circumstances(session)) });
    }
  }

  return {
    state: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    next,
    pause: () => publish({ isPlaying: false }),

    /** Plays on until the reader is asked for a login, something goes wrong, or the attack is over. */
    async play(): Promise<void> {
      if (state.isPlaying) return;
      publish({ isPlaying: true, finding: null });
      const mine = (plays += 1);
      // Paused and played again, there is another that goes on.
      const goesOn = () => state.isPlaying && state.finding === null && plays === mine;
      while (goesOn() && next() !== null && next()?.act.kind !== "login") {
        if (!(await steps.take())) break;
        if (goesOn() && next() !== null) await wait();
      }
      if (plays === mine) publish({ isPlaying: false });
    },

    /** The next step. A login opens its popup at once, inside the click. */
    step: async (): Promise<void> => {
      await steps.take();
    },

    /** Goes past a login. */
    skip: () => {
      if (next()?.act.kind === "login" && !steps.isUnderWay())
        publish({ results: [...state.results, { kind: "skipped" }] });
    },

    startAgain,
    cancelLogin: steps.cancel,
  };
}

/** Whose colour a request has: the server has none. */
function actorOf(request: AttackRequest): "A" | null {
  return senderOf(request) === "A" ? "A" : null;
}

function messageOf(body: unknown): string {
  const message = isRecord(body) ? body["message"] : null;
  return typeof message === "string" ? message : "";
}

function usersIn(body: unknown): readonly User[] {
  return Array.isArray(body) ? body.map(parseUser).filter((user) => user !== null) : [];
}
