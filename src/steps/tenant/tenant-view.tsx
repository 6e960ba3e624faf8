import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { RequestCard } from "#ui/request-card.tsx";
import { NextLink } from "#shell/locked.tsx";
import { printed } from "#steps/printed.ts";
import type { StepProps } from "#steps/step-props.ts";
import { useReading } from "#steps/use-reading.ts";

/** Step: read the tenant's discovery document and keys. */
export function TenantView({ step, walkthrough, busy, session, config }: StepProps) {
  const { keys } = walkthrough;
  const { tenant } = config;
  const request = session.request(step);
  const old = useReading(session);
  return (
    <>
      {keys === null ? null : (
        <Callout
          tone="ok"
          title={`${keys.keys.length} keys read`}
          focusOn={old === undefined || keys === old ? null : keys}
          actions={<NextLink step={step} />}
          goesOn
        >
          <p>
            Issuer <code>{tenant.issuer}</code>, audience of the API <code>{tenant.audience}</code>:
            the slash at the end belongs to both.
          </p>
        </Callout>
      )}
      {request === null ? null : (
        <RequestCard title="The request, as it will be sent" request={printed(request)} />
      )}
      <Actions
        isDone={keys !== null}
        main={
          <Button
            look={keys === null ? "primary" : "plain"}
            isBusy={busy.has("tenant")}
            busyLabel="Sending…"
            onClick={() => void session.readTenant()}
          >
            {keys === null ? "Send GET" : "Send GET again"}
          </Button>
        }
        note="Then its public keys."
      />
    </>
  );
}
