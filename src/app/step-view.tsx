import type { ReactNode } from "react";
import { Link } from "wouter";
import { ChangesStep } from "#features/changes-step/changes-step.tsx";
import { CheckStep } from "#features/check-step/check-step.tsx";
import { LinkStep } from "#features/link-step/link-step.tsx";
import { TenantStep } from "#features/tenant-step/tenant-step.tsx";
import { UnlinkStep } from "#features/unlink-step/unlink-step.tsx";
import { isBlocking } from "#linking/checks.ts";
import type { Need, StepId, StepStatus } from "#linking/journey.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough.ts";
import { buildDiscoveryRequest } from "#protocol/discovery.ts";
import { userIdOf } from "#protocol/management.ts";
import type { HttpRequest } from "#protocol/http.ts";
import { classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import type { WireLog } from "#wire/log.ts";
import { asCurl, printRequest, redactRequest, type PrintedRequest } from "#wire/request.ts";
import type { Config } from "./config.ts";
import { paths } from "./paths.ts";
import { linkRequest, unlinkRequest } from "./requests.ts";
import { DangerousView, OldWayView } from "./refusal-views.tsx";
import type { Session } from "./session.ts";
import type { Busy } from "./session-core.ts";
import { PrimaryView, SecondaryView } from "./sign-in-views.tsx";
import { positionOf, STEP_TITLES } from "./steps.ts";
import { LinkTokens } from "./link-tokens.tsx";
import { StepPanels } from "./step-panels.tsx";
import type { Choices } from "./choices.ts";
import { useChecks } from "./use-checks.ts";

export type StepProps = {
  readonly step: StepId;
  readonly status: StepStatus;
  readonly walkthrough: Walkthrough;
  readonly choices: Choices;
  readonly busy: Busy | null;
  readonly session: Session;
  readonly log: WireLog;
  readonly config: Config;
  readonly onStartOver: () => void;
};

const LOCKED: Readonly<Record<Need, { title: string; step: StepId }>> = {
  tenant: { title: "Needs the tenant’s document", step: "tenant" },
  primary: { title: "Needs A’s tokens", step: "primary" },
  secondary: { title: "Needs B’s ID token", step: "secondary" },
  link: { title: "Needs a link", step: "link" },
};

/** A step with its panels. Features know neither the app nor each other. */
export function StepView(props: StepProps) {
  return (
    <>
      <StepBody {...props} />
      <StepPanels {...props} />
    </>
  );
}

/** Puts a step's feature together with the session. */
function StepBody(props: StepProps) {
  const { step, status, walkthrough, session, config } = props;
  const next = <NextLink step={step} />;

  // The last step has something to take home, locked or not.
  if (status.state === "locked" && step !== "unlink") return <Locked needs={status.needs} />;

  switch (step) {
    case "tenant":
      return (
        <TenantStep
          tenant={config.tenant}
          request={print(buildDiscoveryRequest(config.tenant))}
          keys={walkthrough.keys}
          isBusy={props.busy === "tenant"}
          onRead={() => void session.readTenant()}
          next={next}
        />
      );
    case "primary":
      return <PrimaryView {...props} next={next} />;
    case "old-way":
      return <OldWayView {...props} next={next} />;
    case "secondary":
      return <SecondaryView {...props} next={next} />;
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
          isBusy={props.busy === "reading"}
          canRead={walkthrough.primary?.tokens != null}
          onRead={() => void session.readUser("changes")}
          onSeen={session.seeChange}
          next={next}
        />
      );
    case "dangerous":
      return <DangerousView {...props} next={next} />;
    case "unlink": {
      const identity = linkedIdentities(walkthrough)[0] ?? null;
      const request = identity && unlinkRequest(walkthrough, config.tenant, identity);
      return (
        <>
          {status.state === "locked" ? <Locked needs={status.needs} /> : null}
          <UnlinkStep
            request={request && printRequest(redactRequest(props.log.redactor, request, "A"))}
            identity={identity}
            unlinked={walkthrough.unlinked}
            isBusy={props.busy === "unlinking"}
            onUnlink={(chosen) => void session.unlink(chosen)}
            onStartOver={props.onStartOver}
          />
        </>
      );
    }
  }
}

function CheckView({ walkthrough, session, config, next }: StepProps & { next: ReactNode }) {
  const checks = useChecks(walkthrough, config.tenant);
  if (walkthrough.secondary?.idToken == null) {
    return linkedIdentities(walkthrough).length > 0 ? (
      <NothingToCheck next={next} />
    ) : (
      <Locked needs="secondary" />
    );
  }
  if (checks === null) return <Checking />;
  return (
    <CheckStep
      checks={checks}
      tokens={<LinkTokens walkthrough={walkthrough} checks={checks} />}
      onSeen={session.seeChecks}
      next={next}
    />
  );
}

function LinkView({
  walkthrough,
  busy,
  session,
  log,
  config,
  next,
}: StepProps & { next: ReactNode }) {
  const checks = useChecks(walkthrough, config.tenant);
  const linked = linkedIdentities(walkthrough);
  const proved = walkthrough.secondary;
  // A proof of a third account is a link to come, whatever is linked already.
  const isThird =
    proved?.idToken != null && !linked.some((one) => userIdOf(one) === proved.account.userId);
  const isLinked = linked.length > 0 && !isThird;
  const sent = linkRequest(walkthrough, config.tenant);
  const request = sent && redactRequest(log.redactor, sent, "A");
  if (request !== null && checks === null) return <Checking />;
  return (
    <LinkStep
      tokens={checks === null ? null : <LinkTokens walkthrough={walkthrough} checks={checks} />}
      request={request && printRequest(request)}
      curl={request === null ? "" : asCurl(request)}
      warnings={checks?.filter((check) => !check.passes && !isBlocking(check)) ?? []}
      isBlocked={checks?.some(isBlocking) ?? false}
      identities={walkthrough.user?.identities ?? []}
      isLinked={isLinked}
      wasLinkedHere={walkthrough.change !== null}
      isBusy={busy === "linking"}
      onLink={() => void session.link()}
      checkLink={
        <Link href={paths.step("check")} className={classFor("plain")}>
          To the checks
        </Link>
      }
      next={next}
    />
  );
}

function NothingToCheck({ next }: { next: ReactNode }) {
  return (
    <Callout tone="note" title="The accounts are linked already" actions={next}>
      <p>The checks compare A’s token with B’s, and B’s went with the reload.</p>
    </Callout>
  );
}

function Checking() {
  return <p role="status">Verifying B’s signature…</p>;
}

function Locked({ needs }: { needs: Need }) {
  const { title, step } = LOCKED[needs];
  return (
    <Callout
      tone="note"
      title={`${title} from step ${positionOf(step).number}.`}
      actions={
        <Link href={paths.step(step)} className={classFor("plain")}>
          {STEP_TITLES[step].title}
        </Link>
      }
    />
  );
}

function NextLink({ step }: { step: StepId }) {
  const { next } = positionOf(step);
  if (next === null) return null;
  return (
    <Link href={paths.step(next)} className={classFor("primary")}>
      {`Next: ${STEP_TITLES[next].short}`}
    </Link>
  );
}

function print(request: HttpRequest): PrintedRequest {
  return printRequest({ ...request, body: request.body ?? null });
}
