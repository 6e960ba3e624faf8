import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { Route, Switch } from "wouter";
import { Header } from "#features/header/header.tsx";
import { Home } from "#features/home/home.tsx";
import { labelPartsOf } from "#linking/account.ts";
import { journey, STEP_IDS } from "#linking/journey.ts";
import { cookieOwner } from "#linking/walkthrough.ts";
import type { WireLog } from "#wire/log.ts";
import styles from "./app.module.css";
import type { Config } from "./config.ts";
import { NotFound } from "./not-found.tsx";
import { paths } from "./paths.ts";
import type { SessionCore } from "./session-core.ts";
import { isStepId } from "./steps.ts";
import { chooseTheme, currentTheme } from "./theme.ts";

const Learn = lazy(async () => ({ default: (await import("./learn.tsx")).Learn }));
const Tokens = lazy(async () => ({ default: (await import("./tokens.tsx")).Tokens }));
const Callback = lazy(async () => ({ default: (await import("./callback.tsx")).Callback }));

/** All pages under one header. */
export function App({
  core,
  log,
  config,
  callback,
  fragment,
}: {
  core: SessionCore;
  log: WireLog;
  config: Config;
  callback: string | null;
  /** A token that came in the address of the bench. */
  fragment: string | null;
}) {
  const { walkthrough } = useSyncExternalStore(core.subscribe, core.state);
  const [theme, setTheme] = useState(currentTheme);
  const { primary, secondary } = walkthrough;
  const statuses = journey(walkthrough);
  const going = STEP_IDS.find((id) => statuses[id].state === "open") ?? "unlink";

  function toggleTheme() {
    const next = theme === "light" ? "dark" : "light";
    chooseTheme(next);
    setTheme(next);
  }

  return (
    <div className={styles["app"]}>
      <a className={styles["skip"]} href="#main">
        Skip to content
      </a>
      <Header
        homeHref={paths.home}
        tokensHref={paths.tokens}
        tenantName={config.tenantName}
        host={config.tenant.domain}
        isLocal={config.tenant.isLocal}
        accounts={{
          A: primary?.tokens ? labelPartsOf(primary.account) : null,
          B: secondary?.idToken == null ? null : labelPartsOf(secondary.account),
        }}
        cookie={cookieOwner(walkthrough)}
        theme={theme}
        onToggleTheme={toggleTheme}
      />
      <Suspense fallback={<p className={styles["loading"]}>Loading…</p>}>
        <Switch>
          <Route path={paths.home}>
            <Home
              startHref={paths.step("tenant")}
              continueHref={walkthrough.keys === null ? null : paths.step(going)}
            />
          </Route>
          <Route path={paths.stepPattern}>
            {({ step }) =>
              isStepId(step) ? (
                <Learn step={step} core={core} log={log} config={config} />
              ) : (
                <NotFound />
              )
            }
          </Route>
          <Route path={paths.tokens}>
            <Tokens core={core} config={config} fragment={fragment} />
          </Route>
          <Route path={paths.callback}>
            <Callback core={core} callback={callback} />
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
      <footer className={styles["footer"]}>
        <p>LinkLab is open source (MIT) and not affiliated with Auth0.</p>
      </footer>
    </div>
  );
}
