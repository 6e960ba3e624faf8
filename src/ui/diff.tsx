import type { ReactNode } from "react";
import styles from "./diff.module.css";

/** A line of a comparison. */
type DiffLine = { readonly kind: "same" | "added" | "removed"; readonly text: string };

const SIGNS: Readonly<Record<DiffLine["kind"], string>> = { same: " ", added: "+", removed: "−" };

/** A comparison, line by line. Signs as well as colours tell what came and what went. */
export function Diff({
  title,
  lines,
  action,
}: {
  title: string;
  lines: readonly DiffLine[];
  action?: ReactNode;
}) {
  return (
    <figure className={styles["diff"]}>
      <figcaption className={styles["caption"]}>
        <span>{title}</span>
        {action}
      </figcaption>
      {/* Long lines scroll, so the keyboard must reach the region. */}
      <pre className={styles["lines"]} role="region" tabIndex={0} aria-label={title}>
        {lines.map((line, index) => (
          // Lines have no identity but their place.
          // eslint-disable-next-line react/no-array-index-key
          <span key={index} className={styles["line"]} data-kind={line.kind}>
            {SIGNS[line.kind]} {line.text}
            {"\n"}
          </span>
        ))}
      </pre>
    </figure>
  );
}
