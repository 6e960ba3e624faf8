import { useState } from "react";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";
import styles from "./rail.module.css";

/** Asks before a walkthrough is forgotten, and puts the tenant's accounts back with it where that can be. */
export function StartOverDialog({
  isOpen,
  canResetTenant,
  onStartOver,
  onKeep,
}: {
  isOpen: boolean;
  /** Whether the tenant's accounts can be put back, too. */
  canResetTenant: boolean;
  onStartOver: (resetsTenant: boolean) => void;
  onKeep: () => void;
}) {
  const [resets, setResets] = useState(true);
  /** Each time it asks anew. */
  function close(then: () => void): void {
    setResets(true);
    then();
  }
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title="Start over?"
      confirmLabel="Forget it all"
      keepLabel="Keep it all"
      onConfirm={() => close(() => onStartOver(canResetTenant && resets))}
      onKeep={() => close(onKeep)}
    >
      <p>This page forgets its tokens and its request list.</p>
      {canResetTenant ? (
        <label className={styles["reset"]}>
          <input
            type="checkbox"
            checked={resets}
            onChange={(event) => setResets(event.target.checked)}
          />
          <span>
            Put the tenant’s accounts back, too (recommended). Otherwise what is linked stays
            linked, and metadata that is lost stays lost.
          </span>
        </label>
      ) : (
        <p>At the tenant nothing changes: what is linked stays linked.</p>
      )}
    </ConfirmDialog>
  );
}
