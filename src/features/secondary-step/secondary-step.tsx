import { useEffect, useState, type ReactNode } from "react";
import { labelOf } from "#linking/account.ts";
import type { Walkthrough } from "#linking/walkthrough.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Hint } from "#ui/hint.tsx";
import { RequestCard, type PrintedRequest } from "#ui/request-card.tsx";

const CANCEL_AFTER_MS = 2000;

/** Step: log in as account B in a popup, on a client of its own, to get its ID token. */
export function SecondaryStep({
  secondary,
  request,
  hint,
  isBusy,
  onProve,
  onCancel,
  next,
}: {
  secondary: Walkthrough["secondary"];
  request: PrintedRequest;
  hint: string | null;
  isBusy: boolean;
  onProve: () => void;
  onCancel: () => void;
  next: ReactNode;
}) {
  const isProved = secondary?.idToken != null;
  return (
    <>
      <RequestCard title="The request, as the popup will send it" request={request} />
      <Actions note={hint === null ? null : <Hint text={hint} />}>
        <Button
          look={isProved ? "plain" : "primary"}
          isBusy={isBusy}
          busyLabel="Waiting for the popup…"
          onClick={onProve}
        >
          {isProved ? "Log in as B again" : "Log in as B"}
        </Button>
        {isBusy ? <LateCancel onCancel={onCancel} /> : null}
      </Actions>
      {secondary !== null && isProved ? (
        <Callout tone="ok" title={`B is ${labelOf(secondary.account)}`} actions={next}>
          <p>
            You are still A: the popup used a client of its own. Only the tenant’s cookie now knows
            B. B’s ID token is the proof that you can log in there.
          </p>
        </Callout>
      ) : null}
    </>
  );
}

/** Offers to give up once waiting has lasted; earlier it would only be in the way. */
function LateCancel({ onCancel }: { onCancel: () => void }) {
  const [isLate, setIsLate] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), CANCEL_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  return isLate ? <Button onClick={onCancel}>Cancel</Button> : null;
}
