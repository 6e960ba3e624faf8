import type { StepId } from "#linking/journey.ts";
import type { FindingId } from "#linking/findings.ts";

/** Every URL of the app, once. */
export const paths = {
  home: "/",
  step: (id: StepId) => `/learn/${id}`,
  stepPattern: "/learn/:step",
  tokens: "/tokens",
  matrix: "/matrix",
  errors: "/errors",
  error: (id: FindingId) => `/errors/${id}`,
  errorPattern: "/errors/:id?",
  callback: "/callback",
  popup: "/callback/popup",
} as const;

/** Where a finding of the catalogue is explained, by a name that may be none of it. */
export const findingHref = (id: string): string => `${paths.errors}/${id}`;
