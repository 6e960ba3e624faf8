import { useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { StartOver } from "#features/rail/start-over.tsx";
import { Rail, type RailStep } from "#features/rail/rail.tsx";
import { STEP_IDS, journey, type StepId } from "#linking/journey.ts";
import { linkedIdentities } from "#linking/walkthrough.ts";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Lesson } from "#ui/lesson.tsx";
import type { WireLog } from "#wire/log.ts";
import type { Config } from "./config.ts";
import { FindingView } from "./finding-view.tsx";
import { heldTokens, railDetails } from "./derived.ts";
import styles from "./learn.module.css";
import { paths } from "./paths.ts";
import { NotFound } from "./not-found.tsx";
import type { Session } from "./session.ts";
import { SignedOut } from "./signed-out.tsx";
import { StepView } from "./step-view.tsx";
import { isStepId, positionOf, STEP_LEADS, STEP_TITLES } from "./steps.ts";
import { WireFrame } from "./wire-frame.tsx";

type LearnProps = {
  readonly step: StepId;
  readonly session: Session;
  readonly log: WireLog;
  readonly config: Config;
};

const NOTHING: readonly never[] = [];

/** A step of the walkthrough, if there is one of that name. */
export function Learn({ step, ...rest }: { step: string } & Omit<LearnProps, "step">) {
  return isStepId(step) ? <Step step={step} {...rest} /> : <NotFound />;
}

/** Rail, lesson and wire. */
function Step({ step, session, log, config }: LearnProps) {
  const { walkthrough, busy, finding } = useSyncExternalStore(session.subscribe, session.state);
  const [, navigate] = useLocation();
  const statuses = journey(walkthrough);
  const details = railDetails(walkthrough, config.tenant);
  const { number, count } = positionOf(step);
  const rail: RailStep[] = STEP_IDS.map((id) => ({
    id,
    href: paths.step(id),
    title: STEP_TITLES[id].short,
    detail: details[id],
    status: statuses[id],
  }));

  function startOver() {
    session.startOver();
    navigate(paths.step("tenant"));
  }

  return (
    <div className={styles["learn"]}>
      <div className={styles["rail"]}>
        <Rail steps={rail} current={step} isLinked={linkedIdentities(walkthrough).length > 0} />
        <StartOver isOffered={walkthrough.keys !== null} onStartOver={startOver} />
      </div>
      <WireFrame
        log={log}
        step={step}
        planned={NOTHING}
        tokens={heldTokens(walkthrough)}
        tenant={config.tenant}
        canTellRules={false}
        litClaims={NOTHING}
      >
        <Lesson
          key={step}
          kicker={`Step ${number} of ${count}`}
          title={STEP_TITLES[step].title}
          lead={STEP_LEADS[step]}
        >
          <SignedOut
            step={step}
            session={session}
            walkthrough={walkthrough}
            isBusy={busy !== null}
          />
          {busy === "popup" && step !== "primary" && step !== "secondary" ? (
            <Callout
              tone="note"
              title="A login is open in a popup"
              actions={<Button onClick={session.cancelPopup}>Cancel it</Button>}
            >
              <p>Finish it there first; until then nothing else is sent.</p>
            </Callout>
          ) : null}
          {finding?.step === step ? (
            <FindingView finding={finding} session={session} walkthrough={walkthrough} />
          ) : null}
          <StepView
            step={step}
            status={statuses[step]}
            walkthrough={walkthrough}
            busy={busy}
            session={session}
            log={log}
            config={config}
            onStartOver={startOver}
          />
        </Lesson>
      </WireFrame>
    </div>
  );
}
