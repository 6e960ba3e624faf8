import * as v from "valibot";
import { WALKTHROUGH_KEY, type Area } from "./areas.ts";
import type { Account } from "#linking/walkthrough/account.ts";
import { FINDING_IDS } from "#linking/findings/findings.ts";
import { UNTOUCHED, withoutTokens, type Walkthrough } from "#linking/walkthrough/state.ts";
import { STEP_IDS, type StepId } from "#linking/walkthrough/journey.ts";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import { parseKeySet } from "#protocol/discovery.ts";
import { parseIdentity, parseUser } from "#protocol/management.ts";
import type { WireEvent } from "#wire/event.ts";
import { registeredUndos, type RegisteredUndo } from "./undo.ts";
import { authorizationParameters, parseChoices, type Choices } from "./choices.ts";

const WIRE = "linklab.wire";
const PENDING = "linklab.sign-in";
const CHOICES = "linklab.choices";
const CLEANUP = "linklab.cleanup";
const LOGGING_OUT = "linklab.logging-out";
const LAST_STEP = "linklab.step";
const CLIENTS = "linklab.clients";

/** Where auth0-spa-js keeps state, nonce and code verifier of a client's login: it has no call to forget them. */
const TRANSACTION = "a0.spajs.txs.";

/** How much of the wire a reload keeps: a store is small, and what is older was read. */
const KEPT_EVENTS = 200;

const account = v.object({
  userId: v.string(),
  name: v.string(),
  email: v.nullable(v.string()),
  isEmailVerified: v.boolean(),
});

const step = v.picklist(STEP_IDS);
const attempt = v.object({
  status: v.number(),
  message: v.string(),
  finding: v.nullable(v.picklist(FINDING_IDS)),
  login: v.number(),
});

const stored = v.object({
  keys: v.unknown(),
  primary: v.nullable(v.object({ account, request: authorizationParameters })),
  logins: v.number(),
  oldWay: v.nullable(attempt),
  secondary: v.nullable(v.object({ account, request: authorizationParameters, user: v.unknown() })),
  user: v.unknown(),
  change: v.nullable(v.object({ before: v.unknown(), after: v.unknown() })),
  renewals: v.number(),
  hasSeenChecks: v.boolean(),
  hasSeenChange: v.boolean(),
  linkedLogin: v.nullable(account),
  dangerous: v.nullable(attempt),
  unlinked: v.unknown(),
  cookie: v.nullable(account),
});

const pendingSignIn = v.object({
  parameters: authorizationParameters,
  returnTo: step,
  expected: v.nullable(account),
  state: v.nullable(v.string()),
  isTaken: v.boolean(),
});

const clients = v.fallback(v.array(v.string()), []);

/** A sign-in that left the page: how it goes on when it comes back. */
export type PendingSignIn = {
  readonly parameters: AuthorizationParameters;
  readonly returnTo: v.InferOutput<typeof step>;
  /** The account that is to come back, where the reader logs in again as the same one. */
  readonly expected: Account | null;
  /** `state` of the request, once the SDK has chosen it: an answer with another is not looked at. */
  readonly state: string | null;
  /** Whether its answer came, and is being read. */
  readonly isTaken: boolean;
};

/** What survives a reload and a redirect in this tab. Tokens never get here. */
export type Storage = ReturnType<typeof createStorage>;

/** Makes the app's only door to `sessionStorage`. What is read back is checked like any input. */
export function createStorage(area: Area) {
  const loadClients = () => v.parse(clients, read(area, CLIENTS));

  return {
    saveWalkthrough: (state: Walkthrough) => write(area, WALKTHROUGH_KEY, withoutTokens(state)),
    loadWalkthrough: () => restore(read(area, WALKTHROUGH_KEY)),
    saveChoices: (choices: Choices) => write(area, CHOICES, choices),
    loadChoices: () => parseChoices(read(area, CHOICES)),
    saveWire: (events: readonly WireEvent[]) => write(area, WIRE, events.slice(-KEPT_EVENTS)),
    loadWire: () => read(area, WIRE),
    savePending: (pending: PendingSignIn) => write(area, PENDING, pending),
    loadPending(): PendingSignIn | null {
      const result = v.safeParse(pendingSignIn, read(area, PENDING));
      return result.success ? result.output : null;
    },
    /** A pending sign-in is good for one answer. */
    forgetPending: () => area.removeItem(PENDING),
    saveCleanup(undos: readonly RegisteredUndo[]): void {
      if (undos.length === 0) area.removeItem(CLEANUP);
      else write(area, CLEANUP, undos);
    },
    loadCleanup(): readonly RegisteredUndo[] {
      const result = v.safeParse(registeredUndos, read(area, CLEANUP));
      return result.success ? result.output : [];
    },
    /** The step that the reader looked at last. */
    saveStep: (id: StepId) => write(area, LAST_STEP, id),
    loadStep(): StepId | null {
      const result = v.safeParse(step, read(area, LAST_STEP));
      return result.success ? result.output : null;
    },
    forgetStep: () => area.removeItem(LAST_STEP),
    /** A client that logs in: its SDK leaves cookies in the browser. Empty for auth0.js, whose cookies name none. */
    addClient: (id: string) => write(area, CLIENTS, [...new Set([...loadClients(), id])]),
    /** Those of this tab, without their logins under way. Good for one answer. */
    takeClients(): readonly string[] {
      const ids = loadClients();
      for (const key of [CLIENTS, ...ids.map((id) => TRANSACTION + id)]) area.removeItem(key);
      return ids;
    },
    saveLoggingOut: () => write(area, LOGGING_OUT, true),
    /** Whether this tab left to log out. Good for one answer, too. */
    takeLoggingOut(): boolean {
      const isLoggingOut = read(area, LOGGING_OUT) === true;
      area.removeItem(LOGGING_OUT);
      return isLoggingOut;
    },
  };
}

function restore(value: unknown): Walkthrough {
  const result = v.safeParse(stored, value);
  if (!result.success) return UNTOUCHED;
  const { keys, primary, secondary, user, change, unlinked, ...seen } = result.output;
  const before = parseUser(change?.before);
  return {
    ...seen,
    keys: parseKeySet(keys),
    primary: primary && { ...primary, tokens: null },
    secondary: secondary && {
      ...secondary,
      idToken: null,
      user: parseUser(secondary.user),
    },
    user: parseUser(user),
    change: before && { before, after: parseUser(change?.after) },
    unlinked: parseIdentity(unlinked),
  };
}

function read(area: Area, key: string): unknown {
  const text = area.getItem(key);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function write(area: Area, key: string, value: unknown): void {
  try {
    area.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden store costs the reader a reload's memory, nothing else.
  }
}
