import { buildRevertCalls } from "#linking/scenarios/scenario-control.ts";
import { findScenario } from "#linking/scenarios/scenarios.ts";
import { buildPolicyCall, buildRemoveCall } from "#linking/scenarios/tenant-control.ts";
import type { Control, ControlCall } from "#protocol/control.ts";
import { ManagementApiError } from "#protocol/errors.ts";
import type { Fetch } from "#protocol/http.ts";
import { buildUnlinkIdentityRequest, changeIdentities, splitUserId } from "#protocol/management.ts";
import { nameToken, type NamedRequest } from "#protocol/named-request.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { Storage } from "./storage.ts";
import type { Undo } from "./undo.ts";

/** What could not be undone, or not without a login. */
export type Left = {
  readonly undo: Undo;
  /** Why it failed when it was tried last; `null` where nobody has tried on this page. */
  readonly because: string | null;
};

/** What this tab has to put back at its tenant. */
export type Cleanup = ReturnType<typeof createCleanup>;

type Entry = Left & { readonly isLeft: boolean };

type Ports = {
  readonly tenant: Tenant;
  /** `null` where the tenant cannot be steered. */
  readonly control: Control | null;
  readonly fetch: Fetch;
  readonly storage: Pick<Storage, "loadCleanup" | "saveCleanup">;
};

/**
 * Keeps a journal of what is to be undone, where the next page of the tab finds it. What belongs to
 * other tenants stays in it untouched.
 *
 * @param options.accessTokenOf the access token of the user of this ID, where A is logged in as that
 * @param options.publish is told when what is left has changed
 */
export function createCleanup(
  ports: Ports,
  {
    accessTokenOf,
    publish,
  }: {
    accessTokenOf: (userId: string) => string | null;
    publish: (left: readonly Left[]) => void;
  },
) {
  const { storage, tenant } = ports;
  const stored = storage.loadCleanup();
  const elsewhere = stored.filter((one) => one.tenant !== tenant.origin);
  let turn: Promise<void> | null = null;
  let entries: readonly Entry[] = stored
    .filter((one) => one.tenant === tenant.origin)
    .map(({ undo }) => ({ undo, because: null, isLeft: undo.kind === "link" }));

  function write(next: readonly Entry[]): void {
    entries = next;
    const own = entries.map(({ undo }) => ({ tenant: tenant.origin, undo }));
    storage.saveCleanup([...elsewhere, ...own]);
    publish(left());
  }

  function left(): readonly Left[] {
    return entries.filter(({ isLeft }) => isLeft).map(({ undo, because }) => ({ undo, because }));
  }

  function forget(undo: Undo): void {
    write(entries.filter((entry) => entry.undo !== undo));
  }

  async function change(calls: readonly ControlCall[]): Promise<void> {
    if (ports.control === null) throw new Error("This tenant cannot be steered.");
    for (const call of calls) await ports.control.change(call);
  }

  async function removeUsers(userIds: readonly string[]): Promise<void> {
    // A link leaves one where there were two.
    const users = (await ports.control?.users()) ?? [];
    const there = users.filter(({ user_id: id }) => userIds.includes(id));
    await change(there.map(({ user_id: id }) => buildRemoveCall(id)));
  }

  async function unlink(link: Extract<Undo, { kind: "link" }>): Promise<void> {
    if (accessTokenOf(link.userId) === null) throw new Error(`Log in as ${link.userId} first.`);
    try {
      await changeIdentities(ports.fetch, buildUnlink(link));
    } catch (error) {
      // A has no such identity: it was never linked, or is unlinked already.
      if (!(error instanceof ManagementApiError) || error.statusCode !== 404) throw error;
    }
  }

  function buildUnlink({ userId, secondaryUserId }: Extract<Undo, { kind: "link" }>): NamedRequest {
    return buildUnlinkIdentityRequest(tenant, {
      userId,
      bearer: nameToken("A", "access token", accessTokenOf(userId)),
      identity: splitUserId(secondaryUserId),
    });
  }

  function perform(undo: Undo): Promise<void> {
    switch (undo.kind) {
      case "scenario": {
        const scenario = findScenario(undo);
        return change(scenario === null ? [] : buildRevertCalls(scenario, undo.owners));
      }
      case "policy":
        return change([buildPolicyCall(undo.policy)]);
      case "users":
        return removeUsers(undo.userIds);
      case "link":
        return unlink(undo);
    }
  }

  /**
   * One thing after another: an undo under way must not end what is made after it. At once where
   * nothing is under way, since a page that goes away has no later.
   */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn === null ? work() : turn.then(work);
    const ended = done
      .catch(() => undefined)
      .finally(() => {
        if (turn === ended) turn = null;
      });
    turn = ended;
    return done;
  }

  /** Tries all, also after one that failed. What is registered meanwhile is not undone. */
  async function performAll(kinds: readonly Undo["kind"][]): Promise<void> {
    const failures: unknown[] = [];
    for (const { undo } of entries.filter((entry) => kinds.includes(entry.undo.kind)).toReversed())
      try {
        await perform(undo);
        forget(undo);
      } catch (error) {
        failures.push(error);
        const because = error instanceof Error ? error.message : "It failed.";
        write(entries.map((one) => (one.undo === undo ? { undo, because, isLeft: true } : one)));
      }
    if (failures.length > 0) throw failures[0];
  }

  return {
    inTurn,
    left,
    /** Before the change, so that nothing is left behind in between, nor hidden by a lost answer. */
    register(undo: Undo): void {
      // The first policy is what was there before everything.
      const isKnown =
        undo.kind === "policy" && entries.some((entry) => entry.undo.kind === "policy");
      if (!isKnown) write([...entries, { undo, because: null, isLeft: false }]);
    },
    /** For what turned out not to have happened, or was undone otherwise. The very object. */
    forget,
    /** For what the reader undid elsewhere. */
    forgetAll: () => write([]),
    /**
     * Undoes all of these kinds, the last first. What fails stays registered, with the reason.
     *
     * @throws the error of the first that failed, as `Control.change` and `changeIdentities` do
     */
    async undo(...kinds: readonly Undo["kind"][]): Promise<void> {
      if (entries.some(({ undo }) => kinds.includes(undo.kind)))
        await inTurn(() => performAll(kinds));
    },
    /** Undoes everything; what fails is what is left. */
    undoAll: (): Promise<void> =>
      inTurn(() => performAll(["scenario", "policy", "users", "link"])).catch(() => undefined),
    /**
     * For a page that goes away in the middle of a run: without waiting, and without asking first who
     * is there. It stays registered, and the next page makes sure.
     */
    undoAtOnce(): void {
      for (const { undo } of entries.toReversed()) {
        if (undo.kind === "policy") change([buildPolicyCall(undo.policy)]).catch(() => undefined);
        // One that is gone already is refused, which is as good.
        if (undo.kind === "users")
          for (const id of undo.userIds) change([buildRemoveCall(id)]).catch(() => undefined);
      }
    },
    /** Whether it can be undone now: to unlink takes A's access token. */
    canUndo: (undo: Undo): boolean => undo.kind !== "link" || accessTokenOf(undo.userId) !== null,
    /** The Management API's request that undoes it; `null` where the control API does. */
    requestOf: (undo: Undo): NamedRequest | null =>
      undo.kind === "link" ? buildUnlink(undo) : null,
  };
}
