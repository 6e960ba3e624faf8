import { Identities } from "./changes/identities.tsx";
import { InYourCode } from "./in-your-code/in-your-code.tsx";
import { SERVER_CHECK } from "./check/server-check.tsx";
import { WHY } from "./why.tsx";
import { Panel, PanelGroup } from "#ui/panel.tsx";
import { showRequest } from "#wire/named-request.ts";
import { asCurl, asFetch } from "#wire/request.ts";
import { BreakPanel } from "./break-panel.tsx";
import { MetadataView } from "./link/metadata-view.tsx";
import { OwnTenantView } from "./tenant/own-tenant-view.tsx";
import type { StepProps } from "./step-props.ts";

/** The closed panels under every step: the reader's own code, the reasons, and the exercise. */
export function StepPanels(props: StepProps) {
  const { step, walkthrough, choices, session, config } = props;
  const request = session.request(step);
  const shown = request && showRequest(request);
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
          curl={shown && asCurl(shown)}
          fetch={shown && asFetch(shown)}
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
