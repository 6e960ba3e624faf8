import { useEffect, useRef, useState, type ReactNode } from "react";
import { CopyButton } from "#ui/copy-button.tsx";
import { Button } from "#ui/button.tsx";
import type { Outcome } from "#session/tenant/steering-desk.ts";
import styles from "./tenant.module.css";

/** Sends something once at a time, and keeps what became of it. */
export function useOutcome() {
  const [outcome, setOutcome] = useState<Outcome<null> | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function follow(work: Promise<Outcome<null>>): Promise<void> {
    setIsBusy(true);
    setOutcome(await work);
    setIsBusy(false);
  }

  return { outcome, isBusy, follow, clear: () => setOutcome(null) };
}

/** A call as a command to copy, before its button. */
export function CallText({ command }: { command: string }) {
  return (
    <div className={styles["command"]}>
      <pre>
        <code>{command}</code>
      </pre>
      <CopyButton text={command} label="Copy the call" />
    </div>
  );
}

/** A call to copy, the button that sends it, and what became of it. */
export function Call({
  command,
  action,
  sending: { outcome, isBusy },
  onSend,
  effect,
}: {
  command: string;
  action: string;
  sending: Pick<ReturnType<typeof useOutcome>, "outcome" | "isBusy">;
  onSend: () => void;
  /** How it is at the tenant now that it was sent. */
  effect: string;
}) {
  return (
    <div className={styles["call"]}>
      <CallText command={command} />
      <div className={styles["send"]}>
        <Button isBusy={isBusy} busyLabel="Sending…" onClick={onSend}>
          {action}
        </Button>
        <Effect outcome={outcome}>{effect}</Effect>
      </div>
    </div>
  );
}

/** What became of what was sent: read out when it comes. */
export function Effect({
  outcome,
  takesFocus = false,
  children,
}: {
  outcome: Outcome<null> | null;
  /** Where the button that was pressed is gone with what it did. */
  takesFocus?: boolean;
  children: ReactNode;
}) {
  const line = useRef<HTMLParagraphElement>(null);
  const isFailed = outcome?.kind === "failed";

  useEffect(() => {
    if (takesFocus && outcome?.kind === "done") line.current?.focus();
  }, [takesFocus, outcome]);

  return (
    <p
      ref={line}
      tabIndex={-1}
      role="status"
      className={styles["effect"]}
      data-tone={isFailed ? "bad" : undefined}
    >
      {outcome?.kind === "done" ? (
        <>
          <span aria-hidden="true">✓ </span>
          {children}
        </>
      ) : null}
      {isFailed ? `Not done. ${outcome.because}` : null}
    </p>
  );
}
