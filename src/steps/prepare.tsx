import { useState } from "react";
import { useLocation } from "wouter";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { positionOf } from "#linking/walkthrough/steps.ts";
import { paths } from "#shell/paths.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import type { StepProps } from "./step-props.ts";

/** What could not be prepared, where no finding says so. */
const REASONS = {
  "no-pair": "No two accounts of one person are free: they are linked, or were deleted.",
  "no-session": "The tenant signed nobody in. Is it still running?",
} as const;

/**
 * The short way to the link, for a demo or who comes by a link: A and B are signed in by silent logins.
 * Nothing where both are there, or where the tenant signs nobody in by a call.
 */
export function Prepare({ walkthrough, capabilities, session, onStartOver }: StepProps) {
  const [, navigate] = useLocation();
  const [isBusy, setIsBusy] = useState(false);
  const [reason, setReason] = useState<{ id: keyof typeof REASONS } | null>(null);
  const isReady = walkthrough.primary?.tokens != null && walkthrough.secondary?.idToken != null;
  // Its place is kept while the tenant has not told what it can do: what is below would move down.
  const isAsking = capabilities.host === null;
  const isPossible = capabilities.canOpenSession || isAsking;
  if (!isPossible || isReady || linkedIdentities(walkthrough).length > 0) return null;

  async function prepare(): Promise<void> {
    setIsBusy(true);
    setReason(null);
    const ended = await session.prepareAccounts();
    setIsBusy(false);
    if (ended === "ready") navigate(paths.step("link"));
    if (ended === "no-pair" || ended === "no-session") setReason({ id: ended });
    const { finding } = session.state();
    if (ended === "explained" && finding !== null) navigate(paths.step(finding.step));
  }

  return (
    <>
      <Actions note={`Straight to step ${positionOf("link").number}.`}>
        <Button
          isBusy={isBusy}
          disabled={isAsking}
          busyLabel="Signing A and B in…"
          onClick={() => void prepare()}
        >
          Prepare A and B for me
        </Button>
      </Actions>
      {reason === null ? null : (
        <Callout
          tone="bad"
          title={REASONS[reason.id]}
          focusOn={reason}
          showOn={reason}
          actions={<Button onClick={onStartOver}>Start over</Button>}
        />
      )}
    </>
  );
}
