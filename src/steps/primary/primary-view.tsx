import { PrimaryStep } from "./primary-step.tsx";
import {
  asksForRefreshToken,
  grantOf,
  guideAuthorization,
  primaryAuthorization,
  withRefreshToken,
  type AuthorizationParameters,
  type Grant,
} from "#protocol/authorization.ts";
import { parseScope } from "#protocol/scope.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { isEditedSince } from "#session/choices.ts";
import { withParameter, withType } from "#steps/request-parameters.ts";
import type { SignInViewProps } from "#steps/step-props.ts";
import { AuthorizationForm } from "#steps/authorization-form.tsx";

/** Step 2 with the request that its reader puts together. */
export function PrimaryView({
  walkthrough,
  choices,
  busy,
  session,
  config,
  next,
}: SignInViewProps) {
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
