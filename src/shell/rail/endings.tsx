import { useState } from "react";
import { AskingButton } from "./asking-button.tsx";
import styles from "./rail.module.css";

/** The two ways to end a walkthrough: forget it here, or log out at the tenant, too. */
export function Endings({
  canStartOver,
  canLogOut,
  canResetTenant,
  isStartingOver,
  isLoggingOut,
  onStartOver,
  onLogOut,
}: {
  canStartOver: boolean;
  canLogOut: boolean;
  /** Whether the tenant's accounts can be put back, too. */
  canResetTenant: boolean;
  isStartingOver: boolean;
  isLoggingOut: boolean;
  onStartOver: (resetsTenant: boolean) => void;
  onLogOut: () => void;
}) {
  const [resets, setResets] = useState(false);
  if (!canStartOver && !canLogOut) return null;
  return (
    <div className={styles["endings"]}>
      {canStartOver ? (
        <AskingButton
          label="Start over"
          title="Start over?"
          confirmLabel="Forget it all"
          keepLabel="Go on"
          isBusy={isStartingOver}
          busyLabel="Starting over…"
          onAsk={() => setResets(false)}
          onConfirm={() => onStartOver(canResetTenant && resets)}
        >
          <p>This page forgets its tokens and its request list.</p>
          <p>At the tenant nothing changes: what is linked stays linked.</p>
          {canResetTenant ? (
            <label className={styles["reset"]}>
              <input
                type="checkbox"
                checked={resets}
                onChange={(event) => setResets(event.target.checked)}
              />
              But put the tenant’s accounts back, too, metadata included
            </label>
          ) : null}
        </AskingButton>
      ) : null}
      {canLogOut || isLoggingOut ? (
        <AskingButton
          label="Log out"
          title="Log out?"
          confirmLabel="Log out of page and tenant"
          keepLabel="Stay"
          isBusy={isLoggingOut}
          busyLabel="Logging out…"
          onConfirm={onLogOut}
        >
          <p>This page forgets its tokens, accounts and request list.</p>
          <p>The tenant ends its session, too. What is linked stays linked.</p>
        </AskingButton>
      ) : null}
    </div>
  );
}
