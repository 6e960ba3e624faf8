import { Button } from "#ui/button.tsx";
import { AskingButton } from "./asking-button.tsx";
import styles from "./rail.module.css";

/** The two ways to end a walkthrough: forget it here, or log out at the tenant, too. */
export function Endings({
  canStartOver,
  canLogOut,
  isStartingOver,
  isLoggingOut,
  onStartOver,
  onLogOut,
}: {
  canStartOver: boolean;
  canLogOut: boolean;
  isStartingOver: boolean;
  isLoggingOut: boolean;
  /** Asks first. */
  onStartOver: () => void;
  onLogOut: () => void;
}) {
  if (!canStartOver && !canLogOut && !isLoggingOut) return null;
  return (
    <div className={styles["endings"]}>
      {canStartOver ? (
        <Button look="small" isBusy={isStartingOver} busyLabel="Resetting…" onClick={onStartOver}>
          Start over
        </Button>
      ) : null}
      {canLogOut || isLoggingOut ? (
        <AskingButton
          label="Log out"
          title="Log out?"
          confirmLabel="Log out of page and tenant"
          keepLabel="Stay"
          isBusy={isLoggingOut}
          busyLabel="Leaving…"
          onConfirm={onLogOut}
        >
          <p>This page forgets its tokens, accounts and request list.</p>
          <p>The tenant ends its session, too. What is linked stays linked.</p>
        </AskingButton>
      ) : null}
    </div>
  );
}
