import { useState, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { Endings } from "#features/rail/endings.tsx";
import { Rail, type RailStep } from "#features/rail/rail.tsx";
import { WirePanel, type WireView } from "#features/wire-panel/wire-panel.tsx";
import { STEP_IDS, journey, type StepId } from "#linking/journey.ts";
import { linkedIdentities } from "#linking/walkthrough.ts";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Lesson } from "#ui/lesson.tsx";
import type { WireLog } from "#wire/log.ts";
import type { Config } from "./config.ts";
import { brokenIn } from "./breaking.ts";
import { FindingView } from "./finding-view.tsx";
import { heldTokens, railDetails } from "./derived.ts";
import styles from "./learn.module.css";
import { paths } from "./paths.ts";
import { NotFound } from "./not-found.tsx";
import type { Session } from "./session.ts";
import { SignedOut } from "./signed-out.tsx";
import { StepView } from "./step-view.tsx";
import { isStepId, positionOf, STEP_LEADS, STEP_TITLES } from "./steps.ts";
import { useNow } from "./use-now.ts";

/** What the small screen shows: there is room for one of the three. */
type Pane = "lesson" | WireView;

const PANES: readonly { value: Pane; label: string }[] = [
  { value: "lesson", label: "Lesson" },
  { value: "requests", label: "Requests" },
  { value: "tokens", label: "Tokens" },
];

type LearnProps = {
  readonly step: StepId;
  readonly session: Session;
  readonly log: WireLog;
  readonly config: Config;
};

/** A step of the walkthrough, if there is one of that name. */
export function Learn({ step, ...rest }: { step: string } & Omit<LearnProps, "step">) {
  return isStepId(step) ? <Step step={step} {...rest} /> : <NotFound />;
}

/** Rail, lesson and wire. */
function Step({ step, session, log, config }: LearnProps) {
  const { walkthrough, choices, capabilities, busy, finding } = useSyncExternalStore(
    session.subscribe,
    session.state,
  );
  const events = useSyncExternalStore(log.subscribe, log.events);
  const now = useNow();
  const [pane, setPane] = useState<Pane>("lesson");
  const [view, setView] = useState<WireView>("requests");
  const [isDrawerOpen, setIsDrawerOpen] = useState(() => window.innerHeight >= 640);
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

  function showPane(next: Pane) {
    setPane(next);
    if (next !== "lesson") setView(next);
  }

  return (
    <div
      className={styles["learn"]}
      data-pane={pane}
      data-drawer={isDrawerOpen ? "open" : "closed"}
    >
      <div className={styles["rail"]}>
        <Rail steps={rail} current={step} isLinked={linkedIdentities(walkthrough).length > 0} />
        <Endings
          canStartOver={walkthrough.keys !== null}
          canLogOut={walkthrough.primary !== null || walkthrough.cookie !== null}
          isLoggingOut={busy === "logging-out"}
          onStartOver={startOver}
          onLogOut={() => void session.logOut()}
        />
      </div>
      <main className={styles["main"]} id="main">
        <div className={styles["lesson"]}>
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
              <FindingView
                finding={finding}
                session={session}
                walkthrough={walkthrough}
                isExpected={brokenIn(choices, step) !== null}
              />
            ) : null}
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
              onStartOver={startOver}
            />
          </Lesson>
        </div>
        <div className={styles["wire"]}>
          {pane === "lesson" ? null : (
            <h1 className={styles["pane-title"]}>
              {PANES.find(({ value }) => value === pane)?.label}
            </h1>
          )}
          <button
            type="button"
            className={styles["drawer"]}
            aria-expanded={isDrawerOpen}
            onClick={() => setIsDrawerOpen(!isDrawerOpen)}
          >
            {isDrawerOpen ? "Hide the wire" : "Show the wire"}
          </button>
          <WirePanel
            events={events}
            tokens={heldTokens(walkthrough)}
            tenant={config.tenant}
            now={now}
            view={view}
            onView={setView}
          />
        </div>
      </main>
      <nav className={styles["bar"]} aria-label="Views">
        {PANES.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            className={styles["bar-button"]}
            aria-pressed={pane === value}
            onClick={() => showPane(value)}
          >
            {label}
          </button>
        ))}
      </nav>
    </div>
  );
}
