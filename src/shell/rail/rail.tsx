import { Link } from "wouter";
import type { StepId } from "#linking/walkthrough/journey.ts";
import type { Need } from "#linking/walkthrough/progress.ts";
import { stepOf } from "#linking/walkthrough/steps.ts";
import { Braid } from "./braid.tsx";
import styles from "./rail.module.css";
import type { RailStep } from "./rail-step.ts";

const NEEDS: Readonly<Record<Need, string>> = {
  tenant: "needs the tenant",
  primary: "needs A's login",
  secondary: "needs B's ID token",
  link: "after the link",
};

/** The steps of the walkthrough as a braid of two strands. On small screens a line of segments. */
export function Rail({ steps, current }: { steps: readonly RailStep[]; current: StepId | null }) {
  return (
    <nav className={styles["rail"]} aria-label="Steps">
      <Braid steps={steps} current={current} />
      <ol className={styles["list"]}>
        {steps.map((step) => {
          const { status } = step;
          const { short, accounts } = stepOf(step.id);
          return (
            <li
              key={step.id}
              className={styles["item"]}
              data-state={status.state}
              data-owner={accounts === "none" ? undefined : accounts}
            >
              <Link
                href={step.href}
                className={styles["link"] ?? ""}
                aria-current={step.id === current ? "step" : undefined}
              >
                <span className={styles["title"]}>
                  {short}
                  <span className="visually-hidden">
                    {status.state === "done"
                      ? ", done"
                      : status.state === "locked"
                        ? ", locked"
                        : ""}
                  </span>
                </span>
                <span className={styles["detail"]}>
                  {status.state === "locked" ? NEEDS[status.needs] : step.detail}
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
