import { buildAttempt, tamper } from "#linking/attempt.ts";
import { buildBreakCalls, buildMintCall, type Owners } from "#linking/break-control.ts";
import type { Break, Means, TokenSlot } from "#linking/break.ts";
import { BREAKS } from "#linking/breaks.ts";
import type { StepId } from "#linking/journey.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough.ts";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import type { TenantCapabilities } from "#protocol/control.ts";
import type { HttpRequest } from "#protocol/http.ts";
import { userIdOf } from "#protocol/management.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { Choices } from "./choices.ts";
import { attemptParts } from "./requests.ts";
import type { SessionCore } from "./session-core.ts";

/** Tokens that take the place of the right ones. */
export type ReplacedTokens = Readonly<Partial<Record<TokenSlot, string>>>;

/** What stands in a printed request until the tenant has made the token. */
export const TO_BE_MINTED = "to-be-minted";

/** What is broken in a step now. */
export function brokenIn({ broken }: Choices, step: StepId): Break | null {
  return broken?.step === step ? breakOf(broken) : null;
}

function breakOf({ step, id }: { readonly step: StepId; readonly id: string }): Break | null {
  return BREAKS.find((one) => one.id === id && one.step === step) ?? null;
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

/** The link or unlink request that a break makes of the right one; `null` where it changes nothing in it. */
export function brokenRequest(
  walkthrough: Walkthrough,
  tenant: Tenant,
  broken: Break,
  tokens: ReplacedTokens,
): HttpRequest | null {
  const parts = attemptParts(walkthrough);
  const change = broken.means.find((means) => means.by === "request")?.change ?? null;
  const isReplaced = broken.means.some(({ by }) => by === "mint" || by === "tamper");
  if (parts === null || (change === null && !isReplaced)) return null;
  return buildAttempt(
    tenant,
    {
      ...parts,
      accessToken: tokens.bearer ?? parts.accessToken,
      linkWith: tokens.proof ?? tokens.link_with ?? parts.linkWith,
    },
    change,
  );
}

/** The tokens of a break as they are printed before they are made. */
export function tokensToBe(broken: Break): ReplacedTokens {
  return Object.fromEntries(
    broken.means.flatMap((means) =>
      means.by === "mint" || means.by === "tamper" ? [[means.slot, TO_BE_MINTED]] : [],
    ),
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

/** Makes what a break needs of the tenant and of tokens, and takes it back. */
export function createBreaking({ ports, tenant, state, inTurn }: SessionCore) {
  function owners(): Owners {
    const { primary, secondary, unlinked } = state().walkthrough;
    const [identity = unlinked] = linkedIdentities(state().walkthrough);
    return {
      A: primary?.account.userId ?? "",
      B: secondary?.account.userId ?? (identity === null ? "" : userIdOf(identity)),
    };
  }

  async function tokenOf(means: Means): Promise<[TokenSlot, string][]> {
    const parts = attemptParts(state().walkthrough);
    if (parts === null) return [];
    if (means.by === "tamper") {
      const right = means.slot === "bearer" ? parts.accessToken : parts.linkWith;
      return [[means.slot, tamper(right)]];
    }
    if (means.by !== "mint" || ports.control === null) return [];
    const { slot, token, owner } = means;
    const made = await ports.control.mint(buildMintCall(token, owners()[owner], tenant.clientId));
    return [[slot, made]];
  }

  return {
    /** Tells the tenant what it is to do. Written down first: a page may go before it can undo it. */
    async make(broken: Break | null): Promise<void> {
      const { control, storage } = ports;
      if (broken === null || control === null) return;
      const { step, id } = broken;
      const calls = callsOf(broken, owners());
      if (calls.length === 0) return;
      await inTurn(async () => {
        storage.saveSteered({ step, id, owners: owners() });
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

    /** The tokens of a break. The wire log knows them for what they are. */
    async tokens(broken: Break): Promise<ReplacedTokens> {
      const made = (await Promise.all(broken.means.map(tokenOf))).flat();
      for (const [slot, token] of made) {
        const owner = slot === "bearer" ? "A" : "B";
        ports.log.redactor.learn(token, { owner, name: "token made for a lesson" });
      }
      return Object.fromEntries(made);
    },

    /** So that a token that is still to be made is printed as one. */
    learnPlaceholder: () =>
      ports.log.redactor.learn(TO_BE_MINTED, { owner: null, name: "token made for a lesson" }),
  };
}
