import { useState, type ReactNode } from "react";
import { labelOf } from "#linking/walkthrough/account.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { Grant } from "#protocol/authorization.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Choice } from "#ui/choice.tsx";
import { Hint } from "#ui/hint.tsx";
import styles from "./secondary-step.module.css";

const GRANTS = [
  { value: "code", label: "Code + PKCE", note: "a second Auth0Client" },
  { value: "implicit", label: "Implicit", note: "auth0.js, legacy" },
] as const;

/** Step: log in as account B in a popup, on a client of its own, to get its ID token. */
export function SecondaryStep({
  secondary,
  isStale,
  grant,
  onGrant,
  wantsMetadata,
  onMetadata,
  request,
  hint,
  isBusy,
  onProve,
  next,
}: {
  secondary: Walkthrough["secondary"];
  /** Whether the request was edited since B logged in with it. */
  isStale: boolean;
  grant: Grant;
  onGrant: (grant: Grant) => void;
  /** Whether B's login also asks for a token that reads B. */
  wantsMetadata: boolean;
  onMetadata: (wanted: boolean) => void;
  request: ReactNode;
  hint: string | null;
  isBusy: boolean;
  onProve: () => void;
  next: ReactNode;
}) {
  const isProved = secondary?.idToken != null;
  const [old] = useState(secondary);
  return (
    <>
      {secondary !== null && isProved ? (
        <Callout
          tone="ok"
          title={`B is ${labelOf(secondary.account)}`}
          isStale={isStale}
          showOn={secondary === old ? null : secondary}
          actions={next}
        >
          {isStale ? (
            <p>From before you changed the request. Log in again to see its result.</p>
          ) : null}
          <p>
            You are still A; the tenant’s cookie knows B now. B’s ID token proves that you can log
            in there.
          </p>
        </Callout>
      ) : null}
      <Choice legend="Flow" options={GRANTS} value={grant} onChange={onGrant} />
      {request}
      <Actions note={hint === null ? null : <Hint text={hint} />}>
        <Button
          look={isProved ? "plain" : "primary"}
          isBusy={isBusy}
          busyLabel="Waiting for the popup…"
          onClick={onProve}
        >
          {isProved ? "Log in as B again" : "Log in as B"}
        </Button>
      </Actions>
      <label className={styles["option"]}>
        <input
          type="checkbox"
          checked={wantsMetadata}
          onChange={(event) => onMetadata(event.target.checked)}
        />
        Read B’s metadata too
      </label>
    </>
  );
}
