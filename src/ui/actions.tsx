import type { ReactNode } from "react";
import styles from "./actions.module.css";

/** The buttons of a step, with a note beside them. */
export function Actions({
  main = null,
  isDone = false,
  children = null,
  note,
}: {
  /** The one button that goes on; where room is short it stays in view, above whatever is at the bottom. */
  main?: ReactNode;
  /** Whether another button, such as that of the result, goes on by now. */
  isDone?: boolean;
  children?: ReactNode;
  note?: ReactNode;
}) {
  return (
    <div className={styles["actions"]}>
      {main === null ? null : (
        <div className={isDone ? styles["buttons"] : styles["main"]}>{main}</div>
      )}
      {children === null ? null : <div className={styles["buttons"]}>{children}</div>}
      {note ? <p className={styles["note"]}>{note}</p> : null}
    </div>
  );
}
