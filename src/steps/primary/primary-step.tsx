import { useState, type ReactNode } from "react";
import { labelOf } from "#linking/walkthrough/account.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { Grant } from "#protocol/authorization.ts";
import { compareScopes } from "#protocol/scope.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Choice } from "#ui/choice.tsx";
import { Hint } from "#ui/hint.tsx";
import styles from "./primary-step.module.css";
import { ScopeList, ScopeTable } from "./scope-table.tsx";

const GRANTS = [
  { value: "code", label: "Code + PKCE", note: "auth0-spa-js" },
  { value: "implicit", label: "Implicit", note: "auth0.js, legacy" },
] as const;

const PLACES = [
  { value: "redirect", label: "This page", note: "leaves and comes back" },
  { value: "popup", label: "A popup", note: "" },
] as const;

/** Step: log in as account A, by redirect or popup, with either SDK. */
export function PrimaryStep({
  primary,
  isStale,
  grant,
  onGrant,
  place,
  onPlace,
  wantsRefreshToken,
  onRefreshToken,
  onGuide,
  request,
  scopes,
  hint,
  isSigningIn,
  isRenewing,
  renewals,
  onSignIn,
  onRenew,
  next,
}: {
  primary: Walkthrough["primary"];
  /** Whether the request was edited since A logged in with it. */
  isStale: boolean;
  grant: Grant;
  onGrant: (grant: Grant) => void;
  place: "redirect" | "popup";
  onPlace: (place: "redirect" | "popup") => void;
  wantsRefreshToken: boolean;
  onRefreshToken: (wanted: boolean) => void;
  /** Fills in the request of Auth0's migration guide. */
  onGuide: () => void;
  request: ReactNode;
  /** The scopes that the request asks for. */
  scopes: readonly string[];
  hint: string | null;
  isSigningIn: boolean;
  isRenewing: boolean;
  renewals: number;
  onSignIn: () => void;
  onRenew: () => void;
  next: ReactNode;
}) {
  const tokens = primary?.tokens ?? null;
  const [old] = useState(primary);
  const fits = tokens?.fitness === "fits";
  return (
    <>
      {primary === null || tokens?.fitness !== "fits" ? null : (
        <Callout
          tone="ok"
          isStale={isStale}
          showOn={primary === old ? null : primary}
          title={`A is ${labelOf(primary.account)}`}
          actions={next}
        >
          {isStale ? (
            <p>From before you changed the request. Log in again to see its result.</p>
          ) : null}
          <p>
            The ID token tells <em>this app</em> who logged in. The access token lets it{" "}
            <em>ask the API</em>. Linking needs this one.
          </p>
        </Callout>
      )}
      <div className={styles["choices"]}>
        <Choice legend="Flow" options={GRANTS} value={grant} onChange={onGrant} />
        <Choice legend="Where" options={PLACES} value={place} onChange={onPlace} />
      </div>
      {request}
      <Actions note={hint === null ? null : <Hint text={hint} />}>
        <Button
          look={fits ? "plain" : "primary"}
          isBusy={isSigningIn}
          busyLabel={place === "popup" ? "Waiting for the popup…" : "Leaving…"}
          onClick={onSignIn}
        >
          {tokens === null ? "Log in as A" : "Log in as A again"}
        </Button>
      </Actions>
      <div className={styles["presets"]}>
        <label className={styles["preset"]}>
          <input
            type="checkbox"
            checked={wantsRefreshToken}
            disabled={grant === "implicit"}
            onChange={(event) => onRefreshToken(event.target.checked)}
          />
          Ask for a refresh token
          {grant === "implicit" ? <small>The implicit flow gives none.</small> : null}
        </label>
        <Button look="small" onClick={onGuide}>
          Use the migration guide’s request
        </Button>
      </div>
      {tokens === null && scopes.length > 0 ? <ScopeList scopes={scopes} /> : null}
      {primary === null || tokens === null ? null : (
        <>
          <ScopeTable scopes={compareScopes(primary.request.scope, tokens.grantedScope)} />
          <Actions
            note={
              <>
                {wantsRefreshToken
                  ? "With the refresh token, which is rotated."
                  : "In a hidden frame, by the tenant’s cookie."}
                <span role="status" className={styles["renewed"]}>
                  {renewals === 0 ? "" : `Renewed, still A (${renewals}).`}
                </span>
              </>
            }
          >
            <Button isBusy={isRenewing} busyLabel="Renewing…" onClick={onRenew}>
              Renew A’s tokens silently
            </Button>
          </Actions>
        </>
      )}
    </>
  );
}
