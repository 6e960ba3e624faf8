import { CHECKS } from "#linking/tokens/check-copy.ts";
import { isBlocking, type Check } from "#linking/tokens/checks.ts";
import styles from "./check-list.module.css";

/** Each check, what it says, and what it prevents. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <>
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
              {check.passes ? null : (
                <span>
                  {check.fault === null ? null : `${check.fault} `}
                  {CHECKS[check.id].otherwise}
                </span>
              )}
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
