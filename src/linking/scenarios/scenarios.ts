import type { Break } from "./scenario.ts";
import { IDENTITY_BREAKS } from "./identities.ts";
import { SIGN_IN_BREAKS } from "./sign-in.ts";
import { TENANT_BREAKS } from "./tenant.ts";
import { TOKEN_BREAKS } from "./tokens.ts";
import type { FindingId } from "#linking/findings/findings.ts";

/** Every break, in the order of the findings' groups. */
export const BREAKS: readonly Break[] = [
  ...SIGN_IN_BREAKS,
  ...TOKEN_BREAKS,
  ...IDENTITY_BREAKS,
  ...TENANT_BREAKS,
];

/** The findings that nothing here can produce, and why. */
export const UNMADE: Readonly<Partial<Record<FindingId, string>>> = {
  "no-refresh-token":
    "every application of the seed that can log in here may have refresh tokens, so the SDK always holds one where it was asked for",
  "cause-unknown": "we do not know what causes it, so the tenant never says it",
  "unknown-answer": "every refusal of the emulated tenant is known here",
  unexpected: "it would be a fault of LinkLab, and a known one is mended",
};
