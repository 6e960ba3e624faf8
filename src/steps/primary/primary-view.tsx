import { useState } from "react";
import { labelOf } from "#linking/walkthrough/account.ts";
import {
  asksForRefreshToken,
  grantOf,
  guideAuthorization,
  primaryAuthorization,
  withRefreshToken,
  type AuthorizationParameters,
  type Grant,
} from "#protocol/authorization.ts";
import { compareScopes, parseScope } from "#protocol/scope.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { isEditedSince } from "#session/choices.ts";
import { NextLink } from "#shell/locked.tsx";
import { AuthorizationForm } from "#steps/authorization-form.tsx";
import { withParameter, withType } from "#steps/request-parameters.ts";
import { SessionUsed } from "#steps/session-used.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Choice } from "#ui/choice.tsx";
import { Hint } from "#ui/hint.tsx";
import styles from "./primary-view.module.css";
import { ScopeList, ScopeTable } from "./scope-table.tsx";
import { SessionWord } from "#shell/host-context.tsx";

const GRANTS = [
  { value: "code", label: "Code + PKCE", note: "auth0-spa-js" },
  { value: "implicit", label: "Implicit", note: "auth0.js, legacy" },
] as const;

const PLACES = [
  { value: "redirect", label: "This page", note: "leaves and comes back" },
  { value: "popup", label: "A popup", note: "" },
] as const;

/** Step: log in as account A, by redirect or popup, with either SDK. */
export function PrimaryView(props: StepProps) {
  const { walkthrough, choices, session, config } = props;
  const { tenant } = config;
  const tokens = walkthrough.primary?.tokens ?? null;
  const parameters = session.loginRequest("primary");
  const chosen = session.chosenRequest("primary");
  const scopes = parseScope(parameters.scope);
  const edit = (edited: AuthorizationParameters) => session.choose({ primary: edited });
  return (
    <>
      <SignedIn {...props} />
      <div className={styles["choices"]}>
        <Choice
          legend="Flow"
          options={GRANTS}
          value={grantOf(parameters)}
          onChange={(grant) => edit(withGrant(tenant, chosen, grant))}
        />
        <Choice
          legend="Where"
          options={PLACES}
          value={choices.place}
          onChange={(place) => session.choose({ place })}
        />
      </div>
      <AuthorizationForm
        title="The request, as it will be sent"
        tenant={tenant}
        parameters={parameters}
        place={choices.place}
        onEdit={(name, value) => edit(withParameter(chosen, name, value))}
      />
      <SignIn {...props} />
      <Presets
        parameters={parameters}
        onRefreshToken={(wanted) => edit(withRefreshToken(chosen, wanted))}
        onGuide={() => edit(guideAuthorization(tenant, ""))}
      />
      {tokens === null && scopes.length > 0 ? <ScopeList scopes={scopes} /> : null}
      <Renewal {...props} />
    </>
  );
}

/** Who A is; nothing as long as A's tokens do not serve. */
function SignedIn({ step, walkthrough, choices, session }: StepProps) {
  const { primary } = walkthrough;
  const [old] = useState(primary);
  if (primary?.tokens?.fitness !== "fits") return null;
  const isStale = isEditedSince(choices.primary, primary.request);

  function signInAsOther(prompt: string): void {
    session.choose({ primary: { ...session.chosenRequest("primary"), prompt } });
    void session.signIn();
  }

  return (
    <Callout
      tone="ok"
      isStale={isStale}
      focusOn={primary === old ? null : primary}
      title={`A is ${labelOf(primary.account)}`}
      actions={<NextLink step={step} />}
      goesOn
    >
      {isStale ? <p>From before you changed the request. Log in again to see its result.</p> : null}
      <p>
        The ID token tells <em>this app</em> who logged in. The access token <em>asks the API</em>:
        linking needs it.
      </p>
      <SessionUsed {...primary} onOther={signInAsOther} />
    </Callout>
  );
}

function SignIn({ walkthrough, choices, busy, session, config }: StepProps) {
  const tokens = walkthrough.primary?.tokens ?? null;
  const hint = config.accountHints?.A ?? null;
  const isDone = tokens?.fitness === "fits";
  return (
    <Actions
      isDone={isDone}
      main={
        <Button
          look={isDone ? "plain" : "primary"}
          isBusy={busy.has("leaving") || busy.has("popup")}
          busyLabel={choices.place === "popup" ? "Waiting for the popup…" : "Leaving…"}
          onClick={() => void session.signIn()}
        >
          {tokens === null ? "Log in as A" : "Log in as A again"}
        </Button>
      }
      note={hint === null ? null : <Hint text={hint} />}
    />
  );
}

function Presets({
  parameters,
  onRefreshToken,
  onGuide,
}: {
  parameters: AuthorizationParameters;
  onRefreshToken: (wanted: boolean) => void;
  /** Fills in the request of Auth0's migration guide. */
  onGuide: () => void;
}) {
  const isImplicit = grantOf(parameters) === "implicit";
  return (
    <div className={styles["presets"]}>
      <label className={styles["preset"]}>
        <input
          type="checkbox"
          checked={asksForRefreshToken(parameters)}
          disabled={isImplicit}
          onChange={(event) => onRefreshToken(event.target.checked)}
        />
        Ask for a refresh token
        {isImplicit ? <small>The implicit flow gives none.</small> : null}
      </label>
      <Button look="small" onClick={onGuide}>
        Use the migration guide’s request
      </Button>
    </div>
  );
}

/** What A's tokens may do, and how they are renewed; nothing while there are none. */
function Renewal({ walkthrough, busy, session }: StepProps) {
  const { primary, renewals } = walkthrough;
  if (primary === null || primary.tokens === null) return null;
  return (
    <>
      <ScopeTable scopes={compareScopes(primary.request.scope, primary.tokens.grantedScope)} />
      <Actions
        note={
          <>
            {asksForRefreshToken(session.loginRequest("primary")) ? (
              "With the refresh token, which is rotated."
            ) : (
              <>
                In a hidden frame, by the tenant’s <SessionWord />.
              </>
            )}
            <span role="status" className={styles["renewed"]}>
              {renewals === 0 ? "" : `Renewed, still A (${renewals}).`}
            </span>
          </>
        }
      >
        <Button
          isBusy={busy.has("renewing")}
          busyLabel="Renewing…"
          onClick={() => void session.renew()}
        >
          Renew A’s tokens silently
        </Button>
      </Actions>
    </>
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
