import { useState } from "react";
import { labelOf } from "#linking/walkthrough/account.ts";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import {
  grantOf,
  readsOwnUser,
  secondaryAuthorization,
  withOwnUserRead,
  type AuthorizationParameters,
} from "#protocol/authorization.ts";
import { isEditedSince } from "#session/choices.ts";
import { NextLink } from "#shell/locked.tsx";
import { AuthorizationForm } from "#steps/authorization-form.tsx";
import { withParameter } from "#steps/request-parameters.ts";
import { SessionUsed } from "#steps/session-used.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Choice } from "#ui/choice.tsx";
import { Hint } from "#ui/hint.tsx";
import styles from "./secondary-view.module.css";
import { hintForB } from "./hint-for-b.ts";
import { SuggestionsView } from "./suggestions-view.tsx";
import { SessionWord } from "#shell/host-context.tsx";

const GRANTS = [
  { value: "code", label: "Code + PKCE", note: "a second Auth0Client" },
  { value: "implicit", label: "Implicit", note: "auth0.js, legacy" },
] as const;

/** Step: log in as account B in a popup, on a client of its own, to get its ID token. */
export function SecondaryView(props: StepProps) {
  const { walkthrough, busy, session, config, capabilities } = props;
  const { tenant } = config;
  const parameters = session.loginRequest("secondary");
  const chosen = session.chosenRequest("secondary");
  const wantsMetadata = readsOwnUser(chosen, tenant);
  const isProved = walkthrough.secondary?.idToken != null;
  const edit = (edited: AuthorizationParameters) => session.choose({ secondary: edited });
  const hint = hintForB(config.accountHints, walkthrough);
  return (
    <>
      <Proof {...props} />
      <Choice
        legend="Flow"
        options={GRANTS}
        value={grantOf(parameters)}
        onChange={(grant) =>
          edit(withOwnUserRead(secondaryAuthorization(tenant, grant, ""), tenant, wantsMetadata))
        }
      />
      <AuthorizationForm
        title="The request, as the popup will send it"
        tenant={tenant}
        parameters={parameters}
        place="popup"
        onEdit={(name, value) => edit(withParameter(chosen, name, value))}
      />
      <Actions
        isDone={isProved}
        main={
          <Button
            look={isProved ? "plain" : "primary"}
            isBusy={busy.has("popup")}
            busyLabel="Waiting for the popup…"
            onClick={() => void session.proveSecondary()}
          >
            {isProved ? "Log in as B again" : "Log in as B"}
          </Button>
        }
        note={hint === null ? null : <Hint text={hint} />}
      />
      <label className={styles["option"]}>
        <input
          type="checkbox"
          checked={wantsMetadata}
          onChange={(event) => edit(withOwnUserRead(chosen, tenant, event.target.checked))}
        />
        Read B’s metadata too
      </label>
      {capabilities.canSuggestAccounts ? (
        <SuggestionsView
          // A link or an unlink changes who there is.
          key={linkedIdentities(walkthrough).length}
          session={session}
          walkthrough={walkthrough}
        />
      ) : null}
    </>
  );
}

/** Who B is; nothing before B logged in, and after a reload. */
function Proof({ step, walkthrough, choices, session }: StepProps) {
  const { secondary } = walkthrough;
  const [old] = useState(secondary);
  if (secondary === null || secondary.idToken === null) return null;
  const isStale = isEditedSince(choices.secondary, secondary.request);

  function proveOther(prompt: string): void {
    session.choose({ secondary: { ...session.chosenRequest("secondary"), prompt } });
    void session.proveSecondary();
  }

  return (
    <Callout
      tone="ok"
      title={`B is ${labelOf(secondary.account)}`}
      isStale={isStale}
      focusOn={secondary === old ? null : secondary}
      actions={<NextLink step={step} />}
      goesOn
    >
      {isStale ? <p>From before you changed the request. Log in again to see its result.</p> : null}
      <p>
        You are still A; only the tenant’s <SessionWord /> is B’s now.
      </p>
      <SessionUsed {...secondary} onOther={proveOther} />
    </Callout>
  );
}
