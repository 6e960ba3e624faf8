import type { ReactNode } from "react";
import styles from "./callout.module.css";

export type Tone = "ok" | "expected" | "bad" | "note";

const SIGNS: Readonly<Record<Tone, string>> = { ok: "✓", expected: "i", bad: "!", note: "i" };

/** A verdict or a note. A failure is announced at once, everything else politely. */
export function Callout({
  tone,
  title,
  children,
  actions,
}: {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div
      className={styles["callout"]}
      data-tone={tone}
      role={tone === "bad" ? "alert" : tone === "note" ? "note" : "status"}
    >
      <p className={styles["title"]}>
        <span aria-hidden="true">{SIGNS[tone]}</span>
        <span>{title}</span>
      </p>
      {children ? <div className={styles["body"]}>{children}</div> : null}
      {actions ? <div className={styles["actions"]}>{actions}</div> : null}
    </div>
  );
}
