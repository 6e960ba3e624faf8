import { describeProvider } from "#linking/walkthrough/account.ts";
import { userIdOf, type Identity } from "#protocol/management.ts";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";
import styles from "./unlink-view.module.css";

/** Asks before an unlink parts an account from what its link has dropped. */
export function UnlinkDialog({
  identity,
  ...dialog
}: {
  identity: Identity;
  isOpen: boolean;
  onConfirm: () => void;
  onKeep: () => void;
}) {
  return (
    <ConfirmDialog
      title={`Unlink ${describeProvider(identity.provider)}?`}
      confirmLabel="Unlink"
      keepLabel="Keep it"
      {...dialog}
    >
      <p>
        A keeps everything. The tenant makes a separate user of{" "}
        <code className={styles["id"]}>{userIdOf(identity)}</code> again.
      </p>
      <p>Its metadata does not come back: it was dropped when the accounts were linked.</p>
    </ConfirmDialog>
  );
}
