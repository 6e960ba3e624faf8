import { ConfirmDialog } from "#ui/confirm-dialog.tsx";

/** Asks before accounts that a person cares about are linked and unlinked. */
export function Consent({
  isOpen,
  accounts,
  count,
  onConfirm,
  onKeep,
}: {
  isOpen: boolean;
  /** User IDs. */
  accounts: { readonly A: string; readonly B: string };
  /** How many requests will be sent for it, unlinks aside. */
  count: number;
  onConfirm: () => void;
  onKeep: () => void;
}) {
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title="Link and unlink your accounts?"
      confirmLabel={count === 1 ? "Run it" : `Run all ${count}`}
      keepLabel="Keep them as they are"
      onConfirm={onConfirm}
      onKeep={onKeep}
    >
      <p>
        This tenant cannot make users to order, so the requests are sent for the two accounts that
        you logged in as:
      </p>
      <p>
        A <code>{accounts.A}</code>
        <br />B <code>{accounts.B}</code>
      </p>
      <p>
        B is linked to A where the tenant allows it, and unlinked again at once. Each link drops B’s
        metadata, which does not come back, and ends B’s sessions in other apps. Use accounts that
        are made for tests.
      </p>
    </ConfirmDialog>
  );
}
