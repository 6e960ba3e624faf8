import { useState, type ReactNode } from "react";
import styles from "./panel.module.css";

/** A closed drawer under a step, with a few words on what is in it. It is filled when it first opens. */
export function Panel({
  id,
  startsOpen = false,
  title,
  hint,
  children,
}: {
  id?: string;
  startsOpen?: boolean;
  title: string;
  /** What is inside, in a few words. */
  hint?: string;
  children: ReactNode;
}) {
  const [wasOpened, setWasOpened] = useState(startsOpen);
  return (
    <details
      id={id}
      className={styles["panel"]}
      open={startsOpen || undefined}
      onToggle={() => setWasOpened(true)}
    >
      <summary className={styles["summary"]}>
        {title} {hint === undefined ? null : <span className={styles["hint"]}>{hint}</span>}
      </summary>
      <div className={styles["body"]}>{wasOpened ? children : null}</div>
    </details>
  );
}

export function PanelGroup({ children }: { children: ReactNode }) {
  return <div className={styles["group"]}>{children}</div>;
}
