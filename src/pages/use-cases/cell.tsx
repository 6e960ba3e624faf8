import { Term } from "#ui/term.tsx";
import { EVIDENCE_WORDS } from "#protocol/evidence.ts";
import { breaksToday, POLICY_TITLES, type UseCaseCell } from "#linking/use-cases/cells.ts";
import { summaryOf, type CellResult } from "#linking/use-cases/run.ts";
import {
  isOffered,
  isRunnable,
  type RunMode,
  type CellState,
} from "#linking/use-cases/run-state.ts";
import { USE_CASES } from "#linking/use-cases/use-cases.ts";
import styles from "./use-cases.module.css";

type CellProps = {
  readonly cell: UseCaseCell;
  readonly state: CellState | undefined;
  readonly mode: RunMode;
  /** Its request is the one that the wire shows. */
  readonly isShown: boolean;
  readonly onOpen: (event: number) => void;
  /** `null` where nothing can be run. */
  readonly onRun: (() => void) | null;
};

/** A use case under one policy: what is expected, or what came and which rule decided it. */
export function Cell(props: CellProps) {
  const { cell, state, mode, isShown, onRun } = props;
  const name = `${cell.useCase}, ${POLICY_TITLES[cell.policy]}`;
  return (
    <div
      className={styles["cell"]}
      data-tone={toneOf(state, cell)}
      data-shown={isShown || undefined}
      aria-busy={state?.kind === "running" || undefined}
    >
      <div className={styles["outcome"]}>
        <Content {...props} name={name} />
      </div>
      {onRun !== null && isOffered(cell) && isRunnable(cell, mode) ? (
        <button type="button" className={styles["run"]} onClick={onRun}>
          Run{state?.kind === "done" ? " again" : ""}
          <span className="visually-hidden"> {name}</span>
        </button>
      ) : null}
    </div>
  );
}

function Content({ cell, state, mode, onOpen, name }: CellProps & { name: string }) {
  const expected = USE_CASES[cell.useCase].expected[cell.policy];
  if (mode === "own" && cell.policy === "before-2018")
    return <p className={styles["quiet"]}>These rules ended in 2018.</p>;
  if (!isRunnable(cell, mode))
    return (
      <p className={styles["quiet"]}>Not sent: it needs update:users, which only a server gets.</p>
    );
  if (state?.kind === "running") return <p className={styles["quiet"]}>Sending…</p>;
  if (state?.kind === "failed")
    return (
      <>
        <p className={styles["verdict"]}>Could not be run</p>
        <p className={styles["says"]}>{state.because}</p>
      </>
    );
  if (expected.kind === "not-offered")
    return (
      <>
        {state?.kind === "done" ? (
          <p className={styles["verdict"]}>No request, as expected</p>
        ) : null}
        <p className={styles["quiet"]}>
          {expected.because} <a href={`#row-${expected.sameAs}`}>See row {expected.sameAs}</a>
        </p>
      </>
    );
  if (state?.kind !== "done")
    return (
      <>
        <p className={styles["quiet"]}>
          {state?.kind === "waiting" ? "Waits" : `Expects ${expected.status}`}
        </p>
        <Breaks cell={cell} />
      </>
    );
  return (
    <>
      <Result name={name} result={state.result} event={state.event} onOpen={onOpen} />
      <Breaks cell={cell} />
    </>
  );
}

/** Says that this worked once. */
function Breaks({ cell }: { cell: UseCaseCell }) {
  return breaksToday(cell) ? <p className={styles["breaks"]}>Breaks today</p> : null;
}

function Result({
  name,
  result: { exchange, rule, evidence, outcome },
  event,
  onOpen,
}: {
  name: string;
  result: CellResult;
  event: number | null;
  onOpen: CellProps["onOpen"];
}) {
  const isAsExpected = outcome.kind === "as-expected";
  const status = exchange?.status ?? "No answer";
  const message = summaryOf(exchange?.responseBody ?? null);
  const verdict = `${status}, ${isAsExpected ? "as expected" : "not as expected"}`;
  return (
    <>
      {event === null ? (
        <p className={styles["verdict"]}>{verdict}</p>
      ) : (
        <button
          type="button"
          className={styles["open"]}
          aria-label={`${name}: ${verdict}. Show it in the wire`}
          onClick={() => onOpen(event)}
        >
          <span className={styles["verdict"]}>{verdict}</span>
        </button>
      )}
      {outcome.differences.map(({ what, expected, actual }) => (
        <p key={what} className={styles["difference"]}>
          {what}: {actual}, expected {expected}
        </p>
      ))}
      {message === null ? null : <p className={styles["says"]}>{message}</p>}
      {rule === null ? null : (
        <p className={styles["rule"]}>
          <code>{rule}</code>{" "}
          {evidence === null ? null : (
            <span className={styles["mark"]}>
              <Term
                word={evidence}
                says={`What Auth0 answers here is ${evidence} ${EVIDENCE_WORDS[evidence]}.`}
              />
            </span>
          )}
        </p>
      )}
    </>
  );
}

function toneOf(
  state: CellState | undefined,
  cell: UseCaseCell,
): "ok" | "expected" | "bad" | undefined {
  if (state?.kind === "failed") return "bad";
  if (state?.kind !== "done") return undefined;
  const { outcome, exchange } = state.result;
  if (outcome.kind === "different") return "bad";
  if ((exchange?.status ?? 200) < 400) return "ok";
  return breaksToday(cell) ? "bad" : "expected";
}
