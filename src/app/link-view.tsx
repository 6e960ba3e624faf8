import { useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { LinkStep } from "#features/link-step/link-step.tsx";
import { UnlinkStep } from "#features/unlink-step/unlink-step.tsx";
import { isBlocking } from "#linking/checks.ts";
import { linkedIdentities } from "#linking/walkthrough.ts";
import { userIdOf, type Identity } from "#protocol/management.ts";
import { classFor } from "#ui/button.tsx";
import { printRequest, redactRequest, type RedactedRequest } from "#wire/request.ts";
import { brokenIn, brokenRequest, tokensToBe } from "./breaking.ts";
import { loginHintOf } from "./choices.ts";
import { Checking } from "./check-view.tsx";
import { LinkTokens } from "./link-tokens.tsx";
import { Locked } from "./locked.tsx";
import { paths } from "./paths.ts";
import { linkRequest, unlinkRequest } from "./requests.ts";
import type { StepProps } from "./step-view.tsx";
import { useChecks } from "./use-checks.ts";

/** Step 6: the link, as it will be sent. */
export function LinkView(props: StepProps & { next: ReactNode }) {
  const { walkthrough, choices, busy, session, config, next } = props;
  const [, navigate] = useLocation();
  const checks = useChecks(walkthrough, config.tenant);
  const linked = linkedIdentities(walkthrough);
  const proved = walkthrough.secondary;
  // A proof of a third account is a link to come, whatever is linked already.
  const isThird =
    proved?.idToken != null && !linked.some((one) => userIdOf(one) === proved.account.userId);
  const isLinked = linked.length > 0 && !isThird;
  const request = printedRequest(props, null);
  if (request !== null && checks === null) return <Checking />;
  return (
    <LinkStep
      tokens={checks === null ? null : <LinkTokens walkthrough={walkthrough} checks={checks} />}
      request={request && printRequest(request)}
      warnings={checks?.filter((check) => !check.passes && !isBlocking(check)) ?? []}
      // What is broken on purpose is there to be refused.
      isBlocked={(checks?.some(isBlocking) ?? false) && brokenIn(choices, "link") === null}
      identities={walkthrough.user?.identities ?? []}
      isLinked={isLinked}
      wasLinkedHere={walkthrough.change !== null}
      wasAnswerLost={session.state().finding?.id === "linked-answer-lost"}
      isBusy={busy === "linking"}
      onLink={() => void session.link()}
      onKeepOther={() => {
        session.choose({
          primary: {
            ...session.chosenRequest("primary"),
            prompt: "login",
            ...(proved === null ? {} : loginHintOf(proved.account)),
          },
        });
        navigate(paths.step("primary"));
      }}
      checkLink={
        <Link href={paths.step("check")} className={classFor("plain")}>
          To the checks
        </Link>
      }
      next={next}
    />
  );
}

/** Step 9: the unlink, as it will be sent. It has something to take home, locked or not. */
export function UnlinkView(props: StepProps) {
  const { status, walkthrough, choices, busy, session, onStartOver } = props;
  const linked = linkedIdentities(walkthrough);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const identity = linked.find((one) => userIdOf(one) === chosenId) ?? linked[0] ?? null;
  const request = identity && printedRequest(props, identity);
  return (
    <>
      {status.state === "locked" ? <Locked needs={status.needs} /> : null}
      <UnlinkStep
        request={request && printRequest(request)}
        identities={linked}
        identity={identity}
        onChoose={(one) => setChosenId(userIdOf(one))}
        unlinked={walkthrough.unlinked}
        wasAnswerLost={session.state().finding?.id === "unlinked-answer-lost"}
        // What is broken on purpose loses nothing.
        asksFirst={brokenIn(choices, "unlink") === null}
        isBusy={busy === "unlinking"}
        onUnlink={(chosen) => void session.unlink(chosen)}
        onStartOver={onStartOver}
      />
    </>
  );
}

/**
 * The step's request as it will be sent, with what is broken in it.
 *
 * @param identity what is to be unlinked; `null` for a link
 */
function printedRequest(
  { step, walkthrough, choices, log, config: { tenant } }: StepProps,
  identity: Identity | null,
): RedactedRequest | null {
  const right =
    identity === null
      ? linkRequest(walkthrough, tenant)
      : unlinkRequest(walkthrough, tenant, identity);
  if (right === null) return null;
  const broken = brokenIn(choices, step);
  const changed = broken && brokenRequest(walkthrough, tenant, broken, tokensToBe(broken));
  return redactRequest(log.redactor, changed ?? right, "A");
}
