import { useState, type ReactNode } from "react";
import { Button } from "#ui/button.tsx";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";

/** A small button that asks before it does what cannot be taken back. */
export function AskingButton({
  label,
  title,
  confirmLabel,
  keepLabel,
  isBusy = false,
  busyLabel,
  onConfirm,
  children,
}: {
  label: string;
  title: string;
  confirmLabel: string;
  keepLabel: string;
  isBusy?: boolean;
  /** What it says while it works. */
  busyLabel: string;
  onConfirm: () => void;
  children: ReactNode;
}) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="small" isBusy={isBusy} busyLabel={busyLabel} onClick={() => setIsAsking(true)}>
        {label}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={title}
        confirmLabel={confirmLabel}
        keepLabel={keepLabel}
        onConfirm={() => {
          setIsAsking(false);
          onConfirm();
        }}
        onKeep={() => setIsAsking(false)}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
