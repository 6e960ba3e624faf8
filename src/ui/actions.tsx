import type { ReactNode } from "react";
import styles from "./actions.module.css";

/** The buttons of a step, with a note beside them. */
export function Actions({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className={styles["actions"]}>
      <div className={styles["buttons"]}>{children}</div>
      {note ? <p className={styles["note"]}>{note}</p> : null}
    </div>
  );
}
