import { Callout } from "#ui/callout.tsx";
import { Panel } from "#ui/panel.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { OWN_TENANT_HASH } from "#shell/paths.ts";
import { OwnTenant } from "./own-tenant.tsx";

export function TenantPanels({ config }: StepProps) {
  const isAsked = window.location.hash === OWN_TENANT_HASH;
  if (config.leftOut.includes("own-tenant"))
    return isAsked ? (
      <Callout tone="note" title="This deployment leaves out tenants of one’s own.">
        <p>The steps run at {config.tenantName}.</p>
      </Callout>
    ) : null;
  return (
    <Panel title="Use my tenant" hint="domain and client ID" startsOpen={isAsked}>
      <OwnTenant config={config} />
    </Panel>
  );
}
