import { ChangesStep } from "./changes/changes-step.tsx";
import { TenantStep } from "./tenant/tenant-step.tsx";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { CheckView } from "./check/check-view.tsx";
import { LinkView } from "./link/link-view.tsx";
import { UnlinkView } from "./unlink/unlink-view.tsx";
import { Locked, NextLink } from "#shell/locked.tsx";
import { printed } from "./printed.ts";
import { OldWayView } from "./old-way/old-way-view.tsx";
import { DangerousView } from "./dangerous/dangerous-view.tsx";
import { SecondaryView } from "./secondary/secondary-view.tsx";
import { PrimaryView } from "./primary/primary-view.tsx";
import { SuggestionsView } from "./secondary/suggestions-view.tsx";
import { StepPanels } from "./step-panels.tsx";
import type { StepProps } from "./step-props.ts";

/** A step with its panels. */
export function StepView(props: StepProps) {
  return (
    <>
      <StepBody {...props} />
      <StepPanels {...props} />
    </>
  );
}

/** Puts a step's view together with the session. */
function StepBody(props: StepProps) {
  const { step, status, walkthrough, session, config } = props;
  const next = <NextLink step={step} />;
  const request = session.request(step);

  // The last step has something to take home, locked or not.
  if (status.state === "locked" && step !== "unlink") return <Locked needs={status.needs} />;

  switch (step) {
    case "tenant":
      return (
        <TenantStep
          tenant={config.tenant}
          request={request && printed(request)}
          keys={walkthrough.keys}
          isBusy={props.busy.has("tenant")}
          onRead={() => void session.readTenant()}
          next={next}
        />
      );
    case "primary":
      return <PrimaryView {...props} next={next} />;
    case "old-way":
      return <OldWayView {...props} next={next} />;
    case "secondary":
      return (
        <>
          <SecondaryView {...props} next={next} />
          {props.capabilities.canSuggestAccounts ? (
            <SuggestionsView
              // A link or an unlink changes who there is.
              key={linkedIdentities(walkthrough).length}
              session={session}
              walkthrough={walkthrough}
            />
          ) : null}
        </>
      );
    case "check":
      return <CheckView {...props} next={next} />;
    case "link":
      return <LinkView {...props} next={next} />;
    case "changes":
      return walkthrough.user === null || linkedIdentities(walkthrough).length === 0 ? (
        <Locked needs="link" />
      ) : (
        <ChangesStep
          user={walkthrough.user}
          change={walkthrough.change}
          login={walkthrough.linkedLogin}
          request={request && printed(request)}
          isReading={props.busy.has("reading")}
          isLoggingIn={props.busy.has("popup")}
          onRead={() => void session.readUser("changes")}
          onLogIn={() => void session.seeLinkedLogin()}
          onSeen={session.seeChange}
          next={next}
        />
      );
    case "dangerous":
      return <DangerousView {...props} next={next} />;
    case "unlink":
      return <UnlinkView {...props} />;
  }
}
