import { Panel } from "#ui/panel.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { Identities } from "./identities.tsx";

export function ChangesPanels({ walkthrough }: StepProps) {
  if (walkthrough.user === null) return null;
  return (
    <Panel title="Identities" hint="with their profile data">
      <Identities identities={walkthrough.user.identities} busyId={null} onUnlink={null} />
    </Panel>
  );
}
