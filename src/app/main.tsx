import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "#ui/fonts.css";
import "#ui/tokens.css";
import "#ui/base.css";
import { App } from "./app.tsx";
import { loadConfig } from "./config.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { takeFragment } from "./fragment.ts";
import { NotConfigured } from "./not-configured.tsx";
import { paths } from "./paths.ts";
import { restoreTheme } from "./theme.ts";
import { createWorkspaceDoor } from "./workspace-door.ts";

/**
 * Takes a login's answer out of the address bar before anything else runs, so that no code or token
 * stays in the history. `null` on every other page.
 */
function takeCallback(): string | null {
  if (window.location.pathname !== paths.callback) return null;
  const callback = window.location.href;
  window.history.replaceState(null, "", paths.callback);
  return callback;
}

async function start(root: ReturnType<typeof createRoot>): Promise<void> {
  const callback = takeCallback();
  const fragment = takeFragment();
  restoreTheme();
  const config = await loadConfig((input, init) => fetch(input, init));
  const door = createWorkspaceDoor(config);
  // Whatever is stored in this tab is a walkthrough that the first picture must show.
  if (window.sessionStorage.length > 0) await door.open();

  root.render(
    <StrictMode>
      <ErrorBoundary>
        <App door={door} config={config} callback={callback} fragment={fragment} />
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
