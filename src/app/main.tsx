import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Actor } from "#wire/event.ts";
import { POPUP_NAME } from "#login/sign-in.ts";
import { createWireLog } from "#wire/log.ts";
import { recordFetch } from "#wire/record-fetch.ts";
import "#ui/fonts.css";
import "#ui/tokens.css";
import "#ui/base.css";
import { siteArea, tabArea } from "./areas.ts";
import { App } from "./app.tsx";
import { loadConfig } from "./config.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { takeFragment } from "./fragment.ts";
import { NotConfigured } from "./not-configured.tsx";
import { paths } from "./paths.ts";
import { createSessionCore } from "./session-core.ts";
import { createStorage } from "./storage.ts";
import { narrowPolicy } from "./policy.ts";
import { PopupAnswer } from "./popup-answer.tsx";
import { restoreTheme } from "./theme.ts";
import { withChoice } from "./tenant-choice.ts";

const POPUP = "popup=yes,width=480,height=680";

/**
 * Takes a login's answer out of the address bar before anything else runs, so that no code or token
 * stays in the history. `null` on every other page.
 */
function takeCallback(): string | null {
  const { pathname, href } = window.location;
  if (pathname !== paths.callback && pathname !== paths.popup) return null;
  window.history.replaceState(null, "", pathname);
  return href;
}

async function start(root: ReturnType<typeof createRoot>): Promise<void> {
  const callback = takeCallback();
  const fragment = takeFragment();
  restoreTheme();
  const deployed = await loadConfig((input, init) => fetch(input, init));
  const config = withChoice(deployed, siteArea);
  narrowPolicy(document, config.tenant);
  if (window.location.pathname === paths.popup) {
    root.render(<PopupAnswer />);
    const { answerPopup } = await import("#login/implicit-sign-in.ts");
    await answerPopup(config.tenant, config.tenant.clientId, new URL(callback ?? "").hash);
    return;
  }
  const storage = createStorage(tabArea);
  const log = createWireLog({
    now: () => performance.timeOrigin + performance.now(),
    restored: storage.loadWire(),
    isAnswer: callback !== null,
  });
  log.subscribe(() => storage.saveWire(log.events()));

  let actor: Actor | null = null;
  // The SDKs call the global fetch, so the log has to stand there.
  window.fetch = recordFetch(window.fetch.bind(window), log, {
    origin: config.tenant.origin,
    actor: () => actor,
  });

  const core = createSessionCore({
    tenant: config.tenant,
    log,
    storage,
    fetch: window.fetch,
    now: () => new Date(),
    appOrigin: window.location.origin,
    openPopup: () => window.open("", POPUP_NAME, POPUP),
    setActor: (next) => (actor = next),
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) core.comeBack();
  });

  root.render(
    <StrictMode>
      <ErrorBoundary>
        <App core={core} log={log} config={config} callback={callback} fragment={fragment} />
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
