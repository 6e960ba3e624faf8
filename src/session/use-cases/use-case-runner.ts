import { cellKey, type UseCaseCell } from "#linking/use-cases/cells.ts";
import type { CellResult, RedactedExchange } from "#linking/use-cases/run.ts";
import { cellsOf, modeOf, type RunProgress, type CellState } from "#linking/use-cases/run-state.ts";
import { outcomeOf } from "#linking/use-cases/outcome.ts";
import { ownAccounts } from "#linking/use-cases/own-accounts.ts";
import { USE_CASES } from "#linking/use-cases/use-cases.ts";
import { discover } from "#protocol/discovery.ts";
import { verifyIdToken } from "#protocol/id-token.ts";
import type { WireEvent } from "#wire/event.ts";
import type { Busy } from "#session/presses.ts";
import type { SessionCore } from "#session/session-core.ts";
import { logRun } from "#session/log-run.ts";
import { createStore } from "#session/store.ts";
import { noteTenantSide } from "#session/tenant-notes.ts";
import { runOwnCell } from "./own-cell.ts";
import type { UseCasePorts } from "./send.ts";
import { runSteeredCell } from "./steered-cell.ts";

/** The step that the use cases have in the wire log. */
export const USE_CASES_STEP = "use-cases";

/** All that the page shows of the runs. */
export type UseCaseState = {
  readonly cells: Readonly<Record<string, CellState>>;
  /** `null` while nothing runs. */
  readonly progress: RunProgress | null;
};

/** The use cases of a tab: what they came to, and how they are run. Its actions never throw. */
export type UseCaseRunner = ReturnType<typeof createUseCaseRunner>;

/** Makes the runner of a session. */
export function createUseCaseRunner(
  core: SessionCore,
  more: Pick<UseCasePorts, "linkWithAuth0js" | "freshId">,
) {
  const { cleanup } = core;
  const ports = { ...core.ports, ...more };
  const { log } = ports;
  const store = createStore<UseCaseState>({ cells: {}, progress: null });
  const { publish } = store;

  function setCells(cells: readonly UseCaseCell[], next: CellState | null): void {
    const kept = Object.entries(store.get().cells);
    const keys = new Set(cells.map(cellKey));
    const others = kept.filter(([key]) => !keys.has(key));
    const changed = next === null ? [] : [...keys].map((key): [string, CellState] => [key, next]);
    publish({ cells: Object.fromEntries([...others, ...changed]) });
  }

  /** Sends the request of a cell, by the way that the tenant allows. */
  async function send(cell: UseCaseCell): Promise<WireEvent> {
    const { capabilities, walkthrough } = core.state();
    if (modeOf(capabilities) === "steered" && ports.control !== null)
      return await runSteeredCell(ports, ports.control, { cell, cleanup });
    const reading = ownAccounts(walkthrough, ports.now().getTime() / 1000);
    if (reading.kind === "missing") throw new Error(reading.because);
    const { accounts } = reading;
    // Nobody's account is linked by a token that the tenant did not sign.
    const { keys } =
      walkthrough.keys === null
        ? await discover(ports.fetch, ports.tenant)
        : { keys: walkthrough.keys };
    const { issuer, clientId } = ports.tenant;
    await verifyIdToken(accounts.linkWith, { issuer, clientId, keys, now: ports.now() });
    return await runOwnCell(ports, accounts, { cell, cleanup });
  }

  async function runCell(cell: UseCaseCell): Promise<CellState> {
    const expected = USE_CASES[cell.useCase].expected[cell.policy];
    if (expected.kind === "not-offered") return done(cell, null);
    const expects = expected.status >= 400 ? "refusal" : "success";
    return await logRun(ports, { step: USE_CASES_STEP, expects, actor: "A" }, async (number) => {
      try {
        const sent = await send(cell);
        // A tenant that cannot tell its side has answered all the same.
        await noteTenantSide(ports, number).catch(() => undefined);
        return done(cell, log.events().find(({ id }) => id === sent.id) ?? sent);
      } catch (error) {
        return { kind: "failed", because: error instanceof Error ? error.message : "It failed." };
      } finally {
        await cleanup.undoAll();
      }
    });
  }

  function done(cell: UseCaseCell, event: WireEvent | null): CellState {
    const result: CellResult = {
      ...cell,
      exchange: event && exchangeOf(event),
      rule: event?.tenant?.rule ?? null,
      evidence: event?.tenant?.evidence ?? null,
      outcome: outcomeOf(cell.useCase, cell.policy, event),
      at: ports.now().getTime(),
    };
    return { kind: "done", result, event: event?.id ?? null };
  }

  /** Stops after the cell that is running: what was sent cannot be taken back, only put right. */
  function cancel(): void {
    const { progress } = store.get();
    if (progress !== null) publish({ progress: { ...progress, isStopping: true } });
  }

  async function take(
    wish: { readonly busy: Busy; readonly of: string },
    cells: readonly UseCaseCell[],
  ): Promise<void> {
    await core.press({
      wish: { ...wish, step: USE_CASES_STEP },
      atOnce: () => setCells(cells, { kind: "waiting" }),
      drop: () => setCells(cells, null),
      stop: cancel,
      work: () => run(cells),
    });
  }

  async function run(cells: readonly UseCaseCell[]): Promise<void> {
    publish({ progress: { done: 0, total: cells.length, isStopping: false } });
    for (const [index, cell] of cells.entries()) {
      // What is left over must not grow, and a run that is to stop stops before the next request.
      if (store.get().progress?.isStopping === true || cleanup.left().length > 0) break;
      setCells([cell], { kind: "running" });
      setCells([cell], await runCell(cell));
      const isStopping = store.get().progress?.isStopping ?? false;
      publish({ progress: { done: index + 1, total: cells.length, isStopping } });
    }
    setCells(
      cells.filter((cell) => store.get().cells[cellKey(cell)]?.kind === "waiting"),
      null,
    );
    publish({ progress: null });
  }

  async function undoLeft(): Promise<void> {
    const logged = { step: USE_CASES_STEP, expects: "success", actor: "A" } as const;
    await logRun(ports, logged, cleanup.undoAll);
  }

  return {
    state: store.get,
    subscribe: store.subscribe,
    runAll: () =>
      take({ busy: "use-cases", of: "all" }, cellsOf(modeOf(core.state().capabilities))),
    runCell: (cell: UseCaseCell) => take({ busy: "cell", of: cellKey(cell) }, [cell]),
    cancel,
    /** Tries again to put back what is left. */
    undoLeft: async (): Promise<void> => {
      await core.press({ wish: { busy: "undoing", step: USE_CASES_STEP }, work: undoLeft });
    },
  };
}

/** What is taken out of the wire log for a result and its export. */
function exchangeOf(event: WireEvent): RedactedExchange {
  const { method, url, requestBody, status, responseBody } = event;
  return { method, url, requestBody, status, responseBody };
}
