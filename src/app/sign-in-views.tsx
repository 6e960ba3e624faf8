import { useState, type ReactNode } from "react";
import { PrimaryStep } from "#features/primary-step/primary-step.tsx";
import { SecondaryStep } from "#features/secondary-step/secondary-step.tsx";
import type { Walkthrough } from "#linking/walkthrough.ts";
import {
  asksForRefreshToken,
  grantOf,
  guideAuthorization,
  primaryAuthorization,
  secondaryAuthorization,
  type AuthorizationParameters,
  type Grant,
  type Place,
} from "#protocol/authorization.ts";
import { parseScope } from "#protocol/scope.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { RequestForm } from "#ui/request-form.tsx";
import type { Config } from "./config.ts";
import { editableParameters, withParameter, withType } from "./request-parameters.ts";
import type { Session } from "./session.ts";
import type { Busy } from "./session-core.ts";

type ViewProps = {
  readonly walkthrough: Walkthrough;
  readonly busy: Busy | null;
  readonly session: Session;
  readonly config: Config;
  readonly next: ReactNode;
};

/** Step 2 with the request that its reader puts together. */
export function PrimaryView({ walkthrough, busy, session, config, next }: ViewProps) {
  const { tenant } = config;
  const { primary } = walkthrough;
  const [place, setPlace] = useState<"redirect" | "popup">("redirect");
  const [edited, setEdited] = useState(() => ({
    ...primaryAuthorization(tenant, primary?.grant ?? "code", ""),
    // The tenant knows a login: without this it would answer with that account.
    prompt: primary === null && walkthrough.cookie === null ? "" : "login",
  }));
  const parameters = completed(session, edited, place);

  return (
    <PrimaryStep
      primary={primary}
      grant={grantOf(parameters)}
      onGrant={(grant) => setEdited(withGrant(tenant, edited, grant))}
      place={place}
      onPlace={setPlace}
      wantsRefreshToken={asksForRefreshToken(parameters)}
      onRefreshToken={(wanted) => setEdited(withRefreshToken(edited, wanted))}
      onGuide={() => setEdited(guideAuthorization(tenant, ""))}
      request={
        <AuthorizationForm
          title="The request, as it will be sent"
          tenant={tenant}
          parameters={parameters}
          place={place}
          onEdit={setEdited}
        />
      }
      scopes={parseScope(parameters.scope)}
      hint={config.accountHints?.A ?? null}
      busy={
        busy === "renewing"
          ? "renewing"
          : busy === "leaving" || busy === "popup"
            ? "signing-in"
            : null
      }
      renewals={walkthrough.renewals}
      onSignIn={() => void session.signIn(parameters, place)}
      onCancel={busy === "popup" ? session.cancelPopup : null}
      onRenew={() => void session.renew()}
      next={next}
    />
  );
}

/** Step 4 (third in the rail) with the request that its reader puts together. */
export function SecondaryView({ walkthrough, busy, session, config, next }: ViewProps) {
  const { tenant } = config;
  const [edited, setEdited] = useState(() => secondaryAuthorization(tenant, "code", ""));
  const parameters = completed(session, edited, "popup");

  return (
    <SecondaryStep
      secondary={walkthrough.secondary}
      grant={grantOf(parameters)}
      onGrant={(grant) => setEdited(secondaryAuthorization(tenant, grant, ""))}
      request={
        <AuthorizationForm
          title="The request, as the popup will send it"
          tenant={tenant}
          parameters={parameters}
          place="popup"
          onEdit={setEdited}
        />
      }
      hint={config.accountHints?.B ?? null}
      isBusy={busy === "popup"}
      onProve={() => void session.proveSecondary(parameters)}
      onCancel={session.cancelPopup}
      next={next}
    />
  );
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
  onEdit: (parameters: AuthorizationParameters) => void;
}) {
  return (
    <RequestForm
      title={title}
      method="GET"
      path="/authorize"
      host={new URL(tenant.origin).host}
      parameters={editableParameters(parameters, place)}
      onChange={(name, value) => onEdit(withParameter(parameters, name, value))}
    />
  );
}

/** The request with the callback that its place needs. */
function completed(
  session: Session,
  parameters: AuthorizationParameters,
  place: Place,
): AuthorizationParameters {
  return { ...parameters, redirect_uri: session.redirectUriFor(parameters, place) };
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

function withRefreshToken(
  parameters: AuthorizationParameters,
  wanted: boolean,
): AuthorizationParameters {
  const others = parseScope(parameters.scope).filter((scope) => scope !== "offline_access");
  return { ...parameters, scope: [...others, ...(wanted ? ["offline_access"] : [])].join(" ") };
}
