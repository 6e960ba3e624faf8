import type { ReactNode } from "react";
import type { RunProgress } from "#linking/use-cases/run-state.ts";
import { Button } from "#ui/button.tsx";
import styles from "./run-bar.module.css";

/** Runs everything, says how far it is, and stops it. */
export function RunBar({
  label,
  note,
  isReady,
  isBusy,
  isWaiting,
  progress,
  onRun,
  onCancel,
}: {
  label: string;
  /** How it is done. */
  note: ReactNode;
  isReady: boolean;
  /** It was pressed, and runs or waits for its turn. */
  isBusy: boolean;
  /** Something else comes first. */
  isWaiting: boolean;
  progress: RunProgress | null;
  onRun: () => void;
  onCancel: () => void;
}) {
  return (
    <div className={styles["bar"]}>
      <div className={styles["buttons"]}>
        <Button
          look="primary"
          disabled={!isReady}
          isBusy={isBusy}
          busyLabel={isWaiting ? "Waiting…" : "Running…"}
          onClick={onRun}
        >
          {label}
        </Button>
        {progress === null ? null : (
          <>
            <Button isBusy={progress.isStopping} busyLabel="Stopping…" onClick={onCancel}>
              Cancel
            </Button>
            <progress
              className={styles["progress"]}
              aria-label="Cells that were run"
              value={progress.done}
              max={progress.total}
            />
            <span className={styles["count"]}>
              {progress.done} of {progress.total}
            </span>
          </>
        )}
      </div>
      <p className={styles["note"]}>{note}</p>
    </div>
  );
}
