import { useEffect, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import type { Attack, AttackStep, Sending } from "#linking/attacks/attack.ts";
import { ATTACKS } from "#linking/attacks/attacks.ts";
import type { HeldToken } from "#linking/tokens/held-token.ts";
import type { NamedRequest } from "#protocol/named-request.ts";
import { createAttackPlayer } from "#session/labs/attack-player.ts";
import { freshId } from "#session/fresh-id.ts";
import { paths } from "#shell/paths.ts";
import { Callout } from "#ui/callout.tsx";
import { RequestCard } from "#ui/request-card.tsx";
import { showRequest } from "#wire/named-request.ts";
import { printRequest } from "#wire/request.ts";
import { AccountList, LoginHint, PolicyColumns } from "./attack-view.tsx";
import { LabControls } from "./lab-controls.tsx";
import { LabScreen, type LabProps } from "./lab-screen.tsx";
import { StepFinding, StepList } from "./step-list.tsx";

/** How long a step stays before the next, where the attack plays by itself, in milliseconds. */
const READING_MS = 2500;

type AttackProps = LabProps & { readonly attack: Attack };

/** An attack, replayed against accounts that are made for it; read-only, where none can be made. */
export function AttackLab(props: AttackProps) {
  const { session, capabilities } = props;
  const { canMint, hasPolicy, canSuggestAccounts } = capabilities;
  const canBeSteered = session.ports.control !== null;
  const isAsking = capabilities.host === null;
  const isReady = canBeSteered && canMint && hasPolicy && canSuggestAccounts;
  const isReadOnly = !isAsking && !isReady;
  return <Replay key={String(isReadOnly)} {...props} isReady={isReady} isReadOnly={isReadOnly} />;
}

function Replay({
  attack,
  isReady,
  isReadOnly,
  ...props
}: AttackProps & { isReady: boolean; isReadOnly: boolean }) {
  const { session } = props;
  const [player] = useState(() =>
    createAttackPlayer(session, attack, isReadOnly ? () => "example" : freshId),
  );
  const { performance, outcomes, finding } = useSyncExternalStore(player.subscribe, player.state);
  const { people, steps } = performance;
  const login = player.next()?.login ?? null;
  const requests = isReadOnly ? allRequests(steps) : requestsAt(steps, outcomes.length);

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
    <LabScreen
      {...props}
      id="attack"
      kicker="Lab · Attack replay"
      nav="Stories"
      all={ATTACKS}
      shown={attack}
      player={player}
      tokens={requests.flatMap(({ request }) => ownToken(request()))}
      links={
        <>
          <Link href={paths.step("check")}>The ten checks before a link</Link>
          {attack.finding && (
            <Link href={paths.error(attack.finding)}>When the API refuses a user ID</Link>
          )}
        </>
      }
    >
      <AccountList people={people} />
      <StepFinding finding={finding} />
      {isReadOnly ? (
        <Callout tone="note" title="This tenant cannot be steered, so nothing is sent.">
          <p>
            The attack needs accounts that are made for it, tokens without a login and the rules of
            2018. It never touches accounts of real people. Read what would happen, and what would
            be sent.
          </p>
        </Callout>
      ) : (
        <LabControls
          session={session}
          player={player}
          nameOf={(role) => people[role].name}
          isReady={isReady}
          onPlay={() => void player.play(readingTime)}
          note={isReady ? null : "Asking the tenant what it can do…"}
        />
      )}
      {login && <LoginHint person={people[login]} />}
      <StepList
        steps={steps.map(({ who, does }) => {
          const owner = who === "A" || who === "B" ? who : null;
          const name = who === "server" ? "The app’s server" : who;
          return { does, who: { owner, name: owner === null ? name : people[owner].name } };
        })}
        outcomes={outcomes}
      />
      {requests.map(({ title, request }) => (
        <RequestCard key={title} title={title} request={printRequest(showRequest(request()))} />
      ))}
      <PolicyColumns steps={steps} outcomes={outcomes} />
      {isReadOnly || outcomes.length >= attack.insight.after ? (
        <Callout tone="note" title={attack.insight.title}>
          <p>{attack.insight.text}</p>
        </Callout>
      ) : null}
    </LabScreen>
  );
}

/** Each request once, where none is sent. */
function allRequests(steps: readonly AttackStep[]): readonly Sending[] {
  const all = steps.flatMap(({ sends }) => sends ?? []);
  return [...new Map(all.map((sends) => [sends.title, sends])).values()];
}

/** The request that is next or was last; the first one as long as none is near. */
function requestsAt(steps: readonly AttackStep[], done: number): readonly Sending[] {
  const begun = allRequests(steps.slice(0, done + 1)).slice(-1);
  return begun.length > 0 ? begun : allRequests(steps).slice(0, 1);
}

/** The attacker's token, where the request has one. */
function ownToken({ bearer }: NamedRequest): readonly HeldToken[] {
  if (bearer?.owner !== "A" || bearer.value === null) return [];
  return [{ owner: "A", name: bearer.name, purpose: "Mallory’s own", raw: bearer.value }];
}

function readingTime(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, READING_MS));
}
