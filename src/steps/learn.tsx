import { useMemo, useState, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { Endings } from "#shell/rail/endings.tsx";
import { StartOverDialog } from "#shell/rail/start-over-dialog.tsx";
import { Rail } from "#shell/rail/rail.tsx";
import type { RailStep } from "#shell/rail/rail-step.ts";
import type { Fix } from "#linking/findings/finding-copy.ts";
import { FINDINGS } from "#linking/findings/findings.ts";
import { STEP_IDS, journey, type StepId } from "#linking/walkthrough/journey.ts";
import { Button, StopContext } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Lesson } from "#ui/lesson.tsx";
import type { WireLog } from "#wire/log.ts";
import type { Config } from "#session/config.ts";
import { needsUnlink, scenarioIn } from "#session/steering.ts";
import { FindingView } from "./finding-view.tsx";
import { findingOfStep, heldTokens, litClaims, plannedIn } from "#session/derived.ts";
import styles from "./learn.module.css";
import { findingHref, paths } from "#shell/paths.ts";
import { NotFound } from "#shell/not-found.tsx";
import { PressNotice } from "#shell/press-notice.tsx";
import { busyIn } from "#session/presses.ts";
import type { Session } from "#session/session.ts";
import { ScenarioNotice } from "./scenario-notice.tsx";
import { SignedOut } from "./signed-out.tsx";
import { StepView } from "./step-view.tsx";
import { isStepId, positionOf, stepOf } from "#linking/walkthrough/steps.ts";
import { RequestPanelLayout } from "#shell/request-panel/request-panel-layout.tsx";

type LearnProps = {
  readonly step: StepId;
  readonly session: Session;
  readonly log: WireLog;
  readonly config: Config;
};

/** What a finding proposes where nobody is signed in; then nothing else has to. */
const LOGINS: ReadonlySet<Fix | null> = new Set(["log-in-as-a", "log-in-again"]);

/** A step of the walkthrough, if there is one of that name. */
export function Learn({ step, ...rest }: { step: string } & Omit<LearnProps, "step">) {
  return isStepId(step) ? <Step step={step} {...rest} /> : <NotFound />;
}

/** Rail, lesson and wire. */
function Step({ step, session, log, config }: LearnProps) {
  const { walkthrough, choices, capabilities, line, notice, finding } = useSyncExternalStore(
    session.subscribe,
    session.state,
  );
  const [, navigate] = useLocation();
  const [isAsking, setIsAsking] = useState(false);
  const busy = busyIn(line, step);
  const openElsewhere = line.find((wish) => wish.busy === "popup" && wish.step !== step);
  const scenario = scenarioIn(choices, step);
  const told = finding?.step === step ? finding : null;
  // One thing is asked of the reader at a time: the rest waits until it is answered.
  const isAsked = notice !== null || openElsewhere !== undefined;
  const isAnswered = told !== null && LOGINS.has(FINDINGS[told.id].fix);
  const statuses = useMemo(() => journey(walkthrough), [walkthrough]);
  const { number, count } = positionOf(step);
  const planned = useMemo(
    () =>
      plannedIn(step, {
        status: statuses[step],
        walkthrough,
        choices,
        session,
        tenant: config.tenant,
      }),
    [step, statuses, walkthrough, choices, session, config.tenant],
  );
  const rail: RailStep[] = STEP_IDS.map((id) => ({
    id,
    href: paths.step(id),
    detail: stepOf(id).detail(walkthrough, config.tenant),
    status: statuses[id],
  }));

  const stop = () => session.stopIn(step);

  function startOver(resetsTenant: boolean) {
    setIsAsking(false);
    session.startOver(resetsTenant).catch(() => session.refuse("tenant", "no-answer"));
    navigate(paths.step("tenant"));
  }

  return (
    <div className={styles["learn"]}>
      <div className={styles["rail"]}>
        <Rail steps={rail} current={step} />
      </div>
      <RequestPanelLayout
        log={log}
        step={step}
        planned={planned}
        tokens={heldTokens(walkthrough)}
        keys={walkthrough.keys}
        tenant={config.tenant}
        capabilities={capabilities}
        finding={told === null ? findingOfStep(step, walkthrough) : told.id}
        evidenceOf={litClaims}
        findingHref={findingHref}
      >
        <Lesson
          key={step}
          kicker={`Step ${number} of ${count}`}
          title={stepOf(step).title}
          lead={stepOf(step).lead}
        >
          <StopContext value={stop}>
            {isAsked || isAnswered ? null : (
              <SignedOut
                step={step}
                session={session}
                walkthrough={walkthrough}
                isBusy={busy.has("leaving")}
              />
            )}
            <PressNotice session={session} />
            {openElsewhere !== undefined && notice === null ? (
              <Callout
                tone="note"
                title="A login is open in a popup"
                actions={
                  <Button onClick={() => session.stopIn(openElsewhere.step)}>Cancel it</Button>
                }
              >
                <p>Finish it there first; until then nothing else is sent.</p>
              </Callout>
            ) : null}
            {told === null ? null : (
              // It stays, hidden: it takes the focus when it comes, not when it comes back.
              <div className={styles["told"]} hidden={isAsked}>
                <FindingView
                  finding={told}
                  session={session}
                  walkthrough={walkthrough}
                  broken={scenario}
                />
              </div>
            )}
          </StopContext>
          {scenario === null ||
          isAsked ||
          (told !== null && !needsUnlink(scenario, walkthrough)) ? null : (
            <ScenarioNotice
              scenario={scenario}
              request={session.request(step)}
              walkthrough={walkthrough}
              onRevert={() => session.choose({ scenario: null })}
            />
          )}
          <StopContext value={stop}>
            <StepView
              step={step}
              status={statuses[step]}
              walkthrough={walkthrough}
              choices={choices}
              capabilities={capabilities}
              busy={busy}
              session={session}
              log={log}
              config={config}
              onStartOver={() => setIsAsking(true)}
            />
          </StopContext>
        </Lesson>
      </RequestPanelLayout>
      <div className={styles["endings"]}>
        <Endings
          canStartOver={walkthrough.keys !== null}
          canLogOut={walkthrough.primary !== null || walkthrough.cookie !== null}
          isStartingOver={line.some((wish) => wish.busy === "starting-over")}
          isLoggingOut={line.some((wish) => wish.busy === "logging-out")}
          onStartOver={() => setIsAsking(true)}
          onLogOut={() => void session.logOut()}
        />
        <StartOverDialog
          isOpen={isAsking}
          canResetTenant={capabilities.canReset}
          onStartOver={startOver}
          onKeep={() => setIsAsking(false)}
        />
      </div>
    </div>
  );
}
