import * as v from "valibot";
import { buildPolicyCall, buildRemoveCall } from "#linking/scenarios/tenant-control.ts";
import type { Control } from "#protocol/control.ts";
import { DEBTS_KEY, type Area } from "./areas.ts";

const debts = v.object({ policy: v.nullable(v.string()), userIds: v.array(v.string()) });

type Owed = v.InferOutput<typeof debts>;

const NOTHING: Owed = { policy: null, userIds: [] };

/** What this tab has to put back at a tenant that can be steered. Only names: which rules, which users. */
export type Debts = ReturnType<typeof createDebts>;

/** Keeps debts where a reload finds them, until they are paid. */
export function createDebts(area: Area, control: Control) {
  function owed(): Owed {
    try {
      const result = v.safeParse(debts, JSON.parse(area.getItem(DEBTS_KEY) ?? ""));
      return result.success ? result.output : NOTHING;
    } catch {
      return NOTHING;
    }
  }

  function write(next: Owed): void {
    const isNothing = next.policy === null && next.userIds.length === 0;
    if (isNothing) area.removeItem(DEBTS_KEY);
    else area.setItem(DEBTS_KEY, JSON.stringify(next));
  }

  async function restorePolicy(): Promise<void> {
    const { policy } = owed();
    if (policy === null) return;
    await control.change(buildPolicyCall(policy));
    write({ ...owed(), policy: null });
  }

  /** Deletes those of the users that are still there: a link leaves one where there were two. */
  async function removeUsers(userIds = owed().userIds): Promise<void> {
    if (userIds.length === 0) return;
    const users = await control.users();
    const left = users.filter(({ user_id: id }) => userIds.includes(id));
    await Promise.all(left.map(({ user_id: id }) => control.change(buildRemoveCall(id))));
    // A story that began meanwhile owes others.
    write({ ...owed(), userIds: owed().userIds.filter((id) => !userIds.includes(id)) });
  }

  return {
    /** Written down before the tenant is told, so that nothing is left behind in between. */
    // The first that is owed is what was there before everything.
    owePolicy: (policy: string) => write({ ...owed(), policy: owed().policy ?? policy }),
    oweUsers: (userIds: readonly string[]) =>
      write({ ...owed(), userIds: [...new Set([...owed().userIds, ...userIds])] }),
    restorePolicy,
    removeUsers: () => removeUsers(),
    /** @throws ProtocolError where the tenant did not do it; the debt stays then */
    async pay(): Promise<void> {
      const { userIds } = owed();
      await restorePolicy();
      await removeUsers(userIds);
    },
    /** For what was put back elsewhere. */
    forget: () => area.removeItem(DEBTS_KEY),
    /** For a page that goes away: without waiting, and without asking first who is there. */
    payAtOnce(): void {
      const { policy, userIds } = owed();
      const calls = [
        ...(policy === null ? [] : [buildPolicyCall(policy)]),
        ...userIds.map(buildRemoveCall),
      ];
      // One that is gone already is refused, which is as good.
      for (const call of calls) control.change(call).catch(() => undefined);
    },
  };
}
