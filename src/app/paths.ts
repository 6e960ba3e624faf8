import type { BreakStep } from "#linking/break.ts";
import type { FindingId } from "#linking/findings.ts";

/** Every URL of the app, once. */
export const paths = {
  home: "/",
  step: (id: BreakStep) => `/learn/${id}`,
  stepPattern: "/learn/:step",
  tokens: "/tokens",
  errors: "/errors",
  error: (id: FindingId) => `/errors/${id}`,
  errorPattern: "/errors/:id?",
  callback: "/callback",
  popup: "/callback/popup",
} as const;
