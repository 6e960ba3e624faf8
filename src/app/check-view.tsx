import type { ReactNode } from "react";
import { CheckStep } from "#features/check-step/check-step.tsx";
import { linkedIdentities } from "#linking/walkthrough.ts";
import { Callout } from "#ui/callout.tsx";
import { LinkTokens } from "./link-tokens.tsx";
import { Locked } from "./locked.tsx";
import type { StepProps } from "./step-view.tsx";
import { useChecks } from "./use-checks.ts";

/** Step 5 with the checks of the tokens at hand. */
export function CheckView({ walkthrough, session, config, next }: StepProps & { next: ReactNode }) {
  const checks = useChecks(walkthrough, config.tenant);
  if (walkthrough.secondary?.idToken == null) {
    return linkedIdentities(walkthrough).length > 0 ? (
      <Callout tone="note" title="The accounts are linked already" actions={next}>
        <p>The checks compare A’s token with B’s, and B’s went with the reload.</p>
      </Callout>
    ) : (
      <Locked needs="secondary" />
    );
  }
  if (checks === null) return <Checking />;
  return (
    <CheckStep
      checks={checks}
      tokens={<LinkTokens walkthrough={walkthrough} checks={checks} />}
      onSeen={session.seeChecks}
      next={next}
    />
  );
}

export function Checking() {
  return <p role="status">Verifying B’s signature…</p>;
}
