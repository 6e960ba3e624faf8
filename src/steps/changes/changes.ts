import type { StepFolder } from "#steps/step-folder.ts";
import { ChangesView } from "./changes-view.tsx";
import { ChangesPanels } from "./changes-panels.tsx";
import { WHY } from "./why.tsx";

export const CHANGES: StepFolder = {
  View: ChangesView,
  isShownLocked: false,
  Panels: ChangesPanels,
  snippets: {
    load: async () => (await import("./snippets.ts")).SNIPPETS,
  },
  why: WHY,
};
