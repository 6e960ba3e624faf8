import type { FindingCopy } from "./finding-copy.ts";
import { BROWSER_FINDINGS } from "./browser.ts";
import { IDENTITY_FINDINGS } from "./identities.ts";
import { PAGE_FINDINGS } from "./page.ts";
import { SIGN_IN_FINDINGS } from "./sign-in.ts";
import { TENANT_FINDINGS } from "./tenant.ts";
import { TOKEN_FINDINGS } from "./tokens.ts";

const CATALOGUE = {
  ...SIGN_IN_FINDINGS,
  ...BROWSER_FINDINGS,
  ...TOKEN_FINDINGS,
  ...IDENTITY_FINDINGS,
  ...TENANT_FINDINGS,
  ...PAGE_FINDINGS,
} as const;

/** Every failure that LinkLab can explain. */
export type FindingId = keyof typeof CATALOGUE;

/** One explanation for each finding, in the order of their groups. */
export const FINDINGS: Readonly<Record<FindingId, FindingCopy>> = CATALOGUE;

/** All findings, in the order of their groups. */
export const FINDING_IDS = Object.keys(CATALOGUE).filter(isFindingId);

/** Tells the names of findings from other text, such as a piece of a URL. */
export function isFindingId(value: string): value is FindingId {
  return Object.hasOwn(CATALOGUE, value);
}

/** An explained failure. `says` is what the tenant or SDK itself said, if anything. */
export type Finding = { readonly id: FindingId; readonly says: string | null };
