import type { ReactNode } from "react";
import styles from "./panel.module.css";

/** A closed drawer under a step, with a few words on what is in it. */
export function Panel({
  title,
  hint,
  children,
}: {
  title: string;
  hint: string;
  children: ReactNode;
}) {
  return (
    <details className={styles["panel"]}>
      <summary className={styles["summary"]}>
        {title} <span className={styles["hint"]}>{hint}</span>
      </summary>
      <div className={styles["body"]}>{children}</div>
    </details>
  );
}

export function PanelGroup({ children }: { children: ReactNode }) {
  return <div className={styles["group"]}>{children}</div>;
}
