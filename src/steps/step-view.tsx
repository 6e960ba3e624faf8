import { Locked } from "#shell/locked.tsx";
import { STEP_FOLDERS } from "./folders.ts";
import { StepPanels } from "./step-panels.tsx";
import type { StepProps } from "./step-props.ts";

/** A step with its panels. */
export function StepView(props: StepProps) {
  const { step, status } = props;
  const { View, isShownLocked } = STEP_FOLDERS[step];
  return (
    <>
      {status.state === "locked" && !isShownLocked ? (
        <Locked needs={status.needs} />
      ) : (
        <View {...props} />
      )}
      <StepPanels {...props} />
    </>
  );
}
