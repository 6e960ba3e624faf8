import { useEffect, useId, useRef, type ReactNode } from "react";
import { Button } from "./button.tsx";
import styles from "./confirm-dialog.module.css";

/** Asks before something is lost. Escape and the second button keep everything as it is. */
export function ConfirmDialog({
  isOpen,
  title,
  confirmLabel,
  keepLabel,
  onConfirm,
  onKeep,
  children,
}: {
  isOpen: boolean;
  title: string;
  confirmLabel: string;
  keepLabel: string;
  onConfirm: () => void;
  onKeep: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);

  return (
    <dialog ref={dialog} className={styles["dialog"]} aria-labelledby={titleId} onClose={onKeep}>
      <h2 id={titleId} className={styles["title"]}>
        {title}
      </h2>
      <div className={styles["body"]}>{children}</div>
      <div className={styles["actions"]}>
        <Button look="primary" onClick={onConfirm}>
          {confirmLabel}
        </Button>
        <Button onClick={onKeep}>{keepLabel}</Button>
      </div>
    </dialog>
  );
}
