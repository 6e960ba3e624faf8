import type { ReactNode } from "react";
import styles from "./lesson.module.css";
import { PageHead } from "./page-head.tsx";

/** The frame of a step: where it stands, its goal, and what belongs to it. Takes focus when it comes. */
export function Lesson({
  kicker,
  title,
  lead,
  children,
}: {
  kicker: string;
  title: string;
  lead: ReactNode;
  children: ReactNode;
}) {
  return (
    <article className={styles["lesson"]}>
      <PageHead kicker={kicker} title={title} lead={lead} />
      {children}
    </article>
  );
}
