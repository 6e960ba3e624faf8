import { OwnTenant, type DashboardValue } from "./own-tenant.tsx";
import { siteArea, tabArea } from "#session/areas.ts";
import type { Config } from "#session/config.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { paths } from "#shell/paths.ts";
import { chooseTenant, forgetTenant, type TenantChoice } from "#session/tenant-choice.ts";

/** The form for a tenant of the reader's own. A change loads the page anew, at its first step. */
export function OwnTenantView({ config }: { config: Config }) {
  const { origin } = window.location;

  return (
    <OwnTenant
      isOwn={config.isOwn}
      values={dashboardValues(origin)}
      onChoose={choose}
      onForget={forget}
    />
  );
}

function choose(choice: TenantChoice): string | null {
  try {
    chooseTenant(choice, siteArea);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return "Enter a domain without a path, such as example.eu.auth0.com, and the client ID.";
  }
  reload();
  return null;
}

function forget() {
  forgetTenant(siteArea);
  reload();
}

function reload(): void {
  tabArea.clear();
  window.location.assign(paths.step("tenant"));
}

/** What the application in the reader's tenant must have, in the dashboard's own words. */
function dashboardValues(origin: string): readonly DashboardValue[] {
  return [
    { field: "Application type", value: "Single Page Application" },
    {
      field: "Allowed Callback URLs",
      value: `${origin}${CALLBACK_PATHS.page}, ${origin}${CALLBACK_PATHS.popup}`,
    },
    { field: "Allowed Logout URLs", value: origin },
    { field: "Allowed Web Origins", value: origin },
    { field: "JSON Web Token signature algorithm", value: "RS256" },
    {
      field: "Grant types (implicit only for the legacy flow)",
      value: "Authorization Code, Refresh Token, Implicit",
    },
  ];
}
