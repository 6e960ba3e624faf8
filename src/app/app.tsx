import { Suspense, use, useState, useSyncExternalStore } from "react";
import { Redirect, Route, Switch, useLocation, useRouter } from "wouter";
import { doorsOf, isBehind, isShut } from "#shell/doors.ts";
import { ErrorBoundary } from "#shell/error-boundary.tsx";
import { Header } from "#shell/header.tsx";
import styles from "#shell/shell.module.css";
import { siteArea, tabArea } from "#session/areas.ts";
import type { Config } from "#session/config.ts";
import { ALL_WELL, type Hosting } from "#session/hosting.ts";
import type { Store } from "#session/store.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { loadOnce, part } from "#shell/part.tsx";
import { paths } from "#shell/paths.ts";
import { troubleOf } from "#shell/surroundings.ts";
import { chooseTheme, currentTheme } from "#shell/theme.ts";
import { TrafficPromise } from "#shell/traffic-promise.tsx";
import { useWalkthrough } from "#shell/use-walkthrough.ts";
import { isBooted } from "./booted.ts";
import type { AppWorkspaceLoader } from "./workspace-loader.ts";

const HomePage = part(async () => (await import("#pages/home/home-page.tsx")).HomePage);
const TokenInspectorPage = part(
  async () => (await import("#pages/token-inspector/token-inspector-page.tsx")).TokenInspectorPage,
);
const SurroundingsNotice = part(
  async () => (await import("#shell/surroundings-notice.tsx")).SurroundingsNotice,
);
const Banner = part(async () => (await import("#shell/banner.tsx")).Banner);
const LeftOut = part(async () => (await import("#shell/left-out.tsx")).LeftOut);
// One import for many pages: what each needs would else be listed in the first script.
const FurtherPage = part(async () => (await import("./further-page.tsx")).FurtherPage);
const WorkspacePage = part(async () => (await import("./workspace-page.tsx")).WorkspacePage);

const IN_WORKSPACE = [paths.learn, paths.stepPattern, paths.nineUseCases, CALLBACK_PATHS.page];

/** The code of the steps, once it is wanted: one promise, so that a page can wait for it. */
const loadStepCode = loadOnce(async () => (await import("./later.ts")).loadStepCode());

const NOBODY = { accounts: { A: null, B: null }, cookie: null };

/** All pages under one header. */
export function App({
  loader,
  config,
  hosting,
  callback,
  fragment,
}: {
  loader: AppWorkspaceLoader;
  config: Config;
  hosting: Store<Hosting>;
  callback: string | null;
  /** A token that came in the address of the inspector. */
  fragment: string | null;
}) {
  const walkthrough = useWalkthrough(loader);
  const workspace = loader.current();
  const { base } = useRouter();
  const [place, navigate] = useLocation();
  const hosted = useSyncExternalStore(hosting.subscribe, hosting.get);
  const [offered, offer] = useState(fragment);
  const [theme, setTheme] = useState(() => currentTheme(siteArea));

  const promise = (isInFull: boolean) => (
    <TrafficPromise tenant={config.tenant} isInFull={isInFull} />
  );

  const { isSecureContext, location } = window;
  const trouble = troubleOf(location, base, isSecureContext, config, hosted.lack);

  const shut = doorsOf(true).filter((door) => isShut(door, config.leftOut));
  const closed = shut.find((door) => isBehind(door, place));

  function toggleTheme() {
    const next = theme === "light" ? "dark" : "light";
    chooseTheme(siteArea, next);
    setTheme(next);
  }

  return (
    <div className={styles["app"]}>
      <a className={styles["skip"]} href="#main">
        Skip to content
      </a>
      {config.banner === null ? null : (
        // Without a Suspense of its own the first picture waits for it, and nothing moves down later.
        <ErrorBoundary place={place} instead={null}>
          <Banner banner={config.banner} area={tabArea} />
        </ErrorBoundary>
      )}
      <Header
        homeHref={paths.home}
        doors={doorsOf(config.controlUrl !== null).filter((door) => !isShut(door, config.leftOut))}
        tenantName={config.tenantName}
        promise={promise(false)}
        isLocal={config.tenant.isLocal}
        {...((walkthrough && workspace?.headerOf(walkthrough)) ?? NOBODY)}
        theme={theme}
        onToggleTheme={toggleTheme}
      />
      {trouble === null && hosted === ALL_WELL ? null : (
        <ErrorBoundary place={place} instead={null}>
          <Suspense fallback={null}>
            <SurroundingsNotice config={config} hosting={hosted} />
          </Suspense>
        </ErrorBoundary>
      )}
      <ErrorBoundary place={place}>
        <Suspense fallback={<Loading />}>
          <Switch>
            {closed && (
              <Route>
                <LeftOut label={closed.label} />
              </Route>
            )}
            <Route path={paths.home}>
              <HomePage
                isBegun={(walkthrough && workspace?.isBegun(walkthrough)) ?? false}
                promise={promise(true)}
                canChooseTenant={!config.leftOut.includes("own-tenant")}
                loadCode={loadStepCode}
                isLoggedOut={workspace?.isLoggedOut === true && walkthrough?.primary === null}
              />
            </Route>
            {IN_WORKSPACE.map((path) => (
              <Route key={path} path={path}>
                <WorkspacePage
                  loader={loader}
                  config={config}
                  lack={hosted.lack}
                  callback={callback}
                />
              </Route>
            ))}
            <Route path={paths.formerUseCases}>
              <Moved to={paths.nineUseCases} />
            </Route>
            <Route path={paths.tokens}>
              <TokenInspectorPage loader={loader} config={config} fragment={offered} />
            </Route>
            <Route path={paths.formerLabs}>
              {({ "*": rest }) => <Moved to={rest ? `${paths.labs}/${rest}` : paths.labs} />}
            </Route>
            <Route>
              <FurtherPage
                loader={loader}
                config={config}
                onInspect={(token) => {
                  offer(token);
                  navigate(paths.tokens);
                }}
              />
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
      {/* Always there: a live region that comes with its text is not read out. */}
      <div role="status" aria-label="Requests" aria-atomic="false" className="visually-hidden">
        {workspace === null ? null : (
          <workspace.Announcements log={workspace.log} session={workspace.session} />
        )}
      </div>
      <footer className={styles["footer"]}>
        <p>LinkLab is open source (MIT) and not affiliated with Auth0.</p>
      </footer>
    </div>
  );
}

const NEVER = new Promise<never>(() => {});

/** Stands for a page that is loaded. What the document came with says more: then that stays until there is a page. */
function Loading() {
  if (isBooted()) use(NEVER);
  return (
    <main className={styles["loading"]} id="main">
      Loading…
    </main>
  );
}

/** A page that has another address now: what follows the path comes along. */
function Moved({ to }: { to: string }) {
  return <Redirect to={to + window.location.search + window.location.hash} replace />;
}
