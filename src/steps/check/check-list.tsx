import { CHECKS } from "#linking/tokens/check-copy.ts";
import { isBlocking, type Check } from "#linking/tokens/checks.ts";
import { ClaimSentence } from "#shell/claim.tsx";
import type { CheckId } from "#linking/tokens/checks.ts";
import type { TokenRole } from "#linking/tokens/token-role.ts";
import styles from "./check-list.module.css";

/** Whose title is about claims of the access token. */
const ROLES: Partial<Record<CheckId, TokenRole>> = { "own-path": "access", audience: "access" };

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
                <ClaimSentence
                  text={(check.passes ? null : CHECKS[check.id].failed) ?? CHECKS[check.id].title}
                  roleOf={() => ROLES[check.id] ?? "id"}
                />
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
