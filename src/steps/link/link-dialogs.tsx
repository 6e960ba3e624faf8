import { labelOf, type Account } from "#linking/walkthrough/account.ts";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";

type Asking = {
  readonly isOpen: boolean;
  readonly onConfirm: () => void;
  readonly onKeep: () => void;
};

/** Asks before a link drops B's metadata and user ID. */
export function LinkDialog({ secondary, ...asking }: Asking & { secondary: Account }) {
  return (
    <ConfirmDialog
      title={`Link ${labelOf(secondary)} to A?`}
      confirmLabel="Link them"
      keepLabel="Not yet"
      {...asking}
    >
      <p>B’s metadata is dropped, and its own user ID stops working.</p>
      <p>Unlinking brings B back empty. What you want to keep of it, copy to A first.</p>
    </ConfirmDialog>
  );
}

/** Says how B becomes the account that survives, before it starts that login. */
export function KeepOtherDialog({ secondary, ...asking }: Asking & { secondary: Account }) {
  const label = labelOf(secondary);
  return (
    <ConfirmDialog
      title={`Keep ${label} instead?`}
      confirmLabel={`Log in as ${label}`}
      keepLabel="Keep A"
      {...asking}
    >
      <p>The account that is signed in survives. So {label} logs in now, and is A from then on.</p>
      <p>Then prove the other account as B, and link.</p>
    </ConfirmDialog>
  );
}
