import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { RequestCard } from "#ui/request-card.tsx";
import { NextLink } from "#shell/locked.tsx";
import { READ_HASH } from "#shell/paths.ts";
import { printed } from "#steps/printed.ts";
import type { StepProps } from "#steps/step-props.ts";
import type { Session } from "#session/session.ts";
import type { KeySet } from "#protocol/discovery.ts";
import { useEffect, useState } from "react";

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

/**
 * Reads the tenant where the address says so.
 *
 * @returns the keys that no press in this step has read; `undefined` while they are read. They do not take
 *   the focus: who came by a link is at the title still.
 */
function useReading({ readTenant, state }: Session): KeySet | null | undefined {
  const [old, setOld] = useState<KeySet | null | undefined>(() => {
    const { keys } = state().walkthrough;
    return keys === null && window.location.hash === READ_HASH ? undefined : keys;
  });

  useEffect(() => {
    if (old !== undefined) return;
    void readTenant().then(() => setOld(state().walkthrough.keys));
  }, [old, readTenant, state]);

  return old;
}
