import { BreakIt, type BreakOption } from "./break-it.tsx";
import { useEffect, useRef, useState } from "react";
import { stepOf } from "#linking/walkthrough/steps.ts";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { scenariosOf } from "#linking/scenarios/taught-first.ts";
import { FINDINGS } from "#linking/findings/findings.ts";
import { Button, StopContext } from "#ui/button.tsx";
import { Panel } from "#ui/panel.tsx";
import { lackOf, needsUnlink, scenarioIn } from "#session/steering.ts";
import type { StepProps } from "./step-props.ts";

const isByHand = (one: Scenario) => one.changes.some((change) => change.by === "browser");

/** The exercise of a step; nothing where the step itself is one, or where nothing can go wrong. */
export function BreakPanel(props: StepProps) {
  const { step, walkthrough, choices, capabilities, session } = props;
  const scenarios = scenariosOf(step);
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
  const broken = scenarioIn(choices, step);
  const options = scenarios.map((one): BreakOption => {
    const byHand = one.changes.find((change) => change.by === "browser");
    return {
      id: one.id,
      label: one.label,
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
      hint={`${scenarios.length} ways`}
    >
      <BreakIt
        options={options}
        broken={broken?.id ?? null}
        send={broken === null ? null : <SendBroken {...props} scenario={broken} />}
        onBreak={(id) => {
          isTaken.current = true;
          session.choose({ scenario: id === null ? null : { step, id } });
        }}
      />
    </Panel>
  );
}

/** Sends what is broken; nothing where the step waits for another, and says so above. */
function SendBroken({
  step,
  status,
  busy,
  walkthrough,
  session,
  scenario,
}: StepProps & { scenario: Scenario }) {
  const send = session.repeat(step, scenario.isAtRenewal === true ? "renewing" : null);
  const isRequestMissing = stepOf(step).login === undefined && session.request(step) === null;
  const isLocked = status.state === "locked" || isRequestMissing;
  if (send === null || isLocked || needsUnlink(scenario, walkthrough)) return null;
  return (
    // The step's own button offers to stop.
    <StopContext value={null}>
      <Button
        look="primary"
        isBusy={busy.size > 0}
        busyLabel="Sending…"
        onClick={() => void send()}
      >
        Break and send
      </Button>
    </StopContext>
  );
}
