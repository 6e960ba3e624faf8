import type { ReactNode } from "react";
import styles from "./verdicts.module.css";

/** A verdict: what was judged, and what came out. `plain` is neither good nor bad. */
export type Verdict = {
  readonly label: string;
  readonly tone: "plain" | "open" | "ok" | "bad" | "warn";
  readonly title: string;
  readonly details: readonly string[];
  /** What stands under the words, such as a button. */
  readonly action?: ReactNode;
};

const SIGNS: Readonly<Record<Verdict["tone"], string>> = {
  plain: "·",
  open: "?",
  ok: "✓",
  bad: "!",
  warn: "!",
};

/** Verdicts that are kept apart: a token may be readable, forged, in time and useless at once. */
export function Verdicts({ label, verdicts }: { label: string; verdicts: readonly Verdict[] }) {
  return (
    <ul className={styles["verdicts"]} aria-label={label}>
      {verdicts.map((verdict) => (
        <li key={verdict.label} className={styles["verdict"]} data-tone={verdict.tone}>
          <span className={styles["label"]}>{verdict.label}</span>
          <span className={styles["sign"]} aria-hidden="true">
            {SIGNS[verdict.tone]}
          </span>
          <div>
            <p className={styles["title"]}>
              <bdi>{verdict.title}</bdi>
            </p>
            {verdict.details.map((detail) => (
              <p key={detail} className={styles["detail"]}>
                <bdi>{detail}</bdi>
              </p>
            ))}
            {verdict.action ? <div className={styles["action"]}>{verdict.action}</div> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
