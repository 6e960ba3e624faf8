import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { isStale as isFromBefore } from "#linking/walkthrough/state.ts";
import { stepOf } from "#linking/walkthrough/steps.ts";
import { NextLink } from "#shell/locked.tsx";
import { paths } from "#shell/paths.ts";
import { Actions } from "#ui/actions.tsx";
import { Button, classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { RequestCard } from "#ui/request-card.tsx";
import { printed } from "./printed.ts";
import type { StepProps } from "./step-props.ts";

/** Step: a request that the API should refuse, sent to hear why. */
export function RefusalStep({
  step,
  walkthrough,
  busy,
  session,
  evidence,
  explained,
  accepted,
}: StepProps & {
  /** The token or claim that gives the request away. */
  evidence: ReactNode;
  /** Why the API said no. */
  explained: ReactNode;
  /** What it means that it said yes. */
  accepted: ReactNode;
}) {
  const request = session.request(step);
  const result = stepOf(step).attempt?.(walkthrough) ?? null;
  const isStale = result !== null && isFromBefore(walkthrough, result);
  const [old] = useState(result);
  const isRefused = result !== null && result.status >= 400;
  return (
    <>
      {result === null ? null : (
        <Callout
          tone={isRefused ? "expected" : "bad"}
          isStale={isStale}
          goesOn
          focusOn={result === old ? null : result}
          title={
            isRefused ? `${result.status}, as it should be.` : `${result.status}. It was taken.`
          }
          actions={
            <>
              <NextLink step={step} />
              {result.finding === null ? null : (
                <Link href={paths.error(result.finding)} className={classFor("plain")}>
                  More on this
                </Link>
              )}
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
          <RequestCard title="The request, as it will be sent" request={printed(request)} />
          <Actions
            isDone={result !== null}
            main={
              <Button
                look={result === null ? "primary" : "plain"}
                isBusy={busy.has("trying")}
                busyLabel="Sending…"
                onClick={() => void session.repeat(step)?.()}
              >
                {result === null ? "Send POST" : "Send POST again"}
              </Button>
            }
            note="Meant to be refused."
          />
        </>
      )}
    </>
  );
}
