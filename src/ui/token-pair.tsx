import type { ReactNode } from "react";
import styles from "./token-pair.module.css";

/** Two token cards side by side, joined by a line where a claim of one must equal one of the other. */
export function TokenPair({
  left,
  right,
  joins,
}: {
  left: ReactNode;
  right: ReactNode;
  joins: boolean;
}) {
  return (
    <div className={styles["pair"]} data-joins={joins ? "" : undefined}>
      {left}
      {right}
    </div>
  );
}
