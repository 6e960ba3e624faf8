import { useEffect, type ReactNode } from "react";
import { diffJson } from "#linking/changes.ts";
import { describeProvider } from "#linking/account.ts";
import type { Walkthrough } from "#linking/walkthrough.ts";
import { userIdOf, type User } from "#protocol/management.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Diff } from "#ui/diff.tsx";
import styles from "./changes-step.module.css";

/** Step: what a link changed, as the API shows it. */
export function ChangesStep({
  user,
  change,
  isBusy,
  canRead,
  onRead,
  onSeen,
  next,
}: {
  user: User;
  change: Walkthrough["change"];
  isBusy: boolean;
  canRead: boolean;
  onRead: () => void;
  onSeen: () => void;
  next: ReactNode;
}) {
  useEffect(onSeen, [onSeen]);
  const [own, ...linked] = user.identities;
  return (
    <>
      <dl className={styles["facts"]}>
        <div>
          <dt>Still there</dt>
          <dd>
            <code>{user.user_id}</code> with its profile and metadata. Its own identity is{" "}
            {own === undefined ? "not shown" : describeProvider(own.provider)}.
          </dd>
        </div>
        {linked.map((identity) => (
          <div key={userIdOf(identity)}>
            <dt>Moved in</dt>
            <dd>
              <code>{userIdOf(identity)}</code> ({describeProvider(identity.provider)}). A login
              with it now yields A’s <code>sub</code>. To a server its old user ID answers 404, and
              its metadata is gone.
            </dd>
          </div>
        ))}
      </dl>
      {change?.after ? (
        <Diff title="The user, before and after" lines={diffJson(change.before, change.after)} />
      ) : (
        <Callout tone="note" title="No picture from before">
          <p>These accounts were linked before this page could read the user. Here it is now.</p>
        </Callout>
      )}
      {change?.after ? null : <Diff title="The user" lines={diffJson(user, user)} />}
      <Actions>
        {next}
        <Button isBusy={isBusy} busyLabel="Sending…" disabled={!canRead} onClick={onRead}>
          Read the user again
        </Button>
      </Actions>
    </>
  );
}
