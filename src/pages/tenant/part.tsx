import type { ReactNode } from "react";
import styles from "./tenant.module.css";

/** One thing of a section: its name, and how it is now. */
export function Part({
  title,
  now,
  children,
}: {
  title: string;
  now: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles["part"]} aria-label={title}>
      <div className={styles["part-head"]}>
        <h3>{title}</h3>
        <p>{now}</p>
      </div>
      <div className={styles["part-body"]}>{children}</div>
    </section>
  );
}

/** A section that an address can name. */
export function Section({
  id,
  title,
  lead,
  action,
  children,
}: {
  id: string;
  title: string;
  lead: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} className={styles["section"]} aria-labelledby={`${id}-title`}>
      <div className={styles["section-head"]}>
        <h2 id={`${id}-title`}>{title}</h2>
        {action}
        <p>{lead}</p>
      </div>
      {children}
    </section>
  );
}
