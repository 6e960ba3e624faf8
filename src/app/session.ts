import { explainFailure, type Finding, type FindingId } from "#linking/findings.ts";
import { accountOf, type Account } from "#linking/account.ts";
import type { StepId } from "#linking/journey.ts";
import {
  advance,
  linkedIdentities,
  type Occurrence,
  type Walkthrough,
} from "#linking/walkthrough.ts";
import { createCodeSignIn, createPopupSignIn } from "#login/code-sign-in.ts";
import { createImplicitSignIn } from "#login/implicit-sign-in.ts";
import type { RedirectSignIn } from "#login/sign-in.ts";
import {
  primaryAuthorization,
  secondaryAuthorization,
  type AuthorizationParameters,
  type Grant,
} from "#protocol/authorization.ts";
import { discover } from "#protocol/discovery.ts";
import { verifyIdToken } from "#protocol/id-token.ts";
import { getUser, linkIdentity, unlinkIdentity, type Identity } from "#protocol/management.ts";
import { LINKING_SCOPE } from "#protocol/scope.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { decodeToken } from "#protocol/token.ts";
import type { Actor } from "#wire/event.ts";
import type { WireLog } from "#wire/log.ts";
import { paths } from "./paths.ts";
import type { Storage } from "./storage.ts";

/** What is under way. One thing at a time. */
export type Busy =
  | "tenant"
  | "leaving"
  | "callback"
  | "popup"
  | "linking"
  | "reading"
  | "unlinking";

/** A finding, and the step it happened in. */
export type StepFinding = Finding & { readonly step: StepId; readonly came: Account | null };

/** All that the pages show. */
export type SessionState = {
  readonly walkthrough: Walkthrough;
  readonly busy: Busy | null;
  readonly finding: StepFinding | null;
};

/** The session of this tab: its state, and everything a reader can do. Actions never throw. */
export type Session = ReturnType<typeof createSession>;

/**
 * Why A logs in: for the first time, to be somebody (else) again, or to return as the account that
 * is known as A. All but the first ask for a fresh login, since the tenant's cookie may be B's.
 */
export type SignInPurpose = "first" | "again" | "return";

type Ports = {
  readonly tenant: Tenant;
  readonly log: WireLog;
  readonly storage: Storage;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  readonly appOrigin: string;
  readonly openPopup: () => Window | null;
  readonly setActor: (actor: Actor | null) => void;
};

const LEAVING_MS = 10_000;

/** Makes the session. It is the one place where effects meet the pure rules of `linking`. */
export function createSession(ports: Ports) {
  const { tenant, log, storage } = ports;
  const redirectUri = ports.appOrigin + paths.callback;
  const listeners = new Set<() => void>();
  let state: SessionState = { walkthrough: storage.loadWalkthrough(), busy: null, finding: null };
  let popup: Window | null = null;

  function publish(change: Partial<SessionState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function record(occurrence: Occurrence): void {
    const walkthrough = advance(state.walkthrough, occurrence);
    storage.saveWalkthrough(walkthrough);
    publish({ walkthrough });
  }

  function refuse(step: StepId, id: FindingId, came: Account | null = null): void {
    publish({ finding: { id, says: null, step, came } });
  }

  /** Runs one action: alone, for one account's colour, with every failure explained. */
  async function run(
    step: StepId,
    busy: Busy,
    actor: Actor | null,
    action: () => Promise<void>,
  ): Promise<void> {
    if (state.busy !== null) return;
    publish({ busy, finding: null });
    ports.setActor(actor);
    try {
      await action();
    } catch (error) {
      publish({ finding: { ...explainFailure(error), step, came: null } });
    } finally {
      ports.setActor(null);
      publish({ busy: null });
    }
  }

  /** A page that a browser goes to; its answer comes back by other ways. */
  function recordVisit(actor: Actor, url: string): number {
    return log.start({ actor, kind: "page", method: "GET", url });
  }

  function authorizationFor(grant: Grant, purpose: SignInPurpose): AuthorizationParameters {
    const known = state.walkthrough.primary?.account ?? null;
    const loginHint = purpose === "return" ? (known?.email ?? null) : null;
    const again = purpose === "first" ? undefined : { loginHint };
    return primaryAuthorization(tenant, grant, redirectUri, again);
  }

  function signInWith(grant: Grant): RedirectSignIn {
    return grant === "code" ? createCodeSignIn(tenant) : createImplicitSignIn(tenant);
  }

  async function readUser(): Promise<void> {
    const tokens = state.walkthrough.primary?.tokens;
    if (!tokens) return;
    const userId = subjectOf(tokens.accessToken);
    const { accessToken } = tokens;
    record({
      type: "user-read",
      user: await getUser(ports.fetch, tenant, { userId, accessToken }),
    });
  }

  return {
    state: () => state,
    tenant,
    authorizationFor,
    secondaryAuthorization: () => secondaryAuthorization(redirectUri),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    readTenant: () =>
      run("tenant", "tenant", null, async () => {
        const { keys } = await discover(ports.fetch, tenant);
        record({ type: "tenant-read", keys });
      }),

    /** Leaves for the tenant's login, to come back to a step. */
    signIn: (grant: Grant, returnTo: StepId, purpose: SignInPurpose) =>
      run(returnTo, "leaving", "A", async () => {
        const known = state.walkthrough.primary?.account ?? null;
        const parameters = authorizationFor(grant, purpose);
        storage.savePending({ grant, returnTo, expected: purpose === "return" ? known : null });
        await signInWith(grant).begin(parameters, (url) => {
          recordVisit("A", url);
        });
        await leaving();
      }),

    /** Reads the answer of a login and says which step goes on. */
    async finishSignIn(callback: string): Promise<StepId> {
      const pending = storage.takePending();
      const returnTo = pending?.returnTo ?? "primary";
      await run(returnTo, "callback", "A", async () => {
        endVisit(log, callback);
        const grant = pending?.grant ?? "code";
        const answer = await signInWith(grant).finish(callback, LINKING_SCOPE);
        const account = accountOf(decodeToken(answer.idToken).claims);
        if (pending?.expected && pending.expected.userId !== account.userId) {
          refuse(returnTo, "other-account", account);
          return;
        }
        log.redactor.learn(answer.accessToken, { owner: "A", name: "access token" });
        log.redactor.learn(answer.idToken, { owner: "A", name: "ID token" });
        record({
          type: "primary-signed-in",
          account,
          grant,
          tokens: {
            accessToken: answer.accessToken,
            idToken: answer.idToken,
            requestedScope: LINKING_SCOPE,
            grantedScope: answer.scope,
          },
        });
        await readUser();
      });
      return returnTo;
    },

    /** Opens the popup at once, inside the click, then lets the SDK send it on. */
    proveSecondary: async () => {
      // Else a popup would open that nothing ever sends on.
      if (state.busy !== null) return;
      const opened = ports.openPopup();
      await run("secondary", "popup", "B", async () => {
        if (opened === null) {
          refuse("secondary", "popup-blocked");
          return;
        }
        popup = opened;
        let visit = 0;
        try {
          const idToken = await createPopupSignIn(tenant).prove(
            secondaryAuthorization(redirectUri),
            opened,
            (url) => (visit = recordVisit("B", url)),
          );
          log.end(visit, { state: "answered" });
          adoptProof(idToken);
        } finally {
          log.end(visit, { state: "cancelled" });
          popup = null;
          if (!opened.closed) opened.close();
        }
      });
    },

    cancelPopup: () => popup?.close(),

    seeChecks: () => {
      if (!state.walkthrough.hasSeenChecks) record({ type: "checks-seen" });
    },

    seeChange: () => {
      if (!state.walkthrough.hasSeenChange) record({ type: "change-seen" });
    },

    /** Verifies B's ID token, reads A, links, and reads A again to show what changed. */
    link: () =>
      run("link", "linking", "A", async () => {
        const { keys, primary, secondary } = state.walkthrough;
        if (!keys || !primary?.tokens || !secondary?.idToken) return;
        const linkWith = await verifyIdToken(secondary.idToken, {
          issuer: tenant.issuer,
          clientId: tenant.clientId,
          keys,
          now: ports.now(),
        });
        const { accessToken } = primary.tokens;
        const userId = subjectOf(accessToken);
        if (linkWith.userId === userId) {
          refuse("link", "same-account");
          return;
        }
        const before = await getUser(ports.fetch, tenant, { userId, accessToken });
        const options = { userId, accessToken, linkWith };
        const identities = await linkIdentity(ports.fetch, tenant, options);
        record({ type: "linked", before, identities });
        try {
          await readUser();
        } catch {
          refuse("link", "linked-not-read");
        }
      }),

    readUser: (step: StepId) => run(step, "reading", "A", readUser),

    unlink: (identity: Identity) =>
      run("unlink", "unlinking", "A", async () => {
        const tokens = state.walkthrough.primary?.tokens;
        if (!tokens) return;
        const { accessToken } = tokens;
        const userId = subjectOf(accessToken);
        const options = { userId, accessToken, identity };
        const identities = await unlinkIdentity(ports.fetch, tenant, options);
        record({ type: "unlinked", identity, identities });
      }),

    startOver: () => {
      if (state.busy !== null) return;
      log.clear();
      record({ type: "started-over" });
      publish({ finding: null });
    },

    /** A page that comes back from the browser's cache is no longer leaving. */
    comeBack: () => {
      if (state.busy === "leaving") publish({ busy: null });
    },
  };

  function adoptProof(idToken: string): void {
    const account = accountOf(decodeToken(idToken).claims);
    if (account.userId === state.walkthrough.primary?.account.userId) {
      const isLinked = linkedIdentities(state.walkthrough).length > 0;
      refuse("secondary", isLinked ? "already-linked-pair" : "same-account", account);
      return;
    }
    log.redactor.learn(idToken, { owner: "B", name: "ID token" });
    record({ type: "secondary-proved", account, idToken });
  }
}

function subjectOf(accessToken: string): string {
  return accountOf(decodeToken(accessToken).claims).userId;
}

/** Keeps the button busy while the page goes away, and gives it back where it never goes. */
function leaving(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LEAVING_MS));
}

/** Ends the visit that left for the tenant, and logs what came back in the callback's URL. */
function endVisit(log: WireLog, callback: string): void {
  const visit = log.events().findLast((event) => event.kind === "page" && event.state === "sent");
  if (visit) log.end(visit.id, { state: "answered", status: 302, headers: { Location: callback } });
}
