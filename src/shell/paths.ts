import type { StepId } from "#linking/walkthrough/journey.ts";
import type { FindingId } from "#linking/findings/findings.ts";

/** The labs, as their URLs name them. */
export type LabId = "attack" | "session";

/** In the address of the first step it opens the form for a tenant of one's own. */
export const OWN_TENANT_HASH = "#own-tenant";

/** In the address of a step it has the tenant read at once: the press that led there was the press. */
export const READ_HASH = "#read";

/** Every URL of the app that a link may lead to, once. */
export const paths = {
  home: "/",
  questions: "/#questions",
  /** Where the walkthrough begins. */
  start: `/learn/tenant${READ_HASH}`,
  /** Where the reader left off. */
  learn: "/learn",
  step: (id: StepId) => `/learn/${id}`,
  stepPattern: "/learn/:step",
  ownTenant: `/learn/tenant${OWN_TENANT_HASH}`,
  check: "/check",
  tokens: "/tokens",
  nineUseCases: "/use-cases",
  /** Where the use cases were before. */
  formerUseCases: "/matrix",
  errors: "/errors",
  error: (id: FindingId) => `/errors/${id}`,
  errorPattern: "/errors/:id?",
  tenant: "/tenant",
  labs: "/labs",
  lab: (id: LabId, name?: string) => `/labs/${id}${name === undefined ? "" : `/${name}`}`,
  labPattern: "/labs/:lab?/:name?",
  /** Where the labs were before, and what followed. */
  formerLabs: "/lab/*?",
} as const;

/** Whether an address, without where the site lies, can be one of the app. */
export function isOfApp(place: string): boolean {
  const segment = firstOf(place);
  return Object.values(paths).some((path) => typeof path === "string" && firstOf(path) === segment);
}

const firstOf = (place: string) => place.split(/[/#]/)[1] ?? "";

/** Where a finding of the catalogue is explained, by a name that may be none of it. */
export const findingHref = (id: string): string => `${paths.errors}/${id}`;
