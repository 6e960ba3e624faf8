import type { StepFolder } from "#steps/step-folder.ts";
import { SecondaryView } from "./secondary-view.tsx";
import { WHY } from "./why.tsx";

export const SECONDARY: StepFolder = {
  View: SecondaryView,
  isShownLocked: false,
  Panels: null,
  snippets: {
    load: async () => (await import("./snippets.ts")).SNIPPETS,
  },
  why: WHY,
};
