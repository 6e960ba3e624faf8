import { useEffect, type ReactNode } from "react";
import { CHECKS } from "#linking/tokens/check-copy.ts";
import { isBlocking, type Check } from "#linking/tokens/checks.ts";
import { Callout } from "#ui/callout.tsx";
import styles from "./check-step.module.css";

/** Step: ten checks between the two tokens, before anything is sent. */
export function CheckStep({
  checks,
  tokens,
  onSeen,
  next,
}: {
  checks: readonly Check[];
  tokens: ReactNode;
  onSeen: () => void;
  next: ReactNode;
}) {
  useEffect(onSeen, [onSeen]);
  const passed = checks.filter((check) => check.passes).length;
  const blocking = checks.filter(isBlocking).length;
  return (
    <>
      <Callout
        tone={blocking > 0 ? "bad" : passed < checks.length ? "note" : "ok"}
        title={`${passed} of ${checks.length} fit${verdict(passed, checks.length, blocking)}`}
        actions={next}
      />
      {tokens}
      <p className={styles["columns"]}>
        <span>Check</span> <span>Prevents</span>
      </p>
      <ol className={styles["checks"]}>
        {checks.map((check) => (
          <li key={check.id} className={styles["check"]} data-state={stateOf(check)}>
            <span className={styles["sign"]} aria-hidden="true">
              {check.passes ? "✓" : "!"}
            </span>
            <span className={styles["text"]}>
              <span className={styles["title"]}>
                {(check.passes ? null : CHECKS[check.id].failed) ?? CHECKS[check.id].title}
                <span className="visually-hidden">
                  {check.passes ? ": fits" : isBlocking(check) ? ": does not fit" : ": needs you"}
                </span>
              </span>
              {check.passes ? null : <span>{CHECKS[check.id].otherwise}</span>}
            </span>
            {check.prevents === null ? (
              <span className={styles["prevents"]}>No API error: your duty</span>
            ) : (
              <code className={styles["prevents"]}>{check.prevents}</code>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function stateOf(check: Check): "fits" | "blocks" | "warns" {
  if (check.passes) return "fits";
  return isBlocking(check) ? "blocks" : "warns";
}

function verdict(passed: number, count: number, blocking: number): string {
  if (passed === count) return ".";
  if (blocking === 0) return ". The rest is yours to decide; the API would not stop it.";
  return ". The API would refuse this link.";
}
