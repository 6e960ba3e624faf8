import { createContext, useContext, type ComponentProps } from "react";
import styles from "./button.module.css";
import { Late } from "./late.tsx";

/** What gives up whatever a busy button waits for; without it a wait lasts to its end. */
export const StopContext = createContext<(() => void) | null>(null);

type Look = "primary" | "plain" | "small";

/** What a look has besides what every button has. */
const LOOKS: Readonly<Record<Look, readonly (string | undefined)[]>> = {
  plain: [],
  primary: [styles["primary"]],
  small: [styles["small"]],
};

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
  const stop = useContext(StopContext);
  const button = (
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
  if (stop === null || busyLabel === undefined) return button;
  return (
    <>
      {button}
      {isBusy ? <LateCancel onCancel={stop} /> : null}
    </>
  );
}

/** Offers to give up once waiting has lasted. */
export function LateCancel({ onCancel }: { onCancel: () => void }) {
  return (
    <Late>
      <Button onClick={onCancel}>Cancel</Button>
    </Late>
  );
}

/** The class of a link that looks like a button; the router owns the link itself. */
export function classFor(look: Look): string {
  return [styles["button"], ...LOOKS[look]].join(" ");
}
