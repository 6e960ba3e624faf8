import { use, useSyncExternalStore } from "react";
import { LabIndex, type LabCard } from "./lab-index.tsx";
import { STORIES } from "#linking/attacks/attacks.ts";
import { SWAP_SCENARIOS } from "#linking/session-swap/swap-scenarios.ts";
import type { Config } from "#session/config.ts";
import { NotFound } from "#shell/not-found.tsx";
import { paths } from "#shell/paths.ts";
import type { WorkspaceLoader } from "#session/workspace.ts";
import { AttackLab } from "./attack-lab.tsx";
import { SessionLab } from "./session-lab.tsx";

const CARDS: readonly LabCard[] = [
  {
    title: "Attack replay",
    lead: "Two ways to take an account by linking it: with a user ID that is only named, and with an address that nobody verified.",
    action: "Replay the attacks",
    href: paths.lab("attack"),
  },
  {
    title: "Session swap",
    lead: "The SDK’s user, the access token’s sub and the tenant’s cookie are three things. See them move apart, and what keeps A in place.",
    action: "Swap a session",
    href: paths.lab("session"),
  },
];

/** The labs: their index, or a scene of one. */
export function Labs({
  lab,
  scene,
  loader,
  config,
}: {
  lab: string | undefined;
  scene: string | undefined;
  loader: WorkspaceLoader;
  config: Config;
}) {
  if (lab === undefined) return <LabIndex cards={CARDS} />;
  if (lab !== "attack" && lab !== "session") return <NotFound />;
  return <Scene lab={lab} scene={scene} loader={loader} config={config} />;
}

/** A scene works on the session; it waits until there is one. */
function Scene({
  lab,
  scene,
  loader,
  config,
}: {
  lab: "attack" | "session";
  scene: string | undefined;
  loader: WorkspaceLoader;
  config: Config;
}) {
  const { session, log } = use(loader.load());
  const { capabilities } = useSyncExternalStore(session.subscribe, session.state);
  const shared = { session, log, config, capabilities };
  if (lab === "attack") {
    const story = STORIES.find(({ id }) => id === (scene ?? STORIES[0]?.id));
    return story ? <AttackLab key={story.id} story={story} {...shared} /> : <NotFound />;
  }
  const scenario = SWAP_SCENARIOS.find(({ id }) => id === (scene ?? SWAP_SCENARIOS[0]?.id));
  return scenario ? <SessionLab key={scenario.id} scenario={scenario} {...shared} /> : <NotFound />;
}
