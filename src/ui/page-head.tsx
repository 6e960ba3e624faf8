import { useEffect, useRef, type ReactNode } from "react";
import styles from "./page-head.module.css";

/** The head of a page: where it stands, its name, what it is about. Takes focus when it comes. */
export function PageHead({
  kicker,
  title,
  lead,
  children,
}: {
  kicker?: ReactNode;
  title: string;
  lead: ReactNode;
  children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <header className={styles["head"]}>
      <title>{`${title} · LinkLab`}</title>
      {kicker === undefined ? null : <p className={styles["kicker"]}>{kicker}</p>}
      <h1 ref={heading} tabIndex={-1} className={styles["title"]}>
        {title}
      </h1>
      <p className={styles["lead"]}>{lead}</p>
      {children}
    </header>
  );
}
