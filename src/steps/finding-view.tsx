import { useState } from "react";
import { Link } from "wouter";
import { Clues } from "#shell/clues.tsx";
import type { Clue, Fix as FixId } from "#linking/findings/finding-copy.ts";
import { findingAt } from "#linking/findings/finding-at.ts";
import { labelOf } from "#linking/walkthrough/account.ts";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { unlinkedBy } from "#linking/walkthrough/requests.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough/state.ts";
import { stepOf } from "#linking/walkthrough/steps.ts";
import { Button, classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Countdown } from "#ui/countdown.tsx";
import { ClaimSentence, roleIn } from "#shell/claim.tsx";
import { LinkDialog } from "./link/link-dialogs.tsx";
import { UnlinkDialog } from "./unlink/unlink-dialog.tsx";
import styles from "./finding-view.module.css";
import { paths } from "#shell/paths.ts";
import { busyIn, type Busy } from "#session/presses.ts";
import type { Session } from "#session/session.ts";
import type { StepFinding } from "#session/session-core.ts";

/** What happened, why, what gave it away, what to do, and who is signed in now. */
export function FindingView({
  finding,
  session,
  walkthrough,
  broken = null,
}: {
  finding: StepFinding;
  session: Session;
  walkthrough: Walkthrough;
  /** What the reader broke to get this refusal. */
  broken?: Scenario | null;
}) {
  const isExpected = broken !== null;
  const { host } = session.state().capabilities;
  const { title, because, evidence, steps, fix, isRefusal } = findingAt(finding.id, host);
  const clues = cluesOf(finding, evidence);
  const account = walkthrough.primary?.tokens ? walkthrough.primary.account : null;
  const status = /^\d{3}(?= )/.exec(finding.says ?? "")?.[0];
  const canMend = isExpected && !isDone(finding, walkthrough);
  return (
    <Callout
      focusOn={finding}
      tone={isExpected || isRefusal ? "expected" : "bad"}
      title={isExpected && status !== undefined ? `${status}, as it should be. ${title}` : title}
      actions={
        <>
          {canMend ? (
            <RevertButton finding={finding} walkthrough={walkthrough} session={session} />
          ) : null}
          {fix === null || (canMend && fix !== "test-connection") ? null : (
            <FixButton fix={fix} finding={finding} session={session} />
          )}
          {isExpected ? (
            <Button onClick={() => session.choose({ scenario: null })}>Mend it</Button>
          ) : null}
          <Link href={paths.error(finding.id)} className={classFor("plain")}>
            More on this
          </Link>
        </>
      }
    >
      {broken === null ? null : (
        <p>
          What you broke: <strong>{broken.label}</strong>.
        </p>
      )}
      {finding.says === null ? null : (
        <p>
          <code className={styles["says"]}>{finding.says}</code>
        </p>
      )}
      {finding.came === null ? null : <p>Came back: {labelOf(finding.came)}.</p>}
      <p>
        <ClaimSentence text={because} roleOf={(name) => roleIn(clues, name)} />
      </p>
      {clues.length === 0 ? null : <Clues clues={clues} />}
      <p>{steps.join(" ")}</p>
      <p>
        {account === null ? "Nobody is signed in here." : `You are still A: ${labelOf(account)}.`}
      </p>
    </Callout>
  );
}

/** Whether what was asked went through all the same, so that nothing is left to send. */
function isDone({ id, step }: StepFinding, walkthrough: Walkthrough): boolean {
  if (id === "signed-in-not-read" || id === "proved-not-read") return true;
  if (step === "unlink") return walkthrough.unlinked !== null;
  return step === "link" && linkedIdentities(walkthrough).length > 0;
}

/**
 * Undoes what was broken on purpose; a limit has to be waited for all the same. A link drops B's metadata
 * this time, and an unlink parts the accounts, so each asks as its step does.
 */
function RevertButton({
  finding,
  walkthrough,
  session,
}: {
  finding: StepFinding;
  walkthrough: Walkthrough;
  session: Session;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const label = "Mend it and send again";
  const { choices } = session.state();
  const linked = finding.step === "link" ? walkthrough.secondary : null;
  const unlinked =
    finding.step === "unlink" ? unlinkedBy({ walkthrough, unlinkId: choices.unlinkId }) : null;
  const mend = () => {
    setIsAsking(false);
    void session.revertAndRepeat(finding.step);
  };
  const asking = { isOpen: isAsking, onConfirm: mend, onKeep: () => setIsAsking(false) };
  const press = linked === null && unlinked === null ? mend : () => setIsAsking(true);
  return (
    <>
      {finding.retryAt === null ? (
        <Button look="primary" onClick={press}>
          {label}
        </Button>
      ) : (
        <Countdown until={finding.retryAt} label={label} onPress={press} />
      )}
      {linked === null ? null : <LinkDialog secondary={linked.account} {...asking} />}
      {unlinked === null ? null : <UnlinkDialog identity={unlinked} {...asking} />}
    </>
  );
}

/** What only a login as A, or its renewal, does. */
const LOGS_IN_AS_A: ReadonlySet<Busy> = new Set(["leaving", "callback", "renewing"]);

/** Whether B's login failed, or what it gave, and not A's. */
function isOfProof({ step, during }: StepFinding): boolean {
  const { login, needs } = stepOf(step);
  const isOfA = during !== null && LOGS_IN_AS_A.has(during);
  return !isOfA && (login === "B" || needs.includes("secondary"));
}

/** The clues, of the login that failed. */
function cluesOf(finding: StepFinding, evidence: readonly Clue[]): readonly Clue[] {
  const token = isOfProof(finding) ? "B ID token" : "A ID token";
  return evidence.map((clue) => (clue.in === "ID token" ? { ...clue, in: token } : clue));
}

function FixButton({
  fix,
  finding,
  session,
}: {
  fix: FixId;
  finding: StepFinding;
  session: Session;
}) {
  const { line, capabilities } = session.state();
  const here = busyIn(line, finding.step);
  // B's login is of another step where a link asks for it.
  const isProving = line.some(({ busy, step }) => busy === "popup" && step !== "primary");
  const reads = fix === "read-user";
  const again = reads
    ? () => session.readUser(finding.step)
    : session.repeat(finding.step, finding.during);
  const label = reads ? "Read A again" : "Send again";
  if (finding.retryAt !== null && again !== null) {
    return (
      <Countdown
        until={finding.retryAt}
        label={label}
        isWaiting={here.size > 0}
        onPress={() => void again()}
      />
    );
  }
  const logInAsA = (
    <Fix
      label="Log in as A"
      isWaiting={here.has("leaving")}
      onPress={() => session.signInAgain(finding.step)}
    />
  );
  const logInAsB = (
    <Fix
      label="Log in as B"
      isWaiting={isProving}
      onPress={() => session.proveAndRepeat(finding.step)}
    />
  );
  switch (fix) {
    case "log-in-as-a":
      return logInAsA;
    case "log-in-as-b":
      return logInAsB;
    case "log-in-again":
      return isOfProof(finding) ? logInAsB : logInAsA;
    case "begin-again":
      return session.state().walkthrough.primary?.tokens ? (
        <Link href={paths.step("secondary")} className={classFor("plain")}>
          To B’s login
        </Link>
      ) : (
        logInAsA
      );
    case "reset-request":
      return session.isEdited(finding.step) ? (
        <Fix
          label="Use the usual request"
          isWaiting={here.size > 0}
          onPress={() => session.resetAndRepeat(finding.step)}
        />
      ) : null;
    case "read-tenant":
      return (
        <Link href={paths.step("tenant")} className={classFor("plain")}>
          To the tenant
        </Link>
      );
    case "read-user":
      return (
        <Fix
          label="Read A again"
          isWaiting={here.has("reading")}
          onPress={() => session.readUser(finding.step)}
        />
      );
    case "see-changes":
      return (
        <Link href={paths.step("changes")} className={classFor("plain")}>
          See A’s identities
        </Link>
      );
    case "try-again":
      return again === null ? null : (
        <Fix label="Try again" isWaiting={here.size > 0} onPress={again} />
      );
    case "reload-page":
      return <Button onClick={() => window.location.reload()}>Reload the page</Button>;
    case "test-connection":
      return (
        <Fix
          label={
            capabilities.host?.hasOwnOrigin === false
              ? "Ask whether the tenant is up"
              : "Run the CORS test"
          }
          isWaiting={here.has("testing")}
          onPress={() => session.testConnection(finding.step)}
        />
      );
  }
}

/** What mends it. It goes with the finding once it runs; until then it may wait for its turn. */
function Fix({
  label,
  isWaiting,
  onPress,
}: {
  label: string;
  isWaiting: boolean;
  onPress: () => Promise<void>;
}) {
  return (
    <Button
      isBusy={isWaiting}
      {...(isWaiting ? { busyLabel: "Waiting…" } : {})}
      onClick={() => void onPress()}
    >
      {label}
    </Button>
  );
}
