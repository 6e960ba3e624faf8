import { use, useSyncExternalStore } from "react";
import { LabIndex, type LabCard } from "./lab-index.tsx";
import { ATTACKS } from "#linking/attacks/attacks.ts";
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

/** The labs: their index, or one attack or scenario of a lab. */
export function Labs({
  lab,
  name,
  loader,
  config,
}: {
  lab: string | undefined;
  name: string | undefined;
  loader: WorkspaceLoader;
  config: Config;
}) {
  if (lab === undefined) return <LabIndex cards={CARDS} />;
  if (lab !== "attack" && lab !== "session") return <NotFound />;
  return <Lab lab={lab} name={name} loader={loader} config={config} />;
}

/** It works on the session; it waits until there is one. */
function Lab({
  lab,
  name,
  loader,
  config,
}: {
  lab: "attack" | "session";
  name: string | undefined;
  loader: WorkspaceLoader;
  config: Config;
}) {
  const { session, log } = use(loader.load());
  const { capabilities } = useSyncExternalStore(session.subscribe, session.state);
  const shared = { session, log, config, capabilities };
  if (lab === "attack") {
    const attack = ATTACKS.find(({ id }) => id === (name ?? ATTACKS[0]?.id));
    return attack ? <AttackLab key={attack.id} attack={attack} {...shared} /> : <NotFound />;
  }
  const scenario = SWAP_SCENARIOS.find(({ id }) => id === (name ?? SWAP_SCENARIOS[0]?.id));
  return scenario ? <SessionLab key={scenario.id} scenario={scenario} {...shared} /> : <NotFound />;
}
