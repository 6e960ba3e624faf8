import { use, useSyncExternalStore } from "react";
import { ATTACKS } from "#linking/attacks/attacks.ts";
import { SWAP_SCENARIOS } from "#linking/session-swap/swap-scenarios.ts";
import type { Config } from "#session/config.ts";
import type { WorkspaceLoader } from "#session/workspace.ts";
import { NotFound } from "#shell/not-found.tsx";
import { AttackLab } from "./attack-lab.tsx";
import { LabIndex } from "./lab-index.tsx";
import { SwapLab } from "./swap-lab.tsx";

type LabsProps = {
  readonly lab: string | undefined;
  readonly name: string | undefined;
  readonly loader: WorkspaceLoader;
  readonly config: Config;
};

/** The labs: their index, or one attack or scenario of a lab. */
export function Labs(props: LabsProps) {
  const { lab } = props;
  if (lab === undefined) return <LabIndex />;
  return lab === "attack" || lab === "session" ? <Lab {...props} lab={lab} /> : <NotFound />;
}

/** It works on the session; it waits until there is one. */
function Lab({ lab, name, loader, config }: LabsProps & { lab: "attack" | "session" }) {
  const { session, log } = use(loader.load());
  const { capabilities } = useSyncExternalStore(session.subscribe, session.state);
  const shared = { session, log, config, capabilities };
  if (lab === "attack") {
    const attack = ATTACKS.find(({ id }) => id === (name ?? ATTACKS[0]?.id));
    return attack ? <AttackLab key={attack.id} attack={attack} {...shared} /> : <NotFound />;
  }
  const scenario = SWAP_SCENARIOS.find(({ id }) => id === (name ?? SWAP_SCENARIOS[0]?.id));
  return scenario ? <SwapLab key={scenario.id} scenario={scenario} {...shared} /> : <NotFound />;
}
