import type { StepFolder } from "#steps/step-folder.ts";
import { PrimaryView } from "./primary-view.tsx";
import { WHY } from "./why.tsx";

export const PRIMARY: StepFolder = {
  View: PrimaryView,
  isShownLocked: false,
  Panels: null,
  snippets: {
    load: async () => (await import("./snippets.ts")).SNIPPETS,
  },
  why: WHY,
};
