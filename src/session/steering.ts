import { buildApplyCalls } from "#linking/scenarios/scenario-control.ts";
import type { Change } from "#linking/scenarios/change.ts";
import { HOST_NEEDS, hostNeedOf } from "#linking/scenarios/host-needs.ts";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { findScenario } from "#linking/scenarios/scenarios.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { ownersOf } from "#linking/walkthrough/requests.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough/state.ts";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import type { TenantCapabilities } from "#protocol/control.ts";
import type { Choices } from "./choices.ts";
import type { SessionCore } from "./session-core.ts";

/** The scenario that is chosen in a step. */
export function scenarioIn({ scenario }: Choices, step: StepId): Scenario | null {
  return scenario?.step === step ? findScenario(scenario) : null;
}

/**
 * Whether what is broken needs two users, and A and B are one by now. A link needs them, too, where B's
 * token is gone: a login as B would open A.
 */
export function needsUnlink(scenario: Scenario, walkthrough: Walkthrough): boolean {
  const isProofGone = scenario.step === "link" && walkthrough.secondary?.idToken == null;
  return (
    (scenario.needsTwoUsers === true || isProofGone) && linkedIdentities(walkthrough).length > 0
  );
}

/** The login request with what is broken in it. */
export function withScenario(
  parameters: AuthorizationParameters,
  scenario: Scenario | null,
): AuthorizationParameters {
  return (scenario?.changes ?? []).reduce(
    (changed, change) => (change.by === "parameter" ? { ...changed, ...change.set } : changed),
    parameters,
  );
}

const FAILS_TO_ORDER = "needs a tenant that fails to order";
const NOT_KNOWN = "waits for the tenant to say what it can do";

/** What a scenario needs that is not there; `null` where it can be switched on. */
export function lackOf(
  scenario: Scenario,
  capabilities: TenantCapabilities,
  walkthrough: Walkthrough,
): string | null {
  const lacks = scenario.changes.map((change) => lackOfChange(change, capabilities, walkthrough));
  const lack = lacks.find((one) => one !== null) ?? null;
  return lack !== null && capabilities.host === null ? NOT_KNOWN : lack;
}

function lackOfChange(
  change: Change,
  {
    canMint,
    canReset,
    hasClock,
    hasFaults,
    faultKinds,
    canSuggestAccounts,
    host,
  }: TenantCapabilities,
  { primary }: Walkthrough,
): string | null {
  const need = hostNeedOf(change);
  switch (change.by) {
    case "mint":
      return canMint ? null : "needs a tenant that makes tokens to order";
    case "fault":
      if (faultKinds.includes(change.fault.kind)) return null;
      return hasFaults && need !== null ? HOST_NEEDS[need] : FAILS_TO_ORDER;
    case "bucket":
      return hasFaults ? null : FAILS_TO_ORDER;
    case "clock":
      return hasClock ? null : "needs a tenant whose clock can be moved";
    case "block":
      if (!canSuggestAccounts) return "needs a tenant whose users can be changed";
      return primary === null ? "log in as A once first" : null;
    case "parameter":
      return !change.needsSeed || canReset
        ? null
        : "needs the applications of LinkLab’s own tenant";
    case "request":
    case "tamper":
      return null;
    case "browser":
      return need === null || host?.[need] === true ? null : HOST_NEEDS[need];
  }
}

/** Makes what a scenario needs of the tenant, and takes it back. */
export function createSteering({ ports, state, cleanup }: SessionCore) {
  return {
    /** Tells the tenant what it is to do. Registered first: a page may go before it can undo it. */
    async apply(scenario: Scenario | null): Promise<void> {
      const { control } = ports;
      if (scenario === null || control === null) return;
      const { step, id } = scenario;
      const owners = ownersOf(state().walkthrough);
      const calls = buildApplyCalls(scenario, owners);
      if (calls.length === 0) return;
      await cleanup.inTurn(async () => {
        cleanup.register({ kind: "scenario", step, id, owners });
        for (const call of calls) await control.change(call);
      });
    },

    /** Tells the tenant to stop, whichever page made it; where it cannot be told, a later page does it. */
    revert: (): Promise<void> => cleanup.undo("scenario").catch(() => undefined),
  };
}
