import { buildScenarioCalls, type Owners } from "#linking/scenarios/scenario-control.ts";
import type { Scenario, Change } from "#linking/scenarios/scenario.ts";
import { SCENARIOS } from "#linking/scenarios/scenarios.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { ownersOf } from "#linking/walkthrough/requests.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough/state.ts";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import type { TenantCapabilities } from "#protocol/control.ts";
import type { Choices } from "./choices.ts";
import type { SessionCore } from "./session-core.ts";

/** What is scenario in a step now. */
export function scenarioIn({ scenario }: Choices, step: StepId): Scenario | null {
  return scenario?.step === step ? scenarioOf(scenario) : null;
}

function scenarioOf({ step, id }: { readonly step: StepId; readonly id: string }): Scenario | null {
  return SCENARIOS.find((one) => one.id === id && one.step === step) ?? null;
}

/** Whether what is broken needs two users, and A and B are one by now. */
export function needsUnlink(scenario: Scenario, walkthrough: Walkthrough): boolean {
  return scenario.needsTwoUsers === true && linkedIdentities(walkthrough).length > 0;
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

/** What a scenario needs that is not there; `null` where it can be switched on. */
export function lackOf(
  scenario: Scenario,
  capabilities: TenantCapabilities,
  walkthrough: Walkthrough,
): string | null {
  const lacks = scenario.changes.map((change) => lackOfChange(change, capabilities, walkthrough));
  return lacks.find((lack) => lack !== null) ?? null;
}

function lackOfChange(
  change: Change,
  { canMint, canReset, hasClock, hasFaults, canSuggestAccounts }: TenantCapabilities,
  { primary }: Walkthrough,
): string | null {
  switch (change.by) {
    case "mint":
      return canMint ? null : "needs a tenant that makes tokens to order";
    case "fault":
    case "bucket":
      return hasFaults ? null : "needs a tenant that fails to order";
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
    case "browser":
      return null;
  }
}

function callsOf(scenario: Scenario, of: Owners) {
  return scenario.changes.flatMap((change) => buildScenarioCalls(change, of) ?? []);
}

/** Makes what a scenario needs of the tenant, and takes it back. */
export function createSteering({ ports, state, inTurn }: SessionCore) {
  return {
    /** Tells the tenant what it is to do. Written down first: a page may go before it can undo it. */
    async apply(scenario: Scenario | null): Promise<void> {
      const { control, storage } = ports;
      if (scenario === null || control === null) return;
      const { step, id } = scenario;
      const owners = ownersOf(state().walkthrough);
      const calls = callsOf(scenario, owners);
      if (calls.length === 0) return;
      await inTurn(async () => {
        storage.saveSteered({ step, id, owners });
        for (const { apply } of calls) await control.change(apply);
      });
    },

    /** Tells the tenant to stop, whichever page made it; where it cannot be told, a later page does it. */
    async revert(): Promise<void> {
      const { control, storage } = ports;
      if (control === null || storage.loadSteered() === null) return;
      await inTurn(async () => {
        const steered = storage.loadSteered();
        const scenario = steered && scenarioOf(steered);
        if (steered === null || scenario === null) return;
        try {
          for (const { revert } of callsOf(scenario, steered.owners)) await control.change(revert);
          storage.forgetSteered();
        } catch {
          // It stays written down.
        }
      });
    },
  };
}
