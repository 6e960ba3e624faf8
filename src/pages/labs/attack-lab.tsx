import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { CheckThatStopsIt, LabNav } from "./lab-parts.tsx";
import { AttackControls, AttackView } from "./attack-view.tsx";
import { buildAttackRequest, senderOf } from "#linking/attacks/attack-requests.ts";
import { ATTACKS } from "#linking/attacks/attacks.ts";
import { accountsOf, type Attack, type AttackStep } from "#linking/attacks/attack.ts";
import { NO_CAPABILITIES, type Control, type TenantCapabilities } from "#protocol/control.ts";
import { Hint } from "#ui/hint.tsx";
import { Lesson } from "#ui/lesson.tsx";
import { RequestCard } from "#ui/request-card.tsx";
import type { WireLog } from "#wire/log.ts";
import { showRequest } from "#wire/named-request.ts";
import { printRequest } from "#wire/request.ts";
import type { Config } from "#session/config.ts";
import { freshId } from "#session/fresh-id.ts";
import { findingHref, paths } from "#shell/paths.ts";
import { PressNotice } from "#shell/press-notice.tsx";
import { busyIn } from "#session/presses.ts";
import type { Session } from "#session/session.ts";
import { RequestPanelLayout } from "#shell/request-panel/request-panel-layout.tsx";
import { LabFinding } from "./lab-finding.tsx";
import { plannedOfAttack } from "./planned.ts";
import { ATTACK_STEP, createAttackPlayer, type AttackState } from "#session/labs/attack-player.ts";
import { columnsOf, listedSteps } from "./attack-rows.ts";

/** How long a step stays before the next, where the attack plays by itself, in milliseconds. */
const READING_MS = 2500;

type LabProps = {
  readonly attack: Attack;
  readonly session: Session;
  readonly log: WireLog;
  readonly config: Config;
  readonly capabilities: TenantCapabilities;
};

/** An attack, replayed against accounts that are made for it; read-only, where none can be made. */
export function AttackLab(props: LabProps) {
  const { session, capabilities } = props;
  const { control } = session.ports;
  const isAsking = control !== null && capabilities === NO_CAPABILITIES;
  const { canMint, hasPolicy, canSuggestAccounts } = capabilities;
  const isSteerable = canMint && hasPolicy && canSuggestAccounts;
  return control !== null && (isAsking || isSteerable) ? (
    <Replay {...props} control={control} isReady={!isAsking} />
  ) : (
    <ReadOnly {...props} />
  );
}

/** The attack as text: nothing is sent. */
function ReadOnly(props: LabProps) {
  const [accounts] = useState(() => accountsOf(props.attack, "example"));
  const state: AttackState = {
    accounts,
    results: [],
    isPlaying: false,
    isBusy: false,
    finding: null,
    tokens: {},
  };
  return <Screen {...props} state={state} controls={null} />;
}

function Replay({ control, isReady, ...props }: LabProps & { control: Control; isReady: boolean }) {
  const { attack, session } = props;
  const [player] = useState(() =>
    createAttackPlayer(session, attack, { control, wait: readingTime, newTag: freshId }),
  );
  const state = useSyncExternalStore(player.subscribe, player.state);
  const { line } = useSyncExternalStore(session.subscribe, session.state);
  const { act } = player.next() ?? {};
  const loginAs = act?.kind === "login" ? act.as : null;

  useEffect(() => {
    const beginAnew = ({ persisted }: PageTransitionEvent) => {
      // The page as it was, but its accounts are gone.
      if (persisted) void player.startAgain();
    };
    window.addEventListener("pageshow", beginAnew);
    return () => {
      window.removeEventListener("pageshow", beginAnew);
      void player.startAgain();
    };
  }, [player]);

  return (
    <Screen
      {...props}
      state={state}
      controls={
        <AttackControls
          isPlaying={state.isPlaying}
          isBusy={busyIn(line, ATTACK_STEP).size > 0}
          isReady={isReady}
          isBegun={state.results.length > 0}
          isOver={player.next() === null}
          loginAs={loginAs === null ? null : state.accounts[loginAs].name}
          onPlay={() => void player.play()}
          onPause={player.pause}
          onStep={() => void player.step()}
          onSkip={player.skip}
          onStartAgain={() => void player.startAgain()}
          onCancel={player.cancelLogin}
        />
      }
    />
  );
}

function Screen({
  attack,
  session,
  log,
  config,
  capabilities,
  state,
  controls,
}: LabProps & { state: AttackState; controls: React.ReactNode }) {
  const { accounts, results, tokens } = state;
  const next = attack.steps[results.length] ?? null;
  const planned = useMemo(
    () => plannedOfAttack(attack.steps.slice(results.length)),
    [attack, results.length],
  );
  const isReadOnly = controls === null;
  return (
    <RequestPanelLayout
      log={log}
      step={ATTACK_STEP}
      planned={planned}
      tokens={
        tokens.A === undefined
          ? []
          : [{ owner: "A", name: "access token", purpose: "Mallory’s own", raw: tokens.A }]
      }
      keys={session.state().walkthrough.keys}
      tenant={config.tenant}
      canTellRules={capabilities.hasLog}
      findingHref={findingHref}
    >
      <Lesson kicker="Lab · Attack replay" title={attack.title} lead={attack.lead}>
        <LabNav
          label="Stories"
          links={ATTACKS.map(({ id, title }) => ({ title, href: paths.lab("attack", id) }))}
          current={paths.lab("attack", attack.id)}
        />
        <PressNotice session={session} />
        <AttackView
          attack={attack}
          accounts={accounts}
          steps={listedSteps(attack, state)}
          columns={columnsOf(attack, results)}
          controls={controls}
          failure={state.finding === null ? null : <LabFinding finding={state.finding} />}
          hint={
            next?.act.kind === "login" && !isReadOnly ? (
              <LoginHint state={state} step={next} />
            ) : null
          }
          request={<Requests attack={attack} state={state} isAll={isReadOnly} session={session} />}
          isInsightSeen={isReadOnly || results.length >= attack.insight.after}
          check={
            <CheckThatStopsIt
              check={attack.check}
              links={
                <>
                  <Link href={paths.step("check")}>The ten checks before a link</Link>
                  {attack.finding === null ? null : (
                    <Link href={paths.error(attack.finding)}>When the API refuses a user ID</Link>
                  )}
                </>
              }
            />
          }
        />
      </Lesson>
    </RequestPanelLayout>
  );
}

function LoginHint({ state: { accounts }, step }: { state: AttackState; step: AttackStep }) {
  if (step.act.kind !== "login") return null;
  const { email, password, name } = accounts[step.act.as];
  return (
    <p>
      Log in as {name} in the popup and see whose user opens. The tenant’s cookie is {name}’s then,
      until the account is deleted; your walkthrough keeps its tokens.{" "}
      <Hint text={password === null ? email : `${email}, ${password}`} />
    </p>
  );
}

/** The request of the step, or of all where none is sent. */
function Requests({
  attack,
  state,
  isAll,
  session,
}: {
  attack: Attack;
  state: AttackState;
  isAll: boolean;
  session: Session;
}) {
  const { tenant } = session;
  const { results, accounts, tokens } = state;
  const sends = attack.steps.flatMap(({ act }, index) =>
    act.kind === "send" ? [{ act, index }] : [],
  );
  const upTo = sends.findLast(({ index }) => index <= results.length) ?? sends[0];
  const names = new Set(
    (isAll ? sends : sends.filter((send) => send === upTo)).map(({ act }) => act.request),
  );
  return [...names].map((name) => {
    const sender = senderOf(name);
    const request = buildAttackRequest(tenant, name, accounts, tokens[sender] ?? null);
    return (
      <RequestCard key={name} title={TITLES[name]} request={printRequest(showRequest(request))} />
    );
  });
}

const TITLES = {
  claim: "What Mallory sends",
  "read-own": "How Mallory reads her user",
  find: "How the server looks for an address",
  "server-link": "How the server links",
} as const;

function readingTime(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, READING_MS));
}
