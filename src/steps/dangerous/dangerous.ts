import type { StepFolder } from "#steps/step-folder.ts";
import { DangerousView } from "./dangerous-view.tsx";
import { WHY } from "./why.tsx";

export const DANGEROUS: StepFolder = {
  View: DangerousView,
  isShownLocked: false,
  Panels: null,
  snippets: {
    load: async () => (await import("./snippets.ts")).SNIPPETS,
    toChange:
      "Change the body: link_with and an ID token of B instead of provider and user_id. B has to log in for it.",
  },
  why: WHY,
};
