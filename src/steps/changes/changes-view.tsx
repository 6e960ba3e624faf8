import { useEffect, useState } from "react";
import { diffJson } from "#linking/walkthrough/changes.ts";
import { describeProvider } from "#linking/walkthrough/account.ts";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { userIdOf, type User } from "#protocol/management.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Diff } from "#ui/diff.tsx";
import { RequestCard } from "#ui/request-card.tsx";
import { Locked, NextLink } from "#shell/locked.tsx";
import { printed } from "#steps/printed.ts";
import type { StepProps } from "#steps/step-props.ts";
import styles from "./changes-view.module.css";

/** Step: what a link changed, as the API shows it. */
export function ChangesView(props: StepProps) {
  const { user } = props.walkthrough;
  return user === null || linkedIdentities(props.walkthrough).length === 0 ? (
    <Locked needs="link" />
  ) : (
    <Changes user={user} {...props} />
  );
}

function Changes({ user, step, walkthrough, busy, session }: StepProps & { user: User }) {
  const { change, linkedLogin: login } = walkthrough;
  const request = session.request(step);
  useEffect(() => session.seeChange(), [session]);
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
          focusOn={login === old ? null : login}
          title={login.userId === user.user_id ? "B’s login opens A" : "Another account logged in"}
        >
          <p>
            Its ID token says <code>sub</code> = <code>{login.userId}</code>.
          </p>
        </Callout>
      )}
      {request === null ? null : (
        <RequestCard title="The request, as it will be sent" request={printed(request)} />
      )}
      <Actions main={<NextLink step={step} />}>
        {request === null ? null : (
          <Button
            isBusy={busy.has("reading")}
            busyLabel="Sending…"
            onClick={() => void session.readUser(step)}
          >
            Send GET
          </Button>
        )}
        <Button
          isBusy={busy.has("popup")}
          busyLabel="Waiting for the popup…"
          onClick={() => void session.seeLinkedLogin()}
        >
          Log in as B again
        </Button>
      </Actions>
    </>
  );
}
