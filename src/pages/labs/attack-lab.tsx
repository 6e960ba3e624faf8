import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { CheckThatStopsIt, SceneNav } from "./scene-parts.tsx";
import { StoryControls, StoryView } from "./attack-view.tsx";
import { buildStoryRequest, senderOf } from "#linking/attacks/attack-requests.ts";
import { STORIES } from "#linking/attacks/attacks.ts";
import { castOf, type Story, type StoryStep } from "#linking/attacks/attack.ts";
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
import { plannedOfStory } from "./planned.ts";
import { ATTACK_STEP, createStoryPlayer, type StoryState } from "#session/labs/attack-player.ts";
import { columnsOf, listedSteps } from "./attack-rows.ts";

/** How long a step stays before the next, where the story plays by itself, in milliseconds. */
const READING_MS = 2500;

type LabProps = {
  readonly story: Story;
  readonly session: Session;
  readonly log: WireLog;
  readonly config: Config;
  readonly capabilities: TenantCapabilities;
};

/** An attack, replayed against accounts that are made for it; told only, where none can be made. */
export function AttackLab(props: LabProps) {
  const { session, capabilities } = props;
  const { control } = session.ports;
  const isAsking = control !== null && capabilities === NO_CAPABILITIES;
  const { canMint, hasPolicy, canSuggestAccounts } = capabilities;
  const isSteerable = canMint && hasPolicy && canSuggestAccounts;
  return control !== null && (isAsking || isSteerable) ? (
    <Replay {...props} control={control} isReady={!isAsking} />
  ) : (
    <Told {...props} />
  );
}

/** The story as text: nothing is sent. */
function Told(props: LabProps) {
  const [cast] = useState(() => castOf(props.story, "example"));
  const state: StoryState = {
    cast,
    results: [],
    isPlaying: false,
    isBusy: false,
    finding: null,
    tokens: {},
  };
  return <Screen {...props} state={state} controls={null} />;
}

function Replay({ control, isReady, ...props }: LabProps & { control: Control; isReady: boolean }) {
  const { story, session } = props;
  const [player] = useState(() =>
    createStoryPlayer(session, story, { control, wait: readingTime, newTag: freshId }),
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
        <StoryControls
          isPlaying={state.isPlaying}
          isBusy={busyIn(line, ATTACK_STEP).size > 0}
          isReady={isReady}
          isBegun={state.results.length > 0}
          isOver={player.next() === null}
          loginAs={loginAs === null ? null : state.cast[loginAs].name}
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
  story,
  session,
  log,
  config,
  capabilities,
  state,
  controls,
}: LabProps & { state: StoryState; controls: React.ReactNode }) {
  const { cast, results, tokens } = state;
  const next = story.steps[results.length] ?? null;
  const planned = useMemo(
    () => plannedOfStory(story.steps.slice(results.length)),
    [story, results.length],
  );
  const isTold = controls === null;
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
      <Lesson kicker="Lab · Attack replay" title={story.title} lead={story.lead}>
        <SceneNav
          label="Stories"
          scenes={STORIES.map(({ id, title }) => ({ title, href: paths.lab("attack", id) }))}
          current={paths.lab("attack", story.id)}
        />
        <PressNotice session={session} />
        <StoryView
          story={story}
          cast={cast}
          steps={listedSteps(story, state)}
          columns={columnsOf(story, results)}
          controls={controls}
          failure={state.finding === null ? null : <LabFinding finding={state.finding} />}
          hint={
            next?.act.kind === "login" && !isTold ? <LoginHint state={state} step={next} /> : null
          }
          request={<Requests story={story} state={state} isAll={isTold} session={session} />}
          isInsightSeen={isTold || results.length >= story.insight.after}
          check={
            <CheckThatStopsIt
              check={story.check}
              links={
                <>
                  <Link href={paths.step("check")}>The ten checks before a link</Link>
                  {story.finding === null ? null : (
                    <Link href={paths.error(story.finding)}>When the API refuses a user ID</Link>
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

function LoginHint({ state: { cast }, step }: { state: StoryState; step: StoryStep }) {
  if (step.act.kind !== "login") return null;
  const { email, password, name } = cast[step.act.as];
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
  story,
  state,
  isAll,
  session,
}: {
  story: Story;
  state: StoryState;
  isAll: boolean;
  session: Session;
}) {
  const { tenant } = session;
  const { results, cast, tokens } = state;
  const sends = story.steps.flatMap(({ act }, index) =>
    act.kind === "send" ? [{ act, index }] : [],
  );
  const upTo = sends.findLast(({ index }) => index <= results.length) ?? sends[0];
  const names = new Set(
    (isAll ? sends : sends.filter((send) => send === upTo)).map(({ act }) => act.request),
  );
  return [...names].map((name) => {
    const sender = senderOf(name);
    const request = buildStoryRequest(tenant, name, cast, tokens[sender] ?? null);
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
