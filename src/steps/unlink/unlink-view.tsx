import { useState } from "react";
import { describeProvider } from "#linking/walkthrough/account.ts";
import { unlinkedBy, type StepRequest } from "#linking/walkthrough/requests.ts";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { userIdOf } from "#protocol/management.ts";
import { scenarioIn } from "#session/steering.ts";
import { Locked } from "#shell/locked.tsx";
import { printed } from "#steps/printed.ts";
import type { StepProps } from "#steps/step-props.ts";
import { usePrepared } from "#steps/use-prepared.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Choice } from "#ui/choice.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { RequestCard } from "#ui/request-card.tsx";
import { Ending } from "./ending.tsx";
import recipe from "./recipe.ts?raw";
import { UnlinkDialog } from "./unlink-dialog.tsx";
import styles from "./unlink-view.module.css";
import { SessionWord } from "#shell/host-context.tsx";

/** Step: take an identity off again, and take the code home, which can be done locked or not. */
export function UnlinkView(props: StepProps) {
  const { step, status, choices, session } = props;
  const request = usePrepared(session, step);
  const isLinkMissing = scenarioIn(choices, step) !== null && request === null;
  return (
    <>
      {status.state === "locked" ? (
        <Locked needs={status.needs} />
      ) : isLinkMissing ? (
        <Locked needs="link" />
      ) : null}
      {request === null ? null : <Unlink {...props} request={request} />}
      <Unlinked {...props} />
      {props.walkthrough.unlinked === null ? null : <Ending log={props.log} />}
      <Recipe />
    </>
  );
}

function Unlink({
  step,
  walkthrough,
  choices,
  busy,
  session,
  request,
}: StepProps & { request: StepRequest }) {
  const [isAsking, setIsAsking] = useState(false);
  const identities = linkedIdentities(walkthrough);
  // None where none is linked, and only a refusal is asked for.
  const identity = unlinkedBy({ walkthrough, unlinkId: choices.unlinkId });
  // What is broken on purpose loses nothing.
  const asksFirst = scenarioIn(choices, step) === null;
  const send = () => void session.unlink();
  return (
    <>
      {identities.length > 1 && identity !== null ? (
        <Choice
          legend="Which one"
          options={identities.map((one) => ({
            value: userIdOf(one),
            label: describeProvider(one.provider),
            note: one.user_id,
          }))}
          value={userIdOf(identity)}
          onChange={(unlinkId) => session.choose({ unlinkId })}
        />
      ) : null}
      <RequestCard title="The request, as it will be sent" request={printed(request)} />
      <Actions
        main={
          <Button
            look="primary"
            isBusy={busy.has("unlinking")}
            busyLabel="Sending…"
            onClick={() => (asksFirst ? setIsAsking(true) : send())}
          >
            Send DELETE
          </Button>
        }
      />
      {identity === null ? null : (
        <UnlinkDialog
          identity={identity}
          isOpen={isAsking}
          onConfirm={() => {
            setIsAsking(false);
            send();
          }}
          onKeep={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

function Unlinked({ walkthrough, session, onStartOver }: StepProps) {
  const { unlinked } = walkthrough;
  const [wasUnlinked] = useState(unlinked !== null);
  if (unlinked === null) return null;
  // No answer told so then, but the user that was read after it.
  const wasAnswerLost = session.state().finding?.id === "unlinked-answer-lost";
  return (
    <Callout
      tone="ok"
      focusOn={wasUnlinked ? null : unlinked}
      title={`${wasAnswerLost ? "Unlinked" : "200"}. They are two users again.`}
      actions={<Button onClick={onStartOver}>Start over</Button>}
    >
      <p>
        <code className={styles["id"]}>{userIdOf(unlinked)}</code> has its old user ID, and no
        metadata.
      </p>
      {walkthrough.cookie?.userId === userIdOf(unlinked) ? (
        <p>
          The tenant’s <SessionWord /> is B’s again.
        </p>
      ) : null}
    </Callout>
  );
}

function Recipe() {
  return (
    <section className={styles["recipe"]} aria-label="Take it home">
      <div className={styles["head"]}>
        <h2 className={styles["title"]}>Link and unlink, in your app</h2>
        <CopyButton text={recipe} label="Copy the code" />
      </div>
      <pre
        className={styles["code"]}
        role="region"
        tabIndex={0}
        aria-label="Code to link and unlink"
      >
        {recipe}
      </pre>
    </section>
  );
}
