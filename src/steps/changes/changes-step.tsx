import { useEffect, useState, type ReactNode } from "react";
import { diffJson } from "#linking/walkthrough/changes.ts";
import { describeProvider } from "#linking/walkthrough/account.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import { userIdOf, type User } from "#protocol/management.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Diff } from "#ui/diff.tsx";
import { RequestCard, type PrintedRequest } from "#ui/request-card.tsx";
import styles from "./changes-step.module.css";

/** Step: what a link changed, as the API shows it. */
export function ChangesStep({
  user,
  change,
  login,
  request,
  isReading,
  isLoggingIn,
  onRead,
  onLogIn,
  onSeen,
  next,
}: {
  user: User;
  change: Walkthrough["change"];
  /** Whom B's login opened since the link. */
  login: Walkthrough["linkedLogin"];
  /** The read of A; `null` where nobody is signed in who may. */
  request: PrintedRequest | null;
  isReading: boolean;
  isLoggingIn: boolean;
  onRead: () => void;
  onLogIn: () => void;
  onSeen: () => void;
  next: ReactNode;
}) {
  useEffect(onSeen, [onSeen]);
  const [old] = useState(login);
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
              <code>{userIdOf(identity)}</code> ({describeProvider(identity.provider)}). To a server
              its old user ID answers 404; its metadata is gone.
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
      {login === null ? null : (
        <Callout
          tone={login.userId === user.user_id ? "ok" : "note"}
          showOn={login === old ? null : login}
          title={login.userId === user.user_id ? "B’s login opens A" : "Another account logged in"}
        >
          <p>
            Its ID token says <code>sub</code> = <code>{login.userId}</code>.
          </p>
        </Callout>
      )}
      {request === null ? null : (
        <RequestCard title="The request, as it will be sent" request={request} />
      )}
      <Actions>
        {next}
        {request === null ? null : (
          <Button isBusy={isReading} busyLabel="Sending…" onClick={onRead}>
            Send GET
          </Button>
        )}
        <Button isBusy={isLoggingIn} busyLabel="Waiting for the popup…" onClick={onLogIn}>
          Log in as B again
        </Button>
      </Actions>
    </>
  );
}
