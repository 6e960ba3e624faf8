import { Link, useLocation } from "wouter";
import { LinkStep } from "./link-step.tsx";
import { isBlocking } from "#linking/tokens/checks.ts";
import { isHeldBack } from "#linking/walkthrough/requests.ts";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { userIdOf } from "#protocol/management.ts";
import { classFor } from "#ui/button.tsx";
import { scenarioIn, needsUnlink } from "#session/steering.ts";
import { loginHintOf } from "#session/choices.ts";
import { Checking } from "#steps/checking.tsx";
import { LinkTokens } from "#steps/link-tokens.tsx";
import { NextLink } from "#shell/locked.tsx";
import { paths } from "#shell/paths.ts";
import { printed } from "#steps/printed.ts";
import type { StepProps } from "#steps/step-props.ts";
import { useChecks } from "#steps/use-checks.ts";
import { usePrepared } from "#steps/use-prepared.ts";

/** Step 6: the link, as it will be sent. */
export function LinkView({ step, walkthrough, choices, busy, session, config }: StepProps) {
  const [, navigate] = useLocation();
  const scenario = scenarioIn(choices, "link");
  const request = usePrepared(session, "link");
  const checked = useChecks(request, walkthrough, config.tenant);
  const linked = linkedIdentities(walkthrough);
  const proved = walkthrough.secondary;
  // A proof of a third account is a link to come, whatever is linked already.
  const isThird =
    proved?.idToken != null && !linked.some((one) => userIdOf(one) === proved.account.userId);
  const isLinked = linked.length > 0 && !isThird;
  if (request !== null && checked === null) return <Checking />;
  const checks = checked?.checks ?? null;
  const warned = checks?.filter((check) => !check.passes && !isBlocking(check)) ?? [];
  return (
    <LinkStep
      tokens={
        request === null || checked === null ? null : (
          <LinkTokens request={request} scenario={scenario} {...checked} />
        )
      }
      request={request && printed(request)}
      isHeldBack={request !== null && isHeldBack(request, scenario)}
      // What is broken on purpose is there to be refused.
      warnings={scenario === null ? warned : []}
      isBlocked={scenario === null && (checks?.some(isBlocking) ?? false)}
      identities={walkthrough.user?.identities ?? []}
      isLinked={isLinked}
      isBroken={scenario !== null && !needsUnlink(scenario, walkthrough)}
      wasLinkedHere={walkthrough.change !== null}
      wasAnswerLost={session.state().finding?.id === "linked-answer-lost"}
      isBusy={busy.has("linking")}
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
      next={<NextLink step={step} />}
    />
  );
}
