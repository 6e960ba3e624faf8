import { useState, type ReactNode } from "react";
import { describeProvider } from "#linking/walkthrough/account.ts";
import type { Check } from "#linking/tokens/checks.ts";
import { userIdOf, type Identity } from "#protocol/management.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { RequestCard, type PrintedRequest } from "#ui/request-card.tsx";

/** Step: the link itself. */
export function LinkStep({
  tokens,
  request,
  isHeldBack,
  warnings,
  isBlocked,
  identities,
  isLinked,
  isBroken,
  wasLinkedHere,
  wasAnswerLost,
  isBusy,
  onLink,
  onKeepOther,
  checkLink,
  next,
}: {
  tokens: ReactNode;
  request: PrintedRequest | null;
  /** Whether the page itself will refuse it, so that it is not sent. */
  isHeldBack: boolean;
  /** Checks that do not fit and that the API would not stop. */
  warnings: readonly Check[];
  isBlocked: boolean;
  identities: readonly Identity[];
  isLinked: boolean;
  /** Whether it is broken on purpose, so that it can be sent, linked or not. */
  isBroken: boolean;
  /** Whether this walkthrough sent the link, and not an earlier one. */
  wasLinkedHere: boolean;
  /** Whether no answer told so, but the user that was read after it. */
  wasAnswerLost: boolean;
  isBusy: boolean;
  onLink: () => void;
  /** Only the signed-in account can be the primary: the other one has to log in as A. */
  onKeepOther: () => void;
  checkLink: ReactNode;
  next: ReactNode;
}) {
  const [isOld] = useState(isLinked);
  return (
    <>
      {isLinked ? (
        <Callout
          tone="ok"
          focusOn={isOld ? null : identities}
          title={
            wasLinkedHere
              ? `${wasAnswerLost ? "Linked" : "201"}. A has ${identities.length} identities now.`
              : `A has ${identities.length} identities already.`
          }
          actions={next}
        >
          <ul>
            {identities.map((identity) => (
              <li key={userIdOf(identity)}>
                <code>{userIdOf(identity)}</code> · {describeProvider(identity.provider)}
              </li>
            ))}
          </ul>
        </Callout>
      ) : null}
      {tokens}
      {request === null || (isLinked && !isBroken && !wasLinkedHere) ? null : (
        <RequestCard title={requestTitle()} request={request} />
      )}
      {(isLinked && !isBroken) || request === null ? null : (
        <>
          {warnings.some((check) => check.id === "verified-emails") ? (
            <Callout tone="note" title="An e-mail here is not verified" actions={checkLink}>
              <p>
                The API will not stop this link. But whoever made that account need not own the
                address. Link only if you know that both accounts are yours.
              </p>
            </Callout>
          ) : null}
          {isBlocked ? (
            <Callout tone="bad" title="The API would refuse this link" actions={checkLink} />
          ) : null}
          <Actions
            {...(isLinked
              ? {}
              : {
                  note: "A survives. B loses its metadata and its user ID. Unlinking brings B back empty.",
                })}
          >
            <Button
              look="primary"
              isBusy={isBusy}
              busyLabel="Sending…"
              disabled={isBlocked}
              onClick={onLink}
            >
              Send POST
            </Button>
            {isLinked ? null : <Button onClick={onKeepOther}>Keep B instead</Button>}
          </Actions>
        </>
      )}
    </>
  );

  function requestTitle(): string {
    if (isLinked && !isBroken) return "The request that was sent";
    return isHeldBack
      ? "The request, which the page’s own check will stop"
      : "The request, as it will be sent";
  }
}
