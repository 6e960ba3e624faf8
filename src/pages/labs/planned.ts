import type { AttackRequest, AttackStep } from "#linking/attacks/attack.ts";
import type { Guard, SwapStep } from "#linking/session-swap/swap.ts";
import type { Lane } from "#wire/lane.ts";
import type { PlannedEvent } from "#wire/rows.ts";

const USER = "/api/v2/users/{id}";

const REQUESTS: Readonly<
  Record<AttackRequest, Pick<PlannedEvent, "from" | "actor" | "method" | "path">>
> = {
  claim: { from: "app", actor: "A", method: "POST", path: `${USER}/identities` },
  "read-own": { from: "app", actor: "A", method: "GET", path: USER },
  find: { from: "server", actor: null, method: "GET", path: "/api/v2/users-by-email" },
  "server-link": { from: "server", actor: null, method: "POST", path: `${USER}/identities` },
};

/** What the steps of an attack will send. */
export function plannedOfAttack(steps: readonly AttackStep[]): readonly PlannedEvent[] {
  return steps.flatMap(({ act }) => {
    if (act.kind === "login") return login(act.as, "popup");
    if (act.kind !== "send") return [];
    return [{ ...REQUESTS[act.request], to: "api", answer: String(act.expects) }];
  });
}

/** What the steps of a scenario will send. After a local log-out the SDK no longer asks. */
export function plannedOfSwap(
  steps: readonly SwapStep[],
  guards: ReadonlySet<Guard>,
  isLoggedOut: boolean,
): readonly PlannedEvent[] {
  const willLogOut = isLoggedOut || steps.some(({ act }) => act.kind === "log-out-second");
  return steps.flatMap(({ act }) => {
    if (act.kind === "log-in") return login(act.as, "popup");
    if (act.kind === "renew")
      return guards.has("refresh-tokens") ? login("A", "app").slice(1) : login(null, "frame");
    return act.kind === "reload" && !willLogOut ? login(null, "frame") : [];
  });
}

function login(actor: "A" | "B" | null, from: Lane): readonly PlannedEvent[] {
  return [
    { from, to: "login", actor, method: "GET", path: "/authorize", answer: "code, state" },
    {
      from: "app",
      to: "tokens",
      actor,
      method: "POST",
      path: "/oauth/token",
      answer: "200 · tokens",
    },
  ];
}
