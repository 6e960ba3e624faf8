import { Link } from "wouter";
import type { StepId } from "#linking/walkthrough/journey.ts";
import type { Need } from "#linking/walkthrough/progress.ts";
import { classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { paths } from "./paths.ts";
import { positionOf, stepOf } from "#linking/walkthrough/steps.ts";

/** What can be missing, and the step that it comes from. */
export const NEEDS: Readonly<Record<Need, { title: string; step: StepId }>> = {
  tenant: { title: "Needs the tenant’s document", step: "tenant" },
  primary: { title: "Needs A’s tokens", step: "primary" },
  secondary: { title: "Needs B’s ID token", step: "secondary" },
  link: { title: "Needs a link", step: "link" },
};

/** What a locked step waits for, and the way there. */
export function Locked({ needs }: { needs: Need }) {
  const { title, step } = NEEDS[needs];
  return (
    <Callout
      tone="note"
      title={`${title} from step ${positionOf(step).number}.`}
      actions={
        <Link href={paths.step(step)} className={classFor("plain")}>
          {stepOf(step).title}
        </Link>
      }
    />
  );
}

/** The way to the next step, if there is one. */
export function NextLink({ step }: { step: StepId }) {
  const { next } = positionOf(step);
  if (next === null) return null;
  return (
    <Link href={paths.step(next)} className={classFor("primary")}>
      {`Next: ${stepOf(next).short}`}
    </Link>
  );
}
