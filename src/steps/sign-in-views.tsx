import type { ReactNode } from "react";
import { PrimaryStep } from "./primary/primary-step.tsx";
import { SecondaryStep } from "./secondary/secondary-step.tsx";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import {
  asksForRefreshToken,
  grantOf,
  guideAuthorization,
  primaryAuthorization,
  readsOwnUser,
  secondaryAuthorization,
  withOwnUserRead,
  withRefreshToken,
  type AuthorizationParameters,
  type Grant,
  type Place,
} from "#protocol/authorization.ts";
import { parseScope } from "#protocol/scope.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { RequestForm } from "#ui/request-form.tsx";
import { isEditedSince, type Choices } from "#session/choices.ts";
import type { Config } from "#session/config.ts";
import { editableParameters, withParameter, withType } from "./request-parameters.ts";
import type { Session } from "#session/session.ts";
import type { Busy } from "#session/presses.ts";

type ViewProps = {
  readonly walkthrough: Walkthrough;
  readonly choices: Choices;
  /** What runs or waits in this step. */
  readonly busy: ReadonlySet<Busy>;
  readonly session: Session;
  readonly config: Config;
  readonly next: ReactNode;
};

/** Step 2 with the request that its reader puts together. */
export function PrimaryView({ walkthrough, choices, busy, session, config, next }: ViewProps) {
  const { tenant } = config;
  const { primary } = walkthrough;
  const parameters = session.loginRequest("primary");
  const chosen = session.chosenRequest("primary");
  const edit = (edited: AuthorizationParameters) => session.choose({ primary: edited });

  return (
    <PrimaryStep
      primary={primary}
      isStale={isEditedSince(choices.primary, primary?.request ?? null)}
      grant={grantOf(parameters)}
      onGrant={(grant) => edit(withGrant(tenant, chosen, grant))}
      place={choices.place}
      onPlace={(place) => session.choose({ place })}
      wantsRefreshToken={asksForRefreshToken(parameters)}
      onRefreshToken={(wanted) => edit(withRefreshToken(chosen, wanted))}
      onGuide={() => edit(guideAuthorization(tenant, ""))}
      request={
        <AuthorizationForm
          title="The request, as it will be sent"
          tenant={tenant}
          parameters={parameters}
          place={choices.place}
          onEdit={(name, value) => edit(withParameter(chosen, name, value))}
        />
      }
      scopes={parseScope(parameters.scope)}
      hint={config.accountHints?.A ?? null}
      isSigningIn={busy.has("leaving") || busy.has("popup")}
      isRenewing={busy.has("renewing")}
      renewals={walkthrough.renewals}
      onSignIn={() => void session.signIn()}
      onRenew={() => void session.renew()}
      next={next}
    />
  );
}

/** Step 4 with the request that its reader puts together. */
export function SecondaryView({ walkthrough, choices, busy, session, config, next }: ViewProps) {
  const { tenant } = config;
  const parameters = session.loginRequest("secondary");
  const chosen = session.chosenRequest("secondary");
  const edit = (edited: AuthorizationParameters) => session.choose({ secondary: edited });

  return (
    <SecondaryStep
      secondary={walkthrough.secondary}
      isStale={isEditedSince(choices.secondary, walkthrough.secondary?.request ?? null)}
      grant={grantOf(parameters)}
      onGrant={(grant) =>
        edit(withOwnUserRead(secondaryAuthorization(tenant, grant, ""), tenant, wantsUser()))
      }
      wantsMetadata={wantsUser()}
      onMetadata={(wanted) => edit(withOwnUserRead(chosen, tenant, wanted))}
      request={
        <AuthorizationForm
          title="The request, as the popup will send it"
          tenant={tenant}
          parameters={parameters}
          place="popup"
          onEdit={(name, value) => edit(withParameter(chosen, name, value))}
        />
      }
      hint={config.accountHints?.B ?? null}
      isBusy={busy.has("popup")}
      onProve={() => void session.proveSecondary()}
      next={next}
    />
  );

  function wantsUser(): boolean {
    return readsOwnUser(chosen, tenant);
  }
}

function AuthorizationForm({
  title,
  tenant,
  parameters,
  place,
  onEdit,
}: {
  title: string;
  tenant: Tenant;
  parameters: AuthorizationParameters;
  place: Place;
  onEdit: (name: string, value: string) => void;
}) {
  return (
    <RequestForm
      title={title}
      method="GET"
      path="/authorize"
      host={new URL(tenant.origin).host}
      parameters={editableParameters(parameters, place)}
      onChange={onEdit}
    />
  );
}

/** Another flow needs another response type; everything else that was typed stays. */
function withGrant(
  tenant: Tenant,
  parameters: AuthorizationParameters,
  grant: Grant,
): AuthorizationParameters {
  const { response_type: type } = primaryAuthorization(tenant, grant, "");
  const kept = grant === "implicit" ? withRefreshToken(parameters, false) : parameters;
  return withType(kept, type);
}
