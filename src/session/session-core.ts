import type { Account } from "#linking/walkthrough/account.ts";
import type { Finding, FindingId } from "#linking/findings/findings.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { advance, type Occurrence, type Walkthrough } from "#linking/walkthrough/state.ts";
import {
  NO_CAPABILITIES,
  UNKNOWN_CAPABILITIES,
  type Control,
  type TenantCapabilities,
} from "#protocol/control.ts";
import type { CreateSignIn, SignIn } from "#login/sign-in.ts";
import { grantOf, type AuthorizationParameters } from "#protocol/authorization.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { Actor } from "#wire/event.ts";
import type { WireLog } from "#wire/log.ts";
import type { Choices } from "./choices.ts";
import { lackOf, type Busy } from "./presses.ts";
import type { MadeTokens } from "./made-tokens.ts";
import type { Storage } from "./storage.ts";
import { createStore } from "./store.ts";
import { createCleanup, type Left } from "./cleanup.ts";
import { createTurns, NO_TURNS, type TurnState } from "./turns.ts";
import { createWaits } from "./waits.ts";

/** A finding, and the step it happened in. */
export type StepFinding = Finding & {
  readonly step: StepId;
  readonly came: Account | null;
  /** When to send again, in milliseconds since the epoch, where the tenant said so. */
  readonly retryAt: number | null;
  /** What was under way when it came. */
  readonly during: Busy | null;
};

/** All that the pages show. */
export type SessionState = TurnState & {
  readonly walkthrough: Walkthrough;
  readonly choices: Choices;
  readonly capabilities: TenantCapabilities;
  readonly finding: StepFinding | null;
  /** Tokens that were made for a scenario; in memory only. */
  readonly made: MadeTokens | null;
  /** What could not be put back at the tenant. */
  readonly left: readonly Left[];
};

/** What is known of a finding beside the failure itself. */
export type Around = Pick<StepFinding, "came" | "retryAt">;

/** What the session reaches the world by. */
export type SessionPorts = {
  readonly tenant: Tenant;
  /** The way to steer the tenant, where it has one. */
  readonly control: Control | null;
  readonly log: WireLog;
  readonly storage: Storage;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  readonly isOnline: () => boolean;
  /** The look that was chosen for the page; empty where the system decides. */
  readonly colorScheme: () => "light" | "dark" | "";
  /** Where the app lies, without a slash at its end: its origin, or a path there. */
  readonly appUrl: string;
  /** The SDK for a login. */
  readonly signInWith: CreateSignIn;
  /** @param isEmpty for auth0.js, which empties it again */
  readonly openPopup: (isEmpty: boolean) => Window | null;
  /** Ends a navigation that is under way. */
  readonly stayHere: () => void;
  readonly setActor: (actor: Actor | null) => void;
  /** Whose request the next one is: the page's own, or one of the server that the page plays. */
  readonly setLane: (lane: "app" | "server") => void;
};

/** The session's state and the few ways to change it. The actions are loaded with the pages that act. */
export type SessionCore = ReturnType<typeof createSessionCore>;

/** Makes the state of this tab's session from what an earlier page stored. */
export function createSessionCore(ports: SessionPorts) {
  const waits = createWaits();
  const store = createStore<SessionState>({
    walkthrough: ports.storage.loadWalkthrough(),
    choices: ports.storage.loadChoices(),
    capabilities: ports.control === null ? NO_CAPABILITIES : UNKNOWN_CAPABILITIES,
    ...NO_TURNS,
    finding: null,
    made: null,
    left: [],
  });
  const { publish } = store;
  const cleanup = createCleanup(ports, {
    accessTokenOf(userId) {
      const { primary } = store.get().walkthrough;
      return primary?.account.userId === userId ? (primary.tokens?.accessToken ?? null) : null;
    },
    publish: (left) => publish({ left }),
  });
  publish({ left: cleanup.left() });
  const { release, ...turns } = createTurns({
    publish,
    lackOf: (wish) => lackOf(wish, store.get().walkthrough),
    waits,
  });

  function explain(
    step: StepId,
    finding: Finding,
    { came = null, retryAt = null }: Partial<Around> = {},
  ): void {
    publish({ finding: { ...finding, step, came, retryAt, during: store.get().busy } });
  }

  return {
    ports,
    /** The SDK for a login. Its client is remembered where the SDK leaves something in the browser. */
    signInWith: (parameters: AuthorizationParameters): SignIn => {
      ports.storage.addClient(grantOf(parameters) === "code" ? parameters.client_id : "");
      return ports.signInWith(ports.tenant, parameters);
    },
    /** Sends what the reader can stop waiting for. */
    fetch: (input: string, init?: RequestInit): Promise<Response> =>
      ports.fetch(input, { ...init, signal: waits.signal() }),
    orStopped: waits.orStopped,
    stopWaiting: waits.stop,
    ...turns,
    cleanup,
    explain,
    tenant: ports.tenant,
    state: store.get,
    subscribe: store.subscribe,
    publish,
    record: (occurrence: Occurrence): void => {
      const walkthrough = advance(store.get().walkthrough, occurrence);
      ports.storage.saveWalkthrough(walkthrough);
      publish({ walkthrough });
    },
    choose: (change: Partial<Choices>): void => {
      const choices = { ...store.get().choices, ...change };
      ports.storage.saveChoices(choices);
      // What was explained belongs to what was broken then.
      publish(change.scenario === undefined ? { choices } : { choices, finding: null });
    },
    refuse: (step: StepId, id: FindingId, came: Account | null = null): void => {
      explain(step, { id, says: null }, { came });
    },
    /** A page that comes back from the browser's cache is no longer leaving. */
    comeBack: () => {
      if (store.get().busy !== "leaving") return;
      const run = ports.log.underWay();
      if (run !== null) ports.log.finish(run);
      release();
    },
  };
}
