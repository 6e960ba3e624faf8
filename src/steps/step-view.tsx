import { Locked } from "#shell/locked.tsx";
import { positionOf } from "#linking/walkthrough/steps.ts";
import { STEP_FOLDERS } from "./folders.ts";
import { Prepare } from "./prepare.tsx";
import { StepPanels } from "./step-panels.tsx";
import type { StepProps } from "./step-props.ts";

/** A step with its panels. */
export function StepView(props: StepProps) {
  const { step, status } = props;
  const { View, isShownLocked } = STEP_FOLDERS[step];
  const isFirst = positionOf(step).number === 1;
  return (
    <>
      {status.state === "locked" && !isShownLocked ? (
        <Locked needs={status.needs} />
      ) : (
        <View {...props} />
      )}
      {isFirst || status.state === "locked" ? <Prepare {...props} /> : null}
      <StepPanels {...props} />
    </>
  );
}
