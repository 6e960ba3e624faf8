import { Panel } from "#ui/panel.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { MetadataView } from "./metadata-view.tsx";

export function LinkPanels({ walkthrough, config }: StepProps) {
  return (
    <Panel title="Metadata" hint="what B loses">
      <MetadataView walkthrough={walkthrough} tenant={config.tenant} />
    </Panel>
  );
}
