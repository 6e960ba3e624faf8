import { useEffect, useRef, type ReactNode } from "react";
import styles from "./lesson.module.css";

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
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <article className={styles["lesson"]}>
      <title>{`${title} · LinkLab`}</title>
      <header className={styles["heading"]}>
        <p className={styles["kicker"]}>{kicker}</p>
        <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
          {title}
        </h1>
        <p className={styles["lead"]}>{lead}</p>
      </header>
      {children}
    </article>
  );
}
