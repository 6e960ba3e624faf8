import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import "#ui/fonts.css";
import "#ui/tokens.css";
import "#ui/base.css";
import { siteArea, tabArea, WALKTHROUGH_KEY } from "#session/areas.ts";
import { App } from "./app.tsx";
import { takeCallback } from "./callback.ts";
import { loadConfig } from "./config.ts";
import { ErrorBoundary } from "#shell/error-boundary.tsx";
import { takeFragment } from "#pages/token-inspector/fragment.ts";
import { NotConfigured } from "#pages/not-configured.tsx";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { narrowPolicy } from "#session/policy.ts";
import { restoreTheme } from "#shell/theme.ts";
import { isOfApp } from "#shell/paths.ts";
import { ALL_WELL, type Hosting } from "#session/hosting.ts";
import { createStore, type Store } from "#session/store.ts";
import { painted } from "./painted.ts";
import { siteBase, withoutTrailingSlash } from "./site-root.ts";
import { keepToTenant, withChoice } from "#session/tenant-choice.ts";
import { createWorkspaceLoader } from "./workspace-loader.ts";

/** The one place that knows where the site lies; all else gets it from here. */
const base = siteBase(import.meta.url);

/**
 * The page names its files, and where its links lead, from its address, which is about to change. A style that came is
 * not asked for again.
 */
function keepFiles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>(
    "link:is([rel=icon], [rel=stylesheet])",
  ))
    if (link.sheet === null) link.setAttribute("href", link.href);
  for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-boot] a"))
    link.setAttribute("href", link.href);
}

/** Takes the slash that a host put at the end of the path out of the address. The path within the site. */
function takeSlash(): string {
  const url = new URL(window.location.href);
  const place = withoutTrailingSlash(url.pathname.slice(base.length));
  url.pathname = base + place;
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
  return place;
}

/** Resolves when the site's own tenant answers for this page, or cannot: to whether to load it anew for that. */
async function hostTenant(hosting: Store<Hosting>, isInItsPlace: boolean): Promise<boolean> {
  return (await import("./later.ts")).startTenant(hosting.publish, isInItsPlace);
}

async function start(root: ReturnType<typeof createRoot>): Promise<void> {
  keepFiles();
  const place = takeSlash();
  const address = window.location.href;
  const fragment = takeFragment(base);
  const callback = takeCallback(place);
  restoreTheme(siteArea);
  const appUrl = window.location.origin + base;
  const deployed = await loadConfig((input, init) => fetch(input, init), appUrl);
  const config = withChoice(deployed, siteArea);
  keepToTenant(tabArea, config.tenant);
  narrowPolicy(document, config.tenant);
  if (place === CALLBACK_PATHS.popup) {
    const { PopupAnswer, answer } = await (await import("./later.ts")).loadPopup();
    root.render(<PopupAnswer />);
    await answer(config.tenant, new URL(callback ?? "").hash);
    return;
  }
  const hosting = createStore(ALL_WELL);
  const isInItsPlace = callback === null && !isOfApp(place);
  let answers: Promise<boolean> | null = null;
  const tenantAnswers = () =>
    (answers ??= config.isHostedHere ? hostTenant(hosting, isInItsPlace) : Promise.resolve(false));
  if (isInItsPlace && (await tenantAnswers())) {
    // What was taken out of the address is the tenant's to read.
    window.history.replaceState(null, "", address);
    window.location.reload();
    return;
  }
  const loader = createWorkspaceLoader(config, appUrl, callback !== null, tenantAnswers);
  // A walkthrough that is stored in this tab must be in the first picture. A page that needs it says
  // why it could not be loaded.
  if (tabArea.getItem(WALKTHROUGH_KEY) !== null) await loader.load().catch(() => undefined);

  // In pieces, between which the page can answer.
  startTransition(() =>
    root.render(
      <StrictMode>
        <Router base={base}>
          <ErrorBoundary store={tabArea}>
            <App
              loader={loader}
              config={config}
              hosting={hosting}
              callback={callback}
              fragment={fragment}
            />
          </ErrorBoundary>
        </Router>
      </StrictMode>,
    ),
  );
  // Whoever needs the tenant earlier asks for it earlier, and says what is in the way.
  painted()
    .then(tenantAnswers)
    .catch(() => undefined);
}

const container = document.getElementById("root");
if (container === null) throw new TypeError("index.html has no #root");
const root = createRoot(container);
start(root).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : "";
  root.render(<NotConfigured reason={reason} />);
});
