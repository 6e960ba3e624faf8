import { useEffect } from "react";
import { isBlocking, type Check } from "#linking/tokens/checks.ts";
import { positionOf } from "#linking/walkthrough/steps.ts";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { Callout, type Tone } from "#ui/callout.tsx";
import { scenarioIn } from "#session/steering.ts";
import { LinkTokens } from "#steps/link-tokens.tsx";
import { Locked, NextLink } from "#shell/locked.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { useChecks } from "#steps/use-checks.ts";
import { Checking } from "#steps/checking.tsx";
import { CheckList } from "./check-list.tsx";

/** Step: the ten checks of the request that the link will send, before anything is sent. */
export function CheckView({ step, walkthrough, choices, session, config }: StepProps) {
  const next = <NextLink step={step} />;
  const request = session.request("link");
  const checked = useChecks(request, walkthrough, config.tenant);
  const areShown = checked !== null && checked.checks !== null;
  useEffect(() => {
    if (areShown) session.seeChecks();
  }, [areShown, session]);

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
      <Callout {...verdictOf(checks)} actions={next} />
      <LinkTokens request={request} scenario={scenario} checks={checks} now={now} />
      {checks === null ? null : <CheckList checks={checks} />}
    </>
  );
}

function verdictOf(checks: readonly Check[] | null): { tone: Tone; title: string } {
  if (checks === null) return { tone: "note", title: "There are no two tokens to check" };
  const fitting = checks.filter(({ passes }) => passes).length;
  const title = `${fitting} of ${checks.length} fit.`;
  if (fitting === checks.length) return { tone: "ok", title };
  return checks.some(isBlocking)
    ? { tone: "bad", title: `${title} The API would refuse this link.` }
    : { tone: "note", title: `${title} The rest is yours to decide; the API would not stop it.` };
}
