import { CheckStep } from "./check-step.tsx";
import { positionOf } from "#linking/walkthrough/steps.ts";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { Callout } from "#ui/callout.tsx";
import { scenarioIn } from "#session/steering.ts";
import { LinkTokens } from "#steps/link-tokens.tsx";
import { Locked, NextLink } from "#shell/locked.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { useChecks } from "#steps/use-checks.ts";
import { Checking } from "#steps/checking.tsx";

/** The ten checks of the request that the link will send. */
export function CheckView({ step, walkthrough, choices, session, config }: StepProps) {
  const next = <NextLink step={step} />;
  const request = session.request("link");
  const checked = useChecks(request, walkthrough, config.tenant);
  if (request === null) {
    return linkedIdentities(walkthrough).length > 0 ? (
      <Callout tone="note" title="The accounts are linked already" actions={next}>
        <p>The checks compare A’s token with B’s, and B’s went with the reload.</p>
      </Callout>
    ) : (
      <Locked needs="secondary" />
    );
  }
  if (checked === null) return <Checking />;
  const { checks, now } = checked;
  const scenario = scenarioIn(choices, "link");
  const tokens = <LinkTokens request={request} scenario={scenario} checks={checks} now={now} />;
  return (
    <>
      {scenario === null ? null : (
        <Callout
          tone="expected"
          title={`Step ${positionOf("link").number} is broken on purpose: ${scenario.label}`}
        >
          <p>These are the checks of the request that it sends.</p>
        </Callout>
      )}
      {checks === null ? (
        <>
          <Callout tone="note" title="There are no two tokens to check" actions={next} />
          {tokens}
        </>
      ) : (
        <CheckStep checks={checks} tokens={tokens} onSeen={session.seeChecks} next={next} />
      )}
    </>
  );
}
