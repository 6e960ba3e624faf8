import { use, useEffect, type ReactNode } from "react";
import { Redirect, Route, Switch } from "wouter";
import type { Config } from "#session/config.ts";
import type { HostingLack } from "#session/hosting.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { part } from "#shell/part.tsx";
import { paths } from "#shell/paths.ts";
import { STEP_IDS, type StepId } from "#linking/walkthrough/journey.ts";
import { isStepId } from "#linking/walkthrough/steps.ts";
import type { AppWorkspaceLoader } from "./workspace-loader.ts";

const Learn = part(async () => (await import("#steps/learn.tsx")).Learn);
const UseCasesPage = part(
  async () => (await import("#pages/use-cases/use-cases-page.tsx")).UseCasesPage,
);
const Callback = part(async () => (await import("#pages/callback/callback.tsx")).Callback);

/** A page that works on the session; it waits until there is one. */
export function WorkspacePage({
  loader,
  config,
  lack,
  callback,
}: {
  loader: AppWorkspaceLoader;
  config: Config;
  /** Why the site's own tenant cannot answer. */
  lack: HostingLack | null;
  callback: string | null;
}) {
  const { session, log, visit, leftOffAt } = use(loader.load());
  return (
    <Switch>
      <Route path={paths.learn}>
        <Redirect to={paths.step(leftOffAt(session.state().walkthrough))} replace />
      </Route>
      <Route path={paths.stepPattern}>
        {({ step }) => (
          <NamedStep step={step} onVisit={visit}>
            <Learn step={step} session={session} log={log} config={config} />
          </NamedStep>
        )}
      </Route>
      <Route path={paths.nineUseCases}>
        <UseCasesPage session={session} log={log} config={config} lack={lack} />
      </Route>
      <Route path={CALLBACK_PATHS.page}>
        <Callback session={session} callback={callback} />
      </Route>
    </Switch>
  );
}

/** A step by its name; its number leads there. */
function NamedStep({
  step,
  onVisit,
  children,
}: {
  step: string;
  onVisit: (step: StepId) => void;
  children: ReactNode;
}) {
  const known = isStepId(step) ? step : null;

  useEffect(() => {
    if (known !== null) onVisit(known);
  }, [known, onVisit]);

  const numbered = /^\d$/.test(step) ? STEP_IDS[Number(step) - 1] : undefined;
  return numbered === undefined ? children : <Redirect to={paths.step(numbered)} replace />;
}
