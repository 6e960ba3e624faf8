import { Panel } from "#ui/panel.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { OwnTenant } from "./own-tenant.tsx";

export function TenantPanels({ config }: StepProps) {
  return (
    <Panel title="Use my tenant" hint="domain and client ID">
      <OwnTenant config={config} />
    </Panel>
  );
}
