import type { ReactNode } from "react";
import styles from "./verdict-line.module.css";

/** A verdict in large letters, with a sign that stands for its colour. */
export function VerdictLine({
  sign,
  tone,
  children,
}: {
  sign: string;
  tone: "bad" | "ok" | "ink";
  children: ReactNode;
}) {
  return (
    <p className={styles["verdict"]} data-tone={tone}>
      <span className={styles["sign"]} aria-hidden="true">
        {sign}
      </span>
      {children}
    </p>
  );
}
