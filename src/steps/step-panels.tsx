import { InYourCode } from "./in-your-code/in-your-code.tsx";
import { Panel, PanelGroup } from "#ui/panel.tsx";
import { showRequest } from "#wire/named-request.ts";
import { asCurl, asFetch } from "#wire/request.ts";
import { BreakPanel } from "./break-panel.tsx";
import { STEP_FOLDERS } from "./folders.ts";
import type { StepProps } from "./step-props.ts";

/** The closed panels under every step: its own, the reader's code, the reasons, and the exercise. */
export function StepPanels(props: StepProps) {
  const { step, choices, session, config } = props;
  const { Panels, snippets, why } = STEP_FOLDERS[step];
  const request = session.request(step);
  const shown = request && showRequest(request);
  return (
    <PanelGroup>
      {Panels === null ? null : <Panels {...props} />}
      <Panel title="In your code">
        <InYourCode
          snippets={snippets}
          tenant={config.tenant}
          curl={shown && asCurl(shown)}
          fetch={shown && asFetch(shown)}
          language={choices.language}
          onLanguage={(language) => session.choose({ language })}
        />
      </Panel>
      <Panel title="Why" hint={why.hint}>
        {why.text}
      </Panel>
      <BreakPanel {...props} />
    </PanelGroup>
  );
}
