import { Link } from "wouter";
import { FINDINGS, type Finding } from "#linking/findings/findings.ts";
import type { Outcome, Role } from "#linking/labs/lab.ts";
import { paths } from "#shell/paths.ts";
import { AccountLetter } from "#ui/account-chip.tsx";
import { Callout } from "#ui/callout.tsx";
import { Shield } from "#ui/shield.tsx";
import styles from "./labs.module.css";

/** A step as it is listed. */
export type ListedStep = {
  readonly does: string;
  /** Who does it, where the sentence does not say so. */
  readonly who?: { readonly owner: Role | null; readonly name: string };
};

/** Who does what, in order, and how it came out. */
export function StepList({
  steps,
  outcomes,
}: {
  steps: readonly ListedStep[];
  outcomes: readonly Outcome[];
}) {
  return (
    // Safari takes the role from a list without markers.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <ol className={styles["steps"]} role="list" aria-label="What happens">
      {steps.map(({ who, does }, index) => (
        <li
          // The steps of a lab never change places.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          className={styles["step"]}
          data-state={
            index < outcomes.length ? "done" : index === outcomes.length ? "next" : "later"
          }
          aria-current={index === outcomes.length ? "step" : undefined}
        >
          <span className={styles["text"]}>
            {who && (
              <span className={styles["who"]}>
                {who.owner && <AccountLetter owner={who.owner} />} {who.name}
              </span>
            )}{" "}
            {does}
          </span>
          <StepOutcome outcome={outcomes[index]} />
        </li>
      ))}
    </ol>
  );
}

function StepOutcome({ outcome }: { outcome: Outcome | undefined }) {
  if (outcome === undefined) return null;
  return (
    <span className={styles["outcome"]} data-tone={outcome.tone}>
      {outcome.tone === "expected" ? <Shield /> : null} {outcome.text}
    </span>
  );
}

/** Why a step is not done, with the way to the page that explains it. */
export function StepFinding({ finding }: { finding: Finding | null }) {
  if (finding === null) return null;
  const { id, says } = finding;
  return (
    <Callout
      tone="bad"
      title={FINDINGS[id].title}
      actions={<Link href={paths.error(id)}>What it means and what to do</Link>}
    >
      <p>{says === null ? "It waits at this step. Try it again." : <code>{says}</code>}</p>
    </Callout>
  );
}
