import { useEffect, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { SWAP_SCENARIOS } from "#linking/session-swap/swap-scenarios.ts";
import type { Holder, SwapScenario } from "#linking/session-swap/swap.ts";
import type { HeldToken } from "#linking/tokens/held-token.ts";
import type { Readouts } from "#session/labs/swap-clients.ts";
import { createSwapPlayer } from "#session/labs/swap-player.ts";
import { paths } from "#shell/paths.ts";
import { Callout } from "#ui/callout.tsx";
import { Hint } from "#ui/hint.tsx";
import { LabControls } from "./lab-controls.tsx";
import { LabScreen, type LabProps } from "./lab-screen.tsx";
import { StepFinding, StepList } from "./step-list.tsx";
import { GuardSwitches, ReadoutList } from "./swap-view.tsx";
import { SessionWord } from "#shell/host-context.tsx";

/** One scenario: three readouts, guards, and steps that the reader takes. */
export function SwapLab({ scenario, ...props }: LabProps & { scenario: SwapScenario }) {
  const { session, config } = props;
  const [player] = useState(() => createSwapPlayer(session, scenario));
  const { performance, outcomes, finding } = useSyncExternalStore(player.subscribe, player.state);
  const { guards, steps, clients } = performance;
  const { holderOf } = clients;
  const readouts = useSyncExternalStore(clients.subscribe, clients.state);
  const next = player.next();
  const login = next?.login ?? null;
  const ended = next === null ? holderOf(readouts.user?.userId) : null;

  useEffect(() => player.cancel, [player]);

  return (
    <LabScreen
      {...props}
      id="session"
      kicker="Lab · Session swap"
      nav="Scenarios"
      all={SWAP_SCENARIOS}
      shown={scenario}
      player={player}
      tokens={appTokens(readouts, holderOf(readouts.tokenSub))}
      links={
        <>
          {scenario.finding && (
            <Link href={paths.error(scenario.finding)}>When somebody else comes back</Link>
          )}
          <Link href={paths.step("secondary")}>How the walkthrough proves B</Link>
        </>
      }
    >
      {steps.length === 0 ? (
        <Callout tone="note" title="This one is read-only.">
          <p>
            To show it, LinkLab would have to put tokens into this browser’s storage, where every
            script of the page and every later visit could read them. It never does.
          </p>
        </Callout>
      ) : (
        <>
          <ReadoutList readouts={readouts} holderOf={holderOf} />
          <StepFinding finding={finding} />
          <GuardSwitches
            guards={scenario.guards}
            on={guards}
            onChange={(chosen) => void player.startAgain(chosen)}
          />
          <LabControls
            session={session}
            player={player}
            note={login && config.accountHints && <Hint text={config.accountHints[login]} />}
          />
          <StepList steps={steps} outcomes={outcomes} />
          {ended && (
            <Callout tone={ended === scenario.ends(new Set()) ? "bad" : "ok"} title={TITLES[ended]}>
              <p>{scenario.insight[ended]}</p>
            </Callout>
          )}
          <p>
            The clients of this lab are its own and keep their tokens in memory. Your walkthrough
            keeps its tokens; only the tenant’s <SessionWord /> changes with every login here, and
            the bar above, or its Menu, says whose it is.
          </p>
        </>
      )}
    </LabScreen>
  );
}

/** What the request panel decodes: the token of the app's client, where it is A's or B's. */
function appTokens({ accessToken: raw }: Readouts, owner: Holder): readonly HeldToken[] {
  if (raw === null || owner === "nobody") return [];
  return [{ owner, name: "access token", purpose: "of the app’s client", raw }];
}

const TITLES = {
  A: "The app is still A’s.",
  B: "The app is B’s now, and nobody said so.",
  nobody: "Nobody is signed in.",
} as const;
