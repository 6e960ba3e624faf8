import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { CheckThatStopsIt, LabNav, StepList } from "./lab-parts.tsx";
import { GuardSwitches, Readouts, type Readout } from "./swap-view.tsx";
import { labelOf } from "#linking/walkthrough/account.ts";
import { SWAP_SCENARIOS } from "#linking/session-swap/swap-scenarios.ts";
import type { SwapScenario } from "#linking/session-swap/swap.ts";
import type { TenantCapabilities } from "#protocol/control.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Hint } from "#ui/hint.tsx";
import { Lesson } from "#ui/lesson.tsx";
import type { WireLog } from "#wire/log.ts";
import type { Config } from "#session/config.ts";
import { findingHref, paths } from "#shell/paths.ts";
import { PressNotice } from "#shell/press-notice.tsx";
import { busyIn } from "#session/presses.ts";
import type { Session } from "#session/session.ts";
import { RequestPanelLayout } from "#shell/request-panel/request-panel-layout.tsx";
import { LabFinding } from "./lab-finding.tsx";
import { plannedOfSwap } from "./planned.ts";
import {
  createSwapRunner,
  SESSION_STEP,
  type SwapRunner,
  type SwapState,
} from "#session/labs/swap-runner.ts";

/** One scenario: three readouts, guards, and steps that the reader takes. */
export function SessionLab({
  scenario,
  session,
  log,
  config,
  capabilities,
}: {
  scenario: SwapScenario;
  session: Session;
  log: WireLog;
  config: Config;
  capabilities: TenantCapabilities;
}) {
  const [runner] = useState(() => createSwapRunner(session, scenario));
  const state = useSyncExternalStore(runner.subscribe, runner.state);
  const { line } = useSyncExternalStore(session.subscribe, session.state);
  const { guards, done, accessToken } = state;
  const planned = useMemo(() => {
    const steps = scenario.steps(guards);
    const isLoggedOut = steps.slice(0, done).some(({ act }) => act.kind === "log-out-second");
    return plannedOfSwap(steps.slice(done), guards, isLoggedOut);
  }, [scenario, guards, done]);
  const holder = runner.holderOf(state.readouts.tokenSub);

  useEffect(() => runner.cancelLogin, [runner]);

  return (
    <RequestPanelLayout
      log={log}
      step={SESSION_STEP}
      planned={planned}
      tokens={
        accessToken === null || holder === "nobody"
          ? []
          : [
              {
                owner: holder,
                name: "access token",
                purpose: "of the app’s client",
                raw: accessToken,
              },
            ]
      }
      keys={session.state().walkthrough.keys}
      tenant={config.tenant}
      canTellRules={capabilities.hasLog}
      findingHref={findingHref}
    >
      <Lesson kicker="Lab · Session swap" title={scenario.title} lead={scenario.lead}>
        <LabNav
          label="Scenarios"
          links={SWAP_SCENARIOS.map(({ id, title }) => ({
            title,
            href: paths.lab("session", id),
          }))}
          current={paths.lab("session", scenario.id)}
        />
        <PressNotice session={session} />
        {runner.steps().length === 0 ? (
          <Callout tone="note" title="This one is read-only.">
            <p>
              To show it, LinkLab would have to put tokens into this browser’s storage, where every
              script of the page and every later visit could read them. It never does.
            </p>
          </Callout>
        ) : (
          <Running
            runner={runner}
            state={state}
            isBusy={busyIn(line, SESSION_STEP).size > 0}
            config={config}
          />
        )}
        <CheckThatStopsIt
          check={scenario.check}
          links={
            <>
              {scenario.finding === null ? null : (
                <Link href={paths.error(scenario.finding)}>When somebody else comes back</Link>
              )}
              <Link href={paths.step("secondary")}>How the walkthrough proves B</Link>
            </>
          }
        />
      </Lesson>
    </RequestPanelLayout>
  );
}

function Running({
  runner,
  state,
  isBusy,
  config,
}: {
  runner: SwapRunner;
  state: SwapState;
  /** A step runs or waits for its turn. */
  isBusy: boolean;
  config: Config;
}) {
  const { scenario } = runner;
  const next = runner.next();
  const login = next?.act.kind === "log-in" ? next.act.as : null;
  const ended = next === null ? runner.holderOf(state.readouts.user?.userId ?? null) : null;
  const isAsUnguarded = ended === scenario.ends(new Set());

  return (
    <>
      <Readouts readouts={readoutsOf(runner, state)} />
      {state.finding === null ? null : <LabFinding finding={state.finding} />}
      <GuardSwitches
        scenario={scenario}
        on={state.guards}
        onChange={(guards) => void runner.startAgain(guards)}
      />
      <Actions
        note={
          login === null || config.accountHints === null ? null : (
            <Hint text={config.accountHints[login]} />
          )
        }
      >
        <Button
          look="primary"
          isBusy={isBusy}
          busyLabel={login === null ? "Working…" : "Waiting for the popup…"}
          onClick={next === null ? () => void runner.startAgain() : () => void runner.step()}
        >
          {next === null ? "Start again" : login === null ? "Next step" : `Log in as ${login}`}
        </Button>
        {isBusy && login !== null ? (
          <Button onClick={runner.cancelLogin}>Cancel the login</Button>
        ) : null}
        {state.done > 0 && next !== null ? (
          <Button onClick={() => void runner.startAgain()}>Start again</Button>
        ) : null}
      </Actions>
      <StepList
        steps={runner.steps().map(({ does, act }, index) => ({
          owner: act.kind === "log-in" ? act.as : null,
          who: "",
          does,
          state: index < state.done ? "done" : index === state.done ? "next" : "later",
          outcome: index < state.done ? { tone: "note", text: "done" } : null,
        }))}
      />
      {ended === null ? null : (
        <Callout tone={isAsUnguarded ? "bad" : "ok"} title={TITLES[ended]}>
          <p>{scenario.insight[ended]}</p>
        </Callout>
      )}
      <p>
        The clients of this lab are its own and keep their tokens in memory. Your walkthrough keeps
        its tokens; only the tenant’s cookie changes with every login here, and the bar above says
        whose it is.
      </p>
    </>
  );
}

const TITLES = {
  A: "The app is still A’s.",
  B: "The app is B’s now, and nobody said so.",
  nobody: "Nobody is signed in.",
} as const;

function readoutsOf(runner: SwapRunner, { readouts, accounts }: SwapState): readonly Readout[] {
  const { user, tokenSub, cookie } = readouts;
  const owner = [accounts.A, accounts.B, user].find((account) => account?.userId === tokenSub);
  return [
    {
      label: "User of the SDK",
      holder: runner.holderOf(user?.userId ?? null),
      text: user === null ? "nobody" : labelOf(user),
    },
    {
      label: "sub of the access token",
      holder: runner.holderOf(tokenSub),
      text: owner ? labelOf(owner) : (tokenSub ?? "no token"),
    },
    {
      label: "Owner of the tenant’s cookie",
      holder: runner.holderOf(cookie?.userId ?? null),
      text: cookie === null ? "not known" : labelOf(cookie),
    },
  ];
}
