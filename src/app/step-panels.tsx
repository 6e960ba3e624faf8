import { Identities } from "#features/identities/identities.tsx";
import { InYourCode } from "#features/in-your-code/in-your-code.tsx";
import { SERVER_CHECK } from "#features/step-panels/server-check.tsx";
import { WHY } from "#features/step-panels/why.tsx";
import { linkedIdentities } from "#linking/walkthrough.ts";
import { buildDiscoveryRequest } from "#protocol/discovery.ts";
import type { HttpRequest } from "#protocol/http.ts";
import { Panel, PanelGroup } from "#ui/panel.tsx";
import { asCurl, asFetch, redactRequest } from "#wire/request.ts";
import { BreakPanel } from "./break-panel.tsx";
import { MetadataView } from "./metadata-view.tsx";
import { OwnTenantView } from "./own-tenant-view.tsx";
import {
  dangerousRequest,
  linkRequest,
  oldWayRequest,
  readRequest,
  unlinkRequest,
} from "./requests.ts";
import type { StepProps } from "./step-view.tsx";

/** The closed panels under every step: the reader's own code, the reasons, and the exercise. */
export function StepPanels(props: StepProps) {
  const { step, walkthrough, choices, session, log, config } = props;
  const request = requestOf(props);
  const redacted = request && redactRequest(log.redactor, request, "A");
  const { hint, text } = WHY[step];
  return (
    <PanelGroup>
      {step === "tenant" ? (
        <Panel title="Use my tenant" hint="domain and client ID">
          <OwnTenantView config={config} />
        </Panel>
      ) : null}
      {step === "check" ? (
        <Panel title="On your server" hint="the check that no page can make">
          {SERVER_CHECK}
        </Panel>
      ) : null}
      {step === "link" ? (
        <Panel title="Metadata" hint="what B loses">
          <MetadataView walkthrough={walkthrough} tenant={config.tenant} />
        </Panel>
      ) : null}
      {step === "changes" && walkthrough.user !== null ? (
        <Panel title="Identities" hint="with their profile data">
          <Identities identities={walkthrough.user.identities} busyId={null} onUnlink={null} />
        </Panel>
      ) : null}
      <Panel title="In your code">
        <InYourCode
          step={step}
          tenant={config.tenant}
          curl={redacted && asCurl(redacted)}
          fetch={redacted && asFetch(redacted)}
          language={choices.language}
          onLanguage={(language) => session.choose({ language })}
        />
      </Panel>
      <Panel title="Why" hint={hint}>
        {text}
      </Panel>
      <BreakPanel {...props} />
    </PanelGroup>
  );
}

/** The request that a step prints, for the code that sends it. */
function requestOf({ step, walkthrough, config }: StepProps): HttpRequest | null {
  const { tenant } = config;
  switch (step) {
    case "tenant":
      return buildDiscoveryRequest(tenant);
    case "old-way":
      return oldWayRequest(walkthrough, tenant);
    case "link":
      return linkRequest(walkthrough, tenant);
    case "changes":
      return readRequest(walkthrough, tenant);
    case "dangerous":
      return dangerousRequest(walkthrough, tenant);
    case "unlink": {
      const [identity] = linkedIdentities(walkthrough);
      return identity === undefined ? null : unlinkRequest(walkthrough, tenant, identity);
    }
    case "primary":
    case "secondary":
    case "check":
      return null;
  }
}
