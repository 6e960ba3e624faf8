import type { Guard, SwapScenario } from "#linking/session-swap/swap.ts";
import { createLabClient } from "#login/lab-client.ts";
import type { Session } from "#session/session.ts";
import { createLabPlayer } from "./lab-player.ts";
import { createSwapClients } from "./swap-clients.ts";

/** Plays a scenario. */
export type SwapPlayer = ReturnType<typeof createSwapPlayer>;

/** Makes the player of one scenario. Each performance has clients of its own, and its guards. */
export function createSwapPlayer(
  session: Session,
  scenario: SwapScenario,
  createClient: typeof createLabClient = createLabClient,
) {
  let guards: ReadonlySet<Guard> = new Set();
  const player = createLabPlayer(session, "lab-session", (popup) => {
    const usesRefreshTokens = guards.has("refresh-tokens");
    const clients = createSwapClients(session, { createClient, usesRefreshTokens, popup });
    return { guards, clients, lab: clients.lab, steps: scenario.script(guards) };
  });
  return {
    ...player,
    startAgain: (chosen = guards) => player.startAgain(() => void (guards = chosen)),
  };
}
