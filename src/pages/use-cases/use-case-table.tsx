import { cellKey, POLICIES, POLICY_TITLES, type UseCaseCell } from "#linking/use-cases/cells.ts";
import type { RunMode, CellState } from "#linking/use-cases/run-state.ts";
import { USE_CASES, type UseCaseNumber } from "#linking/use-cases/use-cases.ts";
import styles from "./use-cases.module.css";
import { Cell } from "./cell.tsx";
import { UseCaseRow } from "./use-case-row.tsx";

/** The guide's table with an answer in each cell. On a small screen each row is a card. */
export function UseCaseTable({
  cells,
  mode,
  linked,
  shown,
  onOpen,
  onRun,
}: {
  cells: Readonly<Record<string, CellState>>;
  mode: RunMode;
  /** The row that the address names. */
  linked: UseCaseNumber | null;
  /** The event that the wire shows. */
  shown: number | null;
  onOpen: (event: number) => void;
  /** `null` where nothing can be run. */
  onRun: ((cell: UseCaseCell) => void) | null;
}) {
  return (
    <table className={styles["table"]}>
      <caption className="visually-hidden">
        The guide’s nine use cases, before October 2018 and today
      </caption>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Use case</th>
          <th scope="col">The guide says</th>
          {POLICIES.map((policy) => (
            <th key={policy} scope="col">
              {POLICY_TITLES[policy]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Object.values(USE_CASES).map((row) => (
          <UseCaseRow key={row.number} row={row} isLinked={linked === row.number}>
            {POLICIES.map((policy) => {
              const cell = { useCase: row.number, policy };
              const state = cells[cellKey(cell)];
              const event = state?.kind === "done" ? state.event : null;
              return (
                <td key={policy} className={styles["answer"]}>
                  <span className={styles["label"]}>{POLICY_TITLES[policy]}</span>
                  <Cell
                    cell={cell}
                    state={state}
                    mode={mode}
                    isShown={event !== null && event === shown}
                    onOpen={onOpen}
                    onRun={onRun && (() => onRun(cell))}
                  />
                </td>
              );
            })}
          </UseCaseRow>
        ))}
      </tbody>
    </table>
  );
}
