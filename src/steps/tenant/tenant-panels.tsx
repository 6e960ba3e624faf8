import { Panel } from "#ui/panel.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { OwnTenantView } from "./own-tenant-view.tsx";

export function TenantPanels({ config }: StepProps) {
  return (
    <Panel title="Use my tenant" hint="domain and client ID">
      <OwnTenantView config={config} />
    </Panel>
  );
}
