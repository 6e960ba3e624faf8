import { SecondaryStep } from "./secondary-step.tsx";
import {
  grantOf,
  readsOwnUser,
  secondaryAuthorization,
  withOwnUserRead,
  type AuthorizationParameters,
} from "#protocol/authorization.ts";
import { isEditedSince } from "#session/choices.ts";
import { withParameter } from "#steps/request-parameters.ts";
import type { SignInViewProps } from "#steps/step-props.ts";
import { AuthorizationForm } from "#steps/authorization-form.tsx";

/** Step 4 with the request that its reader puts together. */
export function SecondaryView({
  walkthrough,
  choices,
  busy,
  session,
  config,
  next,
}: SignInViewProps) {
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
