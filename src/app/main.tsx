import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "#ui/fonts.css";
import "#ui/tokens.css";
import "#ui/base.css";
import { siteArea, tabArea, WALKTHROUGH_KEY } from "#session/areas.ts";
import { App } from "./app.tsx";
import { loadConfig } from "./config.ts";
import { ErrorBoundary } from "#shell/error-boundary.tsx";
import { takeFragment } from "#pages/token-inspector/fragment.ts";
import { NotConfigured } from "#pages/not-configured.tsx";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { narrowPolicy } from "#session/policy.ts";
import { restoreTheme } from "#shell/theme.ts";
import { withChoice } from "#session/tenant-choice.ts";
import { createWorkspaceLoader } from "./workspace-loader.ts";

/**
 * Takes a login's answer out of the address bar before anything else runs, so that no code or token
 * stays in the history. `null` on every other page.
 */
function takeCallback(): string | null {
  const { pathname, href } = window.location;
  if (pathname !== CALLBACK_PATHS.page && pathname !== CALLBACK_PATHS.popup) return null;
  window.history.replaceState(null, "", pathname);
  return href;
}

async function start(root: ReturnType<typeof createRoot>): Promise<void> {
  const callback = takeCallback();
  const fragment = takeFragment();
  restoreTheme(siteArea);
  const deployed = await loadConfig((input, init) => fetch(input, init), window.location.origin);
  const config = withChoice(deployed, siteArea);
  narrowPolicy(document, config.tenant);
  if (window.location.pathname === CALLBACK_PATHS.popup) {
    const { PopupAnswer, answer } = await (await import("./later.ts")).loadPopup();
    root.render(<PopupAnswer />);
    await answer(config.tenant, new URL(callback ?? "").hash);
    return;
  }
  const loader = createWorkspaceLoader(config, callback !== null);
  // A walkthrough that is stored in this tab must be in the first picture. A page that needs it says
  // why it could not be loaded.
  if (tabArea.getItem(WALKTHROUGH_KEY) !== null) await loader.load().catch(() => undefined);

  root.render(
    <StrictMode>
      <ErrorBoundary store={tabArea}>
        <App loader={loader} config={config} callback={callback} fragment={fragment} />
      </ErrorBoundary>
    </StrictMode>,
  );
}

const container = document.getElementById("root");
if (container === null) throw new TypeError("index.html has no #root");
const root = createRoot(container);
start(root).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : "";
  root.render(<NotConfigured reason={reason} />);
});
