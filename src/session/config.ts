import type { Tenant } from "#protocol/tenant.ts";

/** The parts that a deployment may leave out; the walkthrough is always there. */
export const FEATURES = [
  "check",
  "use-cases",
  "tokens",
  "errors",
  "labs",
  "tenant",
  "own-tenant",
] as const;

export type Feature = (typeof FEATURES)[number];

/** What a deployment says above every page. */
export type Banner = {
  readonly text: string;
  readonly link?: { readonly label: string; readonly href: string } | undefined;
};

/** Which tenant this deployment uses, and which accounts a reader may try there, if any. */
export type Config = {
  readonly tenantName: string;
  readonly tenant: Tenant;
  /** Where the tenant can be steered; `null` at Auth0. */
  readonly controlUrl: string | null;
  readonly accountHints: Readonly<Record<"A" | "B", string>> | null;
  /** Whether the reader chose this tenant in place of the deployment's. */
  readonly isOwn: boolean;
  /** Whether the site brings the tenant along: a service worker answers for it. */
  readonly isHostedHere: boolean;
  readonly banner: Banner | null;
  /** What this deployment leaves out. */
  readonly leftOut: readonly Feature[];
};
