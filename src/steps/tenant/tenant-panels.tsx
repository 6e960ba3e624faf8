import { Panel } from "#ui/panel.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { OWN_TENANT_HASH } from "#shell/paths.ts";
import { OwnTenant } from "./own-tenant.tsx";

export function TenantPanels({ config }: StepProps) {
  return (
    <Panel
      title="Use my tenant"
      hint="domain and client ID"
      startsOpen={window.location.hash === OWN_TENANT_HASH}
    >
      <OwnTenant config={config} />
    </Panel>
  );
}
