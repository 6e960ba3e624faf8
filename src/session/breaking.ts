import { buildBreakCalls, type Owners } from "#linking/scenarios/scenario-control.ts";
import type { Break, Means } from "#linking/scenarios/scenario.ts";
import { BREAKS } from "#linking/scenarios/scenarios.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { ownersOf } from "#linking/walkthrough/requests.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough/state.ts";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import type { TenantCapabilities } from "#protocol/control.ts";
import type { Choices } from "./choices.ts";
import type { SessionCore } from "./session-core.ts";

/** What is broken in a step now. */
export function brokenIn({ broken }: Choices, step: StepId): Break | null {
  return broken?.step === step ? breakOf(broken) : null;
}

function breakOf({ step, id }: { readonly step: StepId; readonly id: string }): Break | null {
  return BREAKS.find((one) => one.id === id && one.step === step) ?? null;
}

/** Whether what is broken needs two users, and A and B are one by now. */
export function isApartNeeded(broken: Break, walkthrough: Walkthrough): boolean {
  return broken.needsTwoUsers === true && linkedIdentities(walkthrough).length > 0;
}

/** The login request with what is broken in it. */
export function withBreak(
  parameters: AuthorizationParameters,
  broken: Break | null,
): AuthorizationParameters {
  return (broken?.means ?? []).reduce(
    (changed, means) => (means.by === "parameter" ? { ...changed, ...means.set } : changed),
    parameters,
  );
}

/** What a break needs that is not there; `null` where it can be switched on. */
export function lackOf(
  broken: Break,
  capabilities: TenantCapabilities,
  walkthrough: Walkthrough,
): string | null {
  const lacks = broken.means.map((means) => lackOfMeans(means, capabilities, walkthrough));
  return lacks.find((lack) => lack !== null) ?? null;
}

function lackOfMeans(
  means: Means,
  { canMint, canReset, hasClock, hasFaults, canSuggestAccounts }: TenantCapabilities,
  { primary }: Walkthrough,
): string | null {
  switch (means.by) {
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
      return !means.needsSeed || canReset ? null : "needs the applications of LinkLab’s own tenant";
    case "request":
    case "tamper":
    case "browser":
      return null;
  }
}

function callsOf(broken: Break, of: Owners) {
  return broken.means.flatMap((means) => buildBreakCalls(means, of) ?? []);
}

/** Makes what a break needs of the tenant, and takes it back. */
export function createBreaking({ ports, state, inTurn }: SessionCore) {
  return {
    /** Tells the tenant what it is to do. Written down first: a page may go before it can undo it. */
    async make(broken: Break | null): Promise<void> {
      const { control, storage } = ports;
      if (broken === null || control === null) return;
      const { step, id } = broken;
      const owners = ownersOf(state().walkthrough);
      const calls = callsOf(broken, owners);
      if (calls.length === 0) return;
      await inTurn(async () => {
        storage.saveSteered({ step, id, owners });
        for (const { make } of calls) await control.change(make);
      });
    },

    /** Tells the tenant to stop, whichever page made it; where it cannot be told, a later page does it. */
    async undo(): Promise<void> {
      const { control, storage } = ports;
      if (control === null || storage.loadSteered() === null) return;
      await inTurn(async () => {
        const steered = storage.loadSteered();
        const broken = steered && breakOf(steered);
        if (steered === null || broken === null) return;
        try {
          for (const { undo } of callsOf(broken, steered.owners)) await control.change(undo);
          storage.forgetSteered();
        } catch {
          // It stays written down.
        }
      });
    },
  };
}
