import type { StepFolder } from "#steps/step-folder.ts";
import { OldWayView } from "./old-way-view.tsx";
import { WHY } from "./why.tsx";

export const OLD_WAY: StepFolder = {
  View: OldWayView,
  isShownLocked: false,
  Panels: null,
  snippets: {
    load: async () => (await import("./snippets.ts")).SNIPPETS,
    toChange:
      "Change the bearer: an access token for the Management API instead of A’s ID token. Then encode the user ID, and look at the answer.",
  },
  why: WHY,
};
