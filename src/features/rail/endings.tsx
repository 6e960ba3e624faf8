import { AskingButton } from "./asking-button.tsx";
import styles from "./rail.module.css";

/** The two ways to end a walkthrough: forget it here, or log out at the tenant, too. */
export function Endings({
  canStartOver,
  canLogOut,
  isLoggingOut,
  onStartOver,
  onLogOut,
}: {
  canStartOver: boolean;
  canLogOut: boolean;
  isLoggingOut: boolean;
  onStartOver: () => void;
  onLogOut: () => void;
}) {
  if (!canStartOver && !canLogOut) return null;
  return (
    <div className={styles["endings"]}>
      {canStartOver ? (
        <AskingButton
          label="Start over"
          title="Start over?"
          confirmLabel="Forget it all"
          keepLabel="Go on"
          onConfirm={onStartOver}
        >
          <p>This page forgets its tokens and its request list.</p>
          <p>At the tenant nothing changes: what is linked stays linked.</p>
        </AskingButton>
      ) : null}
      {canLogOut || isLoggingOut ? (
        <AskingButton
          label="Log out"
          title="Log out?"
          confirmLabel="Log out of page and tenant"
          keepLabel="Stay"
          isBusy={isLoggingOut}
          onConfirm={onLogOut}
        >
          <p>This page forgets its tokens, accounts and request list.</p>
          <p>The tenant ends its session, too. What is linked stays linked.</p>
        </AskingButton>
      ) : null}
    </div>
  );
}
