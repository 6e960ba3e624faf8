import { lazy, use } from "react";
import { Route, Switch } from "wouter";
import type { Config } from "#session/config.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { paths } from "#shell/paths.ts";
import type { WorkspaceLoader } from "#session/workspace.ts";

const Learn = lazy(async () => ({ default: (await import("#steps/learn.tsx")).Learn }));
const UseCasesPage = lazy(async () => ({
  default: (await import("#pages/use-cases/use-cases-page.tsx")).UseCasesPage,
}));
const Callback = lazy(async () => ({
  default: (await import("#pages/callback/callback.tsx")).Callback,
}));

/** A page that works on the session; it waits until there is one. */
export function WorkspacePage({
  loader,
  config,
  callback,
}: {
  loader: WorkspaceLoader;
  config: Config;
  callback: string | null;
}) {
  const { session, log } = use(loader.load());
  return (
    <Switch>
      <Route path={paths.stepPattern}>
        {({ step }) => <Learn step={step} session={session} log={log} config={config} />}
      </Route>
      <Route path={paths.nineUseCases}>
        <UseCasesPage session={session} log={log} config={config} />
      </Route>
      <Route path={CALLBACK_PATHS.page}>
        <Callback session={session} callback={callback} />
      </Route>
    </Switch>
  );
}
