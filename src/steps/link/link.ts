import type { StepFolder } from "#steps/step-folder.ts";
import { LinkView } from "./link-view.tsx";
import { LinkPanels } from "./link-panels.tsx";
import { WHY } from "./why.tsx";

export const LINK: StepFolder = {
  View: LinkView,
  isShownLocked: false,
  Panels: LinkPanels,
  snippets: {
    load: async () => (await import("./snippets.ts")).SNIPPETS,
  },
  why: WHY,
};
