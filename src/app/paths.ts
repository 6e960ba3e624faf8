import type { StepId } from "#linking/journey.ts";

/** Every URL of the app, once. */
export const paths = {
  home: "/",
  step: (id: StepId) => `/learn/${id}`,
  stepPattern: "/learn/:step",
  tokens: "/tokens",
  callback: "/callback",
  popup: "/callback/popup",
} as const;
