import { useState } from "react";
import { Link, useLocation } from "wouter";
import { isBlocking } from "#linking/tokens/checks.ts";
import { describeProvider, type Account } from "#linking/walkthrough/account.ts";
import { isHeldBack, type StepRequest } from "#linking/walkthrough/requests.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough/state.ts";
import { userIdOf } from "#protocol/management.ts";
import { loginHintOf } from "#session/choices.ts";
import { needsUnlink, scenarioIn } from "#session/steering.ts";
import { Locked, NextLink } from "#shell/locked.tsx";
import { paths } from "#shell/paths.ts";
import { Checking } from "#steps/checking.tsx";
import { LinkTokens } from "#steps/link-tokens.tsx";
import { printed } from "#steps/printed.ts";
import type { StepProps } from "#steps/step-props.ts";
import { useChecks, type CheckedRequest } from "#steps/use-checks.ts";
import { usePrepared } from "#steps/use-prepared.ts";
import { KeepOtherDialog, LinkDialog } from "./link-dialogs.tsx";
import { Actions } from "#ui/actions.tsx";
import { Button, classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { RequestCard } from "#ui/request-card.tsx";
import { SessionWord } from "#shell/host-context.tsx";

/** Step: the link, as it will be sent. */
export function LinkView(props: StepProps) {
  const { step, walkthrough, session, config } = props;
  const request = usePrepared(session, step);
  const checked = useChecks(request, walkthrough, config.tenant);
  if (request !== null && checked === null) return <Checking />;
  return <CheckedLink {...props} request={request} checked={checked} />;
}

type CheckedLinkProps = StepProps & {
  readonly request: StepRequest | null;
  readonly checked: CheckedRequest | null;
};

/** The link once its checks are made. */
export function CheckedLink(props: CheckedLinkProps) {
  const { step, walkthrough, choices, request, checked } = props;
  const scenario = scenarioIn(choices, step);
  const isLinked = isLinkedToAll(walkthrough);
  // What is broken on purpose can be sent, linked or not.
  const canSend = !isLinked || (scenario !== null && !needsUnlink(scenario, walkthrough));
  const isPrinted = canSend || walkthrough.change !== null;
  return (
    <>
      <Linked {...props} isLinked={isLinked} />
      {request === null || checked === null ? null : (
        <LinkTokens request={request} scenario={scenario} {...checked} />
      )}
      {request === null || !isPrinted ? null : (
        <RequestCard
          title={
            !canSend
              ? "The request that was sent"
              : isHeldBack(request, scenario)
                ? "The request, which the page’s own check will stop"
                : "The request, as it will be sent"
          }
          request={printed(request)}
        />
      )}
      {request === null || !canSend ? null : <SendLink {...props} isLinked={isLinked} />}
      {isProofGone(walkthrough) ? <Locked needs="secondary" /> : null}
    </>
  );
}

/** After an unlink the step stays open, but a reload drops the token that it sends. */
function isProofGone(walkthrough: Walkthrough): boolean {
  const isSignedIn = walkthrough.primary?.tokens != null;
  const isApart = linkedIdentities(walkthrough).length === 0;
  return isSignedIn && isApart && walkthrough.secondary?.idToken == null;
}

/** A proof of a third account is a link to come, whatever is linked already. */
function isLinkedToAll(walkthrough: Walkthrough): boolean {
  const linked = linkedIdentities(walkthrough);
  const proved = walkthrough.secondary;
  const isThird =
    proved?.idToken != null && !linked.some((one) => userIdOf(one) === proved.account.userId);
  return linked.length > 0 && !isThird;
}

/** What A is made of now; nothing before the link. */
function Linked({ step, walkthrough, session, isLinked }: StepProps & { isLinked: boolean }) {
  const [isOld] = useState(isLinked);
  const identities = walkthrough.user?.identities ?? [];
  if (!isLinked) return null;
  // No answer told so then, but the user that was read after it.
  const wasAnswerLost = session.state().finding?.id === "linked-answer-lost";
  return (
    <Callout
      tone="ok"
      focusOn={isOld ? null : identities}
      title={
        walkthrough.change === null
          ? `A has ${identities.length} identities already.`
          : `${wasAnswerLost ? "Linked" : "201"}. A has ${identities.length} identities now.`
      }
      actions={<NextLink step={step} />}
      goesOn
    >
      <ul>
        {identities.map((identity) => (
          <li key={userIdOf(identity)}>
            <code>{userIdOf(identity)}</code> · {describeProvider(identity.provider)}
          </li>
        ))}
      </ul>
      {isCookieLinked(walkthrough) ? (
        <p>
          The tenant’s <SessionWord /> was B’s login, which opens A now.
        </p>
      ) : null}
    </Callout>
  );
}

/** Whether the login that the tenant's cookie stands for was B's before the link. */
function isCookieLinked(walkthrough: Walkthrough): boolean {
  const id = walkthrough.cookie?.userId;
  return linkedIdentities(walkthrough).some((one) => userIdOf(one) === id);
}

/** What speaks against the link, and the button. */
function SendLink({
  step,
  choices,
  busy,
  session,
  walkthrough,
  checked,
  isLinked,
}: CheckedLinkProps & { isLinked: boolean }) {
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<"link" | "keep" | null>(null);
  const proved = walkthrough.secondary?.account ?? null;
  // What is broken on purpose is there to be refused.
  const isBroken = scenarioIn(choices, step) !== null;
  const failed = (isBroken ? [] : (checked?.checks ?? [])).filter((check) => !check.passes);
  const isBlocked = failed.some(isBlocking);
  const checkLink = (
    <Link href={paths.step("check")} className={classFor("plain")}>
      To the checks
    </Link>
  );

  /** Only the signed-in account can be the primary: the other one has to log in as A. */
  function keepOther(account: Account) {
    const chosen = session.chosenRequest("primary");
    session.choose({ primary: { ...chosen, prompt: "login", ...loginHintOf(account) } });
    navigate(paths.step("primary"));
    void session.signIn();
  }

  return (
    <>
      {failed.some((check) => check.id === "verified-emails" && !isBlocking(check)) ? (
        <Callout tone="note" title="An e-mail here is not verified" actions={checkLink}>
          <p>
            The API will not stop this link. But whoever made that account need not own the address.
            Link only if you know that both accounts are yours.
          </p>
        </Callout>
      ) : null}
      {isBlocked ? (
        <Callout tone="bad" title="The API would refuse this link" actions={checkLink} />
      ) : null}
      <Actions
        main={
          <Button
            look="primary"
            isBusy={busy.has("linking")}
            busyLabel="Sending…"
            disabled={isBlocked}
            onClick={() => (isBroken ? void session.link() : setAsked("link"))}
          >
            Send POST
          </Button>
        }
      >
        {isLinked ? null : <Button onClick={() => setAsked("keep")}>Keep B instead</Button>}
      </Actions>
      {proved === null ? null : (
        <>
          <LinkDialog
            secondary={proved}
            isOpen={asked === "link"}
            onConfirm={() => {
              setAsked(null);
              void session.link();
            }}
            onKeep={() => setAsked(null)}
          />
          <KeepOtherDialog
            secondary={proved}
            isOpen={asked === "keep"}
            onConfirm={() => {
              setAsked(null);
              keepOther(proved);
            }}
            onKeep={() => setAsked(null)}
          />
        </>
      )}
    </>
  );
}
