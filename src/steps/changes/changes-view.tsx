import { useEffect, useState } from "react";
import { describeProvider } from "#linking/walkthrough/account.ts";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { userIdOf, type User } from "#protocol/management.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { RequestCard } from "#ui/request-card.tsx";
import { UnionPicture } from "#ui/union-picture.tsx";
import { Locked, NextLink } from "#shell/locked.tsx";
import { Claim } from "#shell/claim.tsx";
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

/** A user ID by both its ends, which is enough to know it again. */
function shortId(userId: string): string {
  const [provider = "", id = ""] = userId.split("|");
  return id.length > 12 ? `${provider}|${id.slice(0, 4)}…${id.slice(-4)}` : userId;
}

function Changes({ user, step, walkthrough, busy, session }: StepProps & { user: User }) {
  const { linkedLogin: login } = walkthrough;
  const request = session.request(step);
  useEffect(() => session.seeChange(), [session]);
  const [old] = useState(login);
  const [own, ...linked] = user.identities;
  const [moved] = linked;
  return (
    <>
      {own === undefined || moved === undefined ? null : (
        <UnionPicture
          a={{ name: describeProvider(own.provider), id: shortId(user.user_id) }}
          b={{ name: describeProvider(moved.provider), id: shortId(userIdOf(moved)) }}
          caption={`Two users became one: ${user.user_id}, with ${userIdOf(moved)} as an identity.`}
        />
      )}
      <dl className={styles["facts"]}>
        <div>
          <dt>Still there</dt>
          <dd>
            <code>{user.user_id}</code>, with its profile and metadata.
          </dd>
        </div>
        {linked.map((identity) => (
          <div key={userIdOf(identity)}>
            <dt>Moved in</dt>
            <dd>
              <code>{userIdOf(identity)}</code>, as an identity.
            </dd>
          </div>
        ))}
        <div>
          <dt>Gone</dt>
          <dd>B’s metadata, and B as a user: a server that asks for its user ID gets 404.</dd>
        </div>
      </dl>
      {login === null ? null : (
        <Callout
          tone={login.userId === user.user_id ? "ok" : "note"}
          focusOn={login === old ? null : login}
          title={login.userId === user.user_id ? "B’s login opens A" : "Another account logged in"}
        >
          <p>
            Its ID token says <Claim name="sub" /> = <code>{login.userId}</code>.
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
