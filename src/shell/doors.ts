import { paths } from "./paths.ts";

/** A page that the header leads to. */
export type Door = {
  readonly label: string;
  readonly href: string;
};

/** The pages that are always there, in the order of the header. */
const DOORS: readonly Door[] = [
  { label: "Walkthrough", href: paths.learn },
  { label: "Check", href: paths.check },
  { label: "Use cases", href: paths.nineUseCases },
  { label: "Tokens", href: paths.tokens },
  { label: "Errors", href: paths.errors },
  { label: "Labs", href: paths.labs },
];

/** The pages that the header leads to; that of the tenant where it can be steered. */
export function doorsOf(isSteerable: boolean): readonly Door[] {
  return isSteerable ? [...DOORS, { label: "Tenant", href: paths.tenant }] : DOORS;
}

/** Whether a page lies behind a door: its own, or one below it. */
export function isBehind({ href }: Door, pathname: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
