import type { NamedRequest } from "#protocol/named-request.ts";
import type { LinkName, LinkNames } from "./link-names.ts";

/** Something that a run changed at the tenant and has to put back. */
export type Debt = {
  /** What is left if it is not put back. */
  readonly text: string;
  /** The Management API's request that puts it back; `null` where the tenant's control API does. */
  readonly undo: (() => NamedRequest) | null;
  /** Whether it can be put back now: a request of the API takes A's access token. */
  readonly canSettle: () => boolean;
  /** The accounts that may be linked, for the next page; `null` where the debt is of another kind. */
  readonly link: LinkName | null;
  /** Puts it back; may be called again, and does nothing where there is nothing to put back. */
  readonly settle: () => Promise<void>;
};

/** A debt, and why it could not be paid when that was tried last. */
export type OpenDebt = Debt & { readonly because: string | null };

/** What a run owes: noted before the change, so that a lost answer cannot hide it. */
export type Debts = ReturnType<typeof createDebts>;

/** Makes an empty list. Links are written down by name as long as they are owed. */
export function createDebts(names: LinkNames) {
  const open = new Map<Debt, string | null>();

  function keep(): void {
    names.save([...open.keys()].flatMap(({ link }) => (link === null ? [] : [link])));
  }

  function drop(debt: Debt): void {
    open.delete(debt);
    keep();
  }

  return {
    open: (): readonly OpenDebt[] => [...open].map(([debt, because]) => ({ ...debt, because })),
    owe(debt: Debt): void {
      open.set(debt, null);
      keep();
    },
    /** For what turned out not to have happened, or was put back by the run itself. */
    drop,
    /** For what the reader put back elsewhere. */
    dropAll(): void {
      open.clear();
      keep();
    },
    /** Puts everything back, the last change first. What fails stays open, with the reason. */
    async settleAll(): Promise<void> {
      for (const debt of [...open.keys()].toReversed()) {
        try {
          await debt.settle();
          drop(debt);
        } catch (error) {
          open.set(debt, error instanceof Error ? error.message : "It failed.");
        }
      }
    },
  };
}
