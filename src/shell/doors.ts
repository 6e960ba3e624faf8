import type { Feature } from "#session/config.ts";
import { paths } from "./paths.ts";

/** A page that the header leads to. */
export type Door = {
  readonly label: string;
  readonly href: string;
  /** What it leads to, where a deployment may leave that out. */
  readonly feature?: Feature;
};

/** The pages that are always there, in the order of the header. */
const DOORS: readonly Door[] = [
  { label: "Walkthrough", href: paths.learn },
  { label: "Check", href: paths.check, feature: "check" },
  { label: "Use cases", href: paths.nineUseCases, feature: "use-cases" },
  { label: "Tokens", href: paths.tokens, feature: "tokens" },
  { label: "Errors", href: paths.errors, feature: "errors" },
  { label: "Labs", href: paths.labs, feature: "labs" },
];

/** The pages that the header leads to; that of the tenant where it can be steered. */
export function doorsOf(isSteerable: boolean): readonly Door[] {
  return isSteerable
    ? [...DOORS, { label: "Tenant", href: paths.tenant, feature: "tenant" }]
    : DOORS;
}

/** Whether a deployment leaves out what a door leads to. */
export function isShut({ feature }: Door, leftOut: readonly Feature[]): boolean {
  return feature !== undefined && leftOut.includes(feature);
}

/** Whether a page lies behind a door: its own, or one below it. */
export function isBehind({ href }: Door, pathname: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
