import type { HttpRequest } from "#protocol/http.ts";

/** Something that a run changed at the tenant and has to put back. */
export type Debt = {
  /** What is left if it is not put back. */
  readonly text: string;
  /** The Management API's request that puts it back; `null` where the tenant's control API does. */
  readonly undo: HttpRequest | null;
  /** Puts it back; may be called again, and does nothing where there is nothing to put back. */
  readonly settle: () => Promise<void>;
};

/** What a run owes: noted before the change, so that a lost answer cannot hide it. */
export type Debts = ReturnType<typeof createDebts>;

/** Makes an empty list. */
export function createDebts() {
  let open: readonly Debt[] = [];

  function drop(debt: Debt): void {
    open = open.filter((other) => other !== debt);
  }

  return {
    open: () => open,
    owe: (debt: Debt): void => void (open = [...open, debt]),
    /** For what turned out not to have happened, or was put back by the run itself. */
    drop,
    /** Puts everything back, the last change first. What fails stays open. */
    async settleAll(): Promise<void> {
      for (const debt of open.toReversed()) {
        try {
          await debt.settle();
          drop(debt);
        } catch {
          // It stays open, and the page says so.
        }
      }
    },
  };
}
