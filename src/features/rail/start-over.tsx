import { useState } from "react";
import { Button } from "#ui/button.tsx";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";
import styles from "./rail.module.css";

/** Forgets the walkthrough, after asking: tokens and the request list do not come back. */
export function StartOver({
  isOffered,
  onStartOver,
}: {
  isOffered: boolean;
  onStartOver: () => void;
}) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isOffered) return null;
  return (
    <div className={styles["start-over"]}>
      <Button look="small" onClick={() => setIsAsking(true)}>
        Start over
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="Start over?"
        confirmLabel="Forget it all"
        keepLabel="Go on"
        onConfirm={() => {
          setIsAsking(false);
          onStartOver();
        }}
        onKeep={() => setIsAsking(false)}
      >
        <p>This page forgets its tokens and its request list.</p>
        <p>At the tenant nothing changes: what is linked stays linked.</p>
      </ConfirmDialog>
    </div>
  );
}
