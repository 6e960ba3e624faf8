import { UnlinkStep } from "./unlink-step.tsx";
import { unlinkedBy } from "#linking/walkthrough/requests.ts";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { userIdOf } from "#protocol/management.ts";
import { scenarioIn } from "#session/steering.ts";
import { Locked } from "#shell/locked.tsx";
import { printed } from "#steps/printed.ts";
import type { StepProps } from "#steps/step-props.ts";
import { usePrepared } from "#steps/use-prepared.ts";

/** Step 9: the unlink, as it will be sent. It has something to take home, locked or not. */
export function UnlinkView(props: StepProps) {
  const { status, walkthrough, choices, busy, session, onStartOver } = props;
  const scenario = scenarioIn(choices, "unlink");
  const request = usePrepared(session, "unlink");
  const identity = unlinkedBy({ walkthrough, unlinkId: choices.unlinkId });
  const isLinkMissing = scenario !== null && request === null;
  return (
    <>
      {status.state === "locked" ? (
        <Locked needs={status.needs} />
      ) : isLinkMissing ? (
        <Locked needs="link" />
      ) : null}
      <UnlinkStep
        request={request && printed(request)}
        identities={linkedIdentities(walkthrough)}
        identity={identity}
        onChoose={(one) => session.choose({ unlinkId: userIdOf(one) })}
        unlinked={walkthrough.unlinked}
        wasAnswerLost={session.state().finding?.id === "unlinked-answer-lost"}
        // What is broken on purpose loses nothing.
        asksFirst={scenario === null}
        isBusy={busy.has("unlinking")}
        onUnlink={() => void session.unlink()}
        onStartOver={onStartOver}
      />
    </>
  );
}
