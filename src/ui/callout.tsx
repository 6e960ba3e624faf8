import { useEffect, useRef, type ReactNode } from "react";
import { Shield } from "./shield.tsx";
import styles from "./callout.module.css";

export type Tone = "ok" | "expected" | "bad" | "note";

const SIGNS: Readonly<Record<Tone, ReactNode>> = {
  ok: "✓",
  expected: <Shield />,
  bad: "!",
  note: "i",
};

/** A verdict or a note. A failure is announced at once, everything else politely. */
export function Callout({
  tone,
  title,
  children,
  actions,
  focusOn = null,
  showOn = null,
  isStale = false,
  goesOn = false,
}: {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /**
   * What the reader has just done, where this is its result: whenever that is another, the result comes
   * into view and takes the focus, wherever the button was.
   */
  focusOn?: object | null;
  /** The same without the focus, which goes back to the button after a popup. */
  showOn?: object | null;
  /** A result from before something it depends on changed: still there, but grey. */
  isStale?: boolean;
  /** Whether its actions lead on: they stay in view where room is short. */
  goesOn?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (focusOn !== null) box.current?.focus();
  }, [focusOn]);

  useEffect(() => {
    if (showOn !== null) box.current?.scrollIntoView({ block: "nearest" });
  }, [showOn]);

  return (
    <div
      ref={box}
      tabIndex={-1}
      className={styles["callout"]}
      data-tone={tone}
      data-stale={isStale || undefined}
      data-goes-on={goesOn || undefined}
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
