import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Actor } from "#wire/event.ts";
import { createWireLog } from "#wire/log.ts";
import { recordFetch } from "#wire/record-fetch.ts";
import "#ui/fonts.css";
import "#ui/tokens.css";
import "#ui/base.css";
import { App } from "./app.tsx";
import { loadConfig } from "./config.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { takeFragment } from "./fragment.ts";
import { NotConfigured } from "./not-configured.tsx";
import { paths } from "./paths.ts";
import { createSession } from "./session.ts";
import { createStorage } from "./storage.ts";
import { restoreTheme } from "./theme.ts";

const POPUP = "popup=yes,width=480,height=680";

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
  const storage = createStorage(window.sessionStorage);
  const log = createWireLog({
    now: () => performance.timeOrigin + performance.now(),
    restored: storage.loadWire(),
  });
  log.subscribe(() => storage.saveWire(log.events()));

  let actor: Actor | null = null;
  // The SDKs call the global fetch, so the log has to stand there.
  window.fetch = recordFetch(window.fetch.bind(window), log, {
    origin: config.tenant.origin,
    actor: () => actor,
  });

  const session = createSession({
    tenant: config.tenant,
    log,
    storage,
    fetch: window.fetch,
    now: () => new Date(),
    appOrigin: window.location.origin,
    openPopup: () => window.open("", "linklab-second-account", POPUP),
    setActor: (next) => (actor = next),
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) session.comeBack();
  });

  root.render(
    <StrictMode>
      <ErrorBoundary>
        <App session={session} log={log} config={config} callback={callback} fragment={fragment} />
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
