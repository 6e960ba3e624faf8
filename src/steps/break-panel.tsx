import { GROUPS } from "#linking/findings/groups.ts";
import { BreakIt, type BreakOption } from "./break-it.tsx";
import { useEffect, useRef, useState } from "react";
import { stepOf } from "#linking/walkthrough/steps.ts";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { SCENARIOS } from "#linking/scenarios/scenarios.ts";
import { FINDINGS } from "#linking/findings/findings.ts";
import { Panel } from "#ui/panel.tsx";
import { scenarioIn, lackOf } from "#session/steering.ts";
import type { StepProps } from "./step-props.ts";

const isByHand = (one: Scenario) => one.changes.some((change) => change.by === "browser");

/** The exercise of a step; nothing where the step itself is one, or where nothing can go wrong. */
export function BreakPanel({ step, walkthrough, choices, capabilities, session }: StepProps) {
  const scenarios = SCENARIOS.filter((one) => one.step === step);
  const [linked] = useState(() => new URLSearchParams(window.location.search).get("break"));
  const isTaken = useRef(false);
  const asked = scenarios.find(({ id }) => id === linked) ?? null;
  const canTake =
    asked !== null && !isByHand(asked) && lackOf(asked, capabilities, walkthrough) === null;

  useEffect(() => {
    if (!canTake || isTaken.current || linked === null) return;
    isTaken.current = true;
    session.choose({ scenario: { step, id: linked } });
  }, [canTake, linked, step, session]);

  if (stepOf(step).attempt !== undefined || scenarios.length === 0) return null;
  const options = scenarios.map((one): BreakOption => {
    const byHand = one.changes.find((change) => change.by === "browser");
    return {
      id: one.id,
      label: one.label,
      group: GROUPS[FINDINGS[one.finding].group].title,
      leadsTo: FINDINGS[one.finding].title,
      how: byHand?.how ?? null,
      unavailable: lackOf(one, capabilities, walkthrough),
    };
  });
  return (
    <Panel
      id="break-it"
      startsOpen={linked !== null}
      title="Break it"
      hint={`${scenarios.filter((one) => !isByHand(one)).length} ways`}
    >
      <BreakIt
        options={options}
        broken={scenarioIn(choices, step)?.id ?? null}
        onBreak={(id) => {
          isTaken.current = true;
          session.choose({ scenario: id === null ? null : { step, id } });
        }}
      />
    </Panel>
  );
}
