import { Link } from "wouter";
import type { Fix } from "#linking/finding-copy.ts";
import { FINDINGS } from "#linking/findings.ts";
import { labelOf } from "#linking/account.ts";
import type { Walkthrough } from "#linking/walkthrough.ts";
import { Button, classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { paths } from "./paths.ts";
import type { Session } from "./session.ts";
import type { StepFinding } from "./session-core.ts";

/** What happened, why, what to do, and who is signed in now. */
export function FindingView({
  finding,
  session,
  walkthrough,
}: {
  finding: StepFinding;
  session: Session;
  walkthrough: Walkthrough;
}) {
  const { title, because, next, fix, isRefusal } = FINDINGS[finding.id];
  const account = walkthrough.primary?.tokens ? walkthrough.primary.account : null;
  return (
    <Callout
      tone={isRefusal ? "expected" : "bad"}
      title={title}
      actions={fix === null ? null : <FixButton fix={fix} finding={finding} session={session} />}
    >
      {finding.says === null ? null : (
        <p>
          <code>{finding.says}</code>
        </p>
      )}
      {finding.came === null ? null : <p>Came back: {labelOf(finding.came)}.</p>}
      <p>
        {because} {next}
      </p>
      <p>
        {account === null ? "Nobody is signed in here." : `You are still A: ${labelOf(account)}.`}
      </p>
    </Callout>
  );
}

function FixButton({
  fix,
  finding,
  session,
}: {
  fix: Fix;
  finding: StepFinding;
  session: Session;
}) {
  switch (fix) {
    case "log-in-as-a":
      return <Button onClick={() => void session.signInAgain(finding.step)}>Log in as A</Button>;
    case "log-in-as-b":
      return (
        <Link href={paths.step("secondary")} className={classFor("plain")}>
          To B’s login
        </Link>
      );
    case "read-tenant":
      return (
        <Link href={paths.step("tenant")} className={classFor("plain")}>
          To the tenant
        </Link>
      );
    case "see-changes":
      return (
        <Link href={paths.step("changes")} className={classFor("plain")}>
          See A’s identities
        </Link>
      );
  }
}
