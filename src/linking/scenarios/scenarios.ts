import type { Scenario } from "./scenario.ts";
import { IDENTITY_SCENARIOS } from "./identities.ts";
import { SIGN_IN_SCENARIOS } from "./sign-in.ts";
import { TENANT_SCENARIOS } from "./tenant.ts";
import { TOKEN_SCENARIOS } from "./tokens.ts";
import type { FindingId } from "#linking/findings/findings.ts";

/** Every scenario, in the order of the findings' groups. */
export const SCENARIOS: readonly Scenario[] = [
  ...SIGN_IN_SCENARIOS,
  ...TOKEN_SCENARIOS,
  ...IDENTITY_SCENARIOS,
  ...TENANT_SCENARIOS,
];

/** The scenario of this name in a step; `null` where there is none. */
export function findScenario({ step, id }: Pick<Scenario, "step" | "id">): Scenario | null {
  return SCENARIOS.find((one) => one.id === id && one.step === step) ?? null;
}

/** The findings that nothing here can produce, and why. */
export const UNMADE: Readonly<Partial<Record<FindingId, string>>> = {
  "no-refresh-token":
    "every application of the seed that can log in here may have refresh tokens, so the SDK always holds one where it was asked for",
  "mfa-required": "the emulated tenant has no second factor",
  "email-unverified": "no endpoint asks for it: it is one of the ten checks",
  "cause-unknown": "we do not know what causes it, so the tenant never says it",
  "unknown-answer": "every refusal of the emulated tenant is known here",
  unexpected: "it would be a fault of LinkLab, and a known one is mended",
};
