import type { StepFolder } from "#steps/step-folder.ts";
import { UnlinkView } from "./unlink-view.tsx";
import { WHY } from "./why.tsx";

export const UNLINK: StepFolder = {
  View: UnlinkView,
  isShownLocked: true,
  Panels: null,
  snippets: {
    load: async () => (await import("./snippets.ts")).SNIPPETS,
  },
  why: WHY,
};
