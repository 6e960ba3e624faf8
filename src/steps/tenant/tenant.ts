import type { StepFolder } from "#steps/step-folder.ts";
import { TenantView } from "./tenant-view.tsx";
import { TenantPanels } from "./tenant-panels.tsx";
import { WHY } from "./why.tsx";

export const TENANT: StepFolder = {
  View: TenantView,
  isShownLocked: false,
  Panels: TenantPanels,
  snippets: {
    load: async () => (await import("./snippets.ts")).SNIPPETS,
    // What to install, said once.
    notes: {
      react:
        "npm install @auth0/auth0-react @auth0/auth0-spa-js. The second gives B a client of its own.",
      "auth0-spa-js": "npm install @auth0/auth0-spa-js",
      "auth0-js": "npm install auth0-js. It has no call to unlink: use fetch for that.",
    },
  },
  why: WHY,
};
