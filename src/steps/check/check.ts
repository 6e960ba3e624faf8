import type { StepFolder } from "#steps/step-folder.ts";
import { CheckView } from "./check-view.tsx";
import { CheckPanels } from "./check-panels.tsx";
import { WHY } from "./why.tsx";

export const CHECK: StepFolder = {
  View: CheckView,
  isShownLocked: false,
  Panels: CheckPanels,
  snippets: {
    load: async () => (await import("./snippets.ts")).SNIPPETS,
  },
  why: WHY,
};
