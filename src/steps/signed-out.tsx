import { labelOf } from "#linking/walkthrough/account.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import type { Session } from "#session/session.ts";

/** After a reload: who was signed in, why the tokens are gone, and the way back. */
export function SignedOut({
  step,
  session,
  walkthrough,
  isBusy,
}: {
  step: StepId;
  session: Session;
  walkthrough: Walkthrough;
  isBusy: boolean;
}) {
  const { primary } = walkthrough;
  if (primary === null || primary.tokens !== null || step === "tenant") return null;
  return (
    <Callout
      tone="note"
      title={`You were A: ${labelOf(primary.account)}. Now nobody is signed in here.`}
      actions={
        <Button isBusy={isBusy} busyLabel="Leaving…" onClick={() => void session.signInAgain(step)}>
          Log in as A again
        </Button>
      }
    >
      <p>
        Tokens live in memory only, and a reload drops them. What was linked stays linked. Log in
        again to go on here.
      </p>
    </Callout>
  );
}
