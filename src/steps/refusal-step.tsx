import { useState, type ReactNode } from "react";
import type { Attempt } from "#linking/walkthrough/state.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { RequestCard, type PrintedRequest } from "#ui/request-card.tsx";

/** Step: a request that the API should refuse, sent to hear why. */
export function RefusalStep({
  evidence,
  request,
  result,
  isStale,
  explained,
  accepted,
  more,
  isBusy,
  onSend,
  next,
}: {
  /** The token or claim that gives the request away. */
  evidence: ReactNode;
  request: PrintedRequest | null;
  result: Attempt | null;
  /** Whether the result is older than A's last login. */
  isStale: boolean;
  /** Why the API said no. */
  explained: ReactNode;
  /** What it means that it said yes. */
  accepted: ReactNode;
  /** A link to all that is known of the refusal. */
  more: ReactNode;
  isBusy: boolean;
  onSend: () => void;
  next: ReactNode;
}) {
  const [old] = useState(result);
  const isRefused = result !== null && result.status >= 400;
  return (
    <>
      {result === null ? null : (
        <Callout
          tone={isRefused ? "expected" : "bad"}
          isStale={isStale}
          focusOn={result === old ? null : result}
          title={
            isRefused ? `${result.status}, as it should be.` : `${result.status}. It was taken.`
          }
          actions={
            <>
              {next}
              {more}
            </>
          }
        >
          {isStale ? (
            <p>From before A logged in again. Send it again to see it for this login.</p>
          ) : null}
          {isRefused ? (
            <p>
              <code>{result.message}</code>
            </p>
          ) : null}
          {isRefused ? explained : accepted}
        </Callout>
      )}
      {evidence}
      {request === null ? null : (
        <>
          <RequestCard title="The request, as it will be sent" request={request} />
          <Actions note="Meant to be refused: nothing changes.">
            <Button
              look={result === null ? "primary" : "plain"}
              isBusy={isBusy}
              busyLabel="Sending…"
              onClick={onSend}
            >
              {result === null ? "Send POST" : "Send POST again"}
            </Button>
          </Actions>
        </>
      )}
    </>
  );
}
