import { Route, Switch } from "wouter";
import type { Config } from "#session/config.ts";
import { NotFound } from "#shell/not-found.tsx";
import { part } from "#shell/part.tsx";
import { paths } from "#shell/paths.ts";
import type { AppWorkspaceLoader } from "./workspace-loader.ts";

const CheckPage = part(async () => (await import("#pages/check/check-page.tsx")).CheckPage);
const Errors = part(async () => (await import("#pages/errors/errors.tsx")).Errors);
const Labs = part(async () => (await import("#pages/labs/labs.tsx")).Labs);
const TenantPage = part(async () => (await import("#pages/tenant/tenant-page.tsx")).TenantPage);

/** Any other page, and the word that there is none. What each needs is listed here, and not in the first script. */
export function FurtherPage({
  loader,
  config,
  onInspect,
}: {
  loader: AppWorkspaceLoader;
  config: Config;
  /** Opens a token in the inspector: it goes through memory, not through the address. */
  onInspect: (token: string) => void;
}) {
  return (
    <Switch>
      <Route path={paths.tenant}>
        <TenantPage loader={loader} config={config} />
      </Route>
      <Route path={paths.check}>
        <CheckPage config={config} onInspect={onInspect} />
      </Route>
      <Route path={paths.errorPattern} component={Errors} />
      <Route path={paths.labPattern}>
        {({ lab, name }) => <Labs lab={lab} name={name} loader={loader} config={config} />}
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
