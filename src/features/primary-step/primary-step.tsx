import type { ReactNode } from "react";
import { labelOf } from "#linking/account.ts";
import type { Walkthrough } from "#linking/walkthrough.ts";
import type { Grant } from "#protocol/authorization.ts";
import { compareScopes } from "#protocol/scope.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Choice } from "#ui/choice.tsx";
import { Hint } from "#ui/hint.tsx";
import { RequestCard, type PrintedRequest } from "#ui/request-card.tsx";
import { ScopeTable } from "./scope-table.tsx";

const GRANTS = [
  { value: "code", label: "Code + PKCE", note: "auth0-spa-js. Use this one." },
  { value: "implicit", label: "Implicit", note: "auth0.js. Legacy: tokens come in the URL." },
] as const;

/** Step: log in as account A, by redirect, with either SDK. */
export function PrimaryStep({
  primary,
  grant,
  onGrant,
  request,
  hint,
  isBusy,
  onSignIn,
  next,
}: {
  primary: Walkthrough["primary"];
  grant: Grant;
  onGrant: (grant: Grant) => void;
  request: PrintedRequest;
  hint: string | null;
  isBusy: boolean;
  onSignIn: () => void;
  next: ReactNode;
}) {
  const tokens = primary?.tokens ?? null;
  return (
    <>
      <Choice legend="Flow" options={GRANTS} value={grant} onChange={onGrant} />
      <RequestCard title="The request, as it will be sent" request={request} />
      <Actions
        note={
          <>
            {hint === null ? null : <Hint text={hint} />}
            The SDK adds <code>state</code>, <code>nonce</code>
            {grant === "code" ? " and the PKCE challenge." : "."}
          </>
        }
      >
        <Button
          look={tokens === null ? "primary" : "plain"}
          isBusy={isBusy}
          busyLabel="Leaving…"
          onClick={onSignIn}
        >
          {tokens === null ? "Log in as A" : "Log in as A again"}
        </Button>
      </Actions>
      {primary === null || tokens === null ? null : (
        <>
          <Callout tone="ok" title={`A is ${labelOf(primary.account)}`} actions={next}>
            <p>
              Two tokens came. The ID token tells <em>this app</em> who logged in. The access token
              lets it <em>ask the API</em>. Linking needs both, in different places.
            </p>
          </Callout>
          <ScopeTable scopes={compareScopes(tokens.requestedScope, tokens.grantedScope)} />
        </>
      )}
    </>
  );
}
