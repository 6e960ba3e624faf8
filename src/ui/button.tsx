import type { ComponentProps } from "react";
import styles from "./button.module.css";

type Look = "primary" | "plain" | "small";

type ButtonProps = Omit<ComponentProps<"button">, "className" | "type"> & {
  look?: Look;
  /** What the button says while it works. Its width stays that of the longer text. */
  busyLabel?: string;
  isBusy?: boolean;
};

export function Button({
  look = "plain",
  busyLabel,
  isBusy = false,
  disabled = false,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={classFor(look)}
      disabled={disabled}
      // Busy, not disabled: a button that is disabled would lose the focus.
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? undefined : onClick}
      {...rest}
    >
      {busyLabel === undefined ? (
        children
      ) : (
        <span className={styles["sizer"]}>
          <span className={isBusy ? styles["hidden"] : undefined} aria-hidden={isBusy}>
            {children}
          </span>
          <span className={isBusy ? undefined : styles["hidden"]} aria-hidden={!isBusy}>
            {busyLabel}
          </span>
        </span>
      )}
    </button>
  );
}

/** The class of a link that looks like a button; the router owns the link itself. */
export function classFor(look: Look): string {
  const extra = look === "plain" ? "" : ` ${styles[look] ?? ""}`;
  return `${styles["button"] ?? ""}${extra}`;
}
