import type { KeySet } from "#protocol/discovery.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { RequestCard, type PrintedRequest } from "#ui/request-card.tsx";
import { useState, type ReactNode } from "react";

/** Step: read the tenant's discovery document and keys. */
export function TenantStep({
  tenant,
  request,
  keys,
  isBusy,
  onRead,
  next,
}: {
  tenant: Tenant;
  request: PrintedRequest | null;
  keys: KeySet | null;
  isBusy: boolean;
  onRead: () => void;
  next: ReactNode;
}) {
  const [old] = useState(keys);
  return (
    <>
      {keys === null ? null : (
        <Callout
          tone="ok"
          title={`${keys.keys.length} keys read`}
          focusOn={keys === old ? null : keys}
          actions={next}
        >
          <p>
            The issuer is <code>{tenant.issuer}</code>, and the audience of its Management API{" "}
            <code>{tenant.audience}</code>. The slash at the end belongs to both.
          </p>
        </Callout>
      )}
      {request === null ? null : (
        <RequestCard title="The request, as it will be sent" request={request} />
      )}
      <Actions note="Then its public keys, from the jwks_uri in the answer.">
        <Button
          look={keys === null ? "primary" : "plain"}
          isBusy={isBusy}
          busyLabel="Sending…"
          onClick={onRead}
        >
          {keys === null ? "Send GET" : "Send GET again"}
        </Button>
      </Actions>
    </>
  );
}
