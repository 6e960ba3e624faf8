import type { Need } from "#linking/walkthrough/progress.ts";
import type { Session } from "#session/session.ts";
import { Locked } from "#shell/locked.tsx";
import { positionOf } from "#linking/walkthrough/steps.ts";
import { STEP_FOLDERS } from "./folders.ts";
import { Prepare } from "./prepare.tsx";
import { StepPanels } from "./step-panels.tsx";
import type { StepProps } from "./step-props.ts";
import { useReading } from "./use-reading.ts";

/** A step with its panels. */
export function StepView(props: StepProps) {
  const { step, status, session } = props;
  const { View, isShownLocked } = STEP_FOLDERS[step];
  const isFirst = positionOf(step).number === 1;
  return (
    <>
      {status.state === "locked" && !isShownLocked ? (
        <LockedStep needs={status.needs} session={session} />
      ) : (
        <View {...props} />
      )}
      {isFirst || status.state === "locked" ? <Prepare {...props} /> : null}
      <StepPanels {...props} />
    </>
  );
}

/** What a step waits for. Where the address says so, the tenant is read without a press. */
function LockedStep({ needs, session }: { needs: Need; session: Session }) {
  useReading(session);
  return <Locked needs={needs} />;
}
