import { Link } from "wouter";
import type { Need, StepId } from "#linking/walkthrough/journey.ts";
import { Braid } from "./braid.tsx";
import styles from "./rail.module.css";
import type { RailStep } from "./rail-step.ts";

const NEEDS: Readonly<Record<Need, string>> = {
  tenant: "needs the tenant",
  primary: "needs A's login",
  secondary: "needs B's ID token",
  link: "after the link",
};

/** Whose accounts a step involves. */
const OWNERS: Readonly<Partial<Record<StepId, "A" | "B" | "AB">>> = {
  primary: "A",
  "old-way": "A",
  secondary: "B",
  check: "AB",
  link: "AB",
  changes: "AB",
  dangerous: "AB",
  unlink: "AB",
};

/** The steps of the walkthrough as a braid of two strands. On small screens a line of segments. */
export function Rail({ steps, current }: { steps: readonly RailStep[]; current: StepId | null }) {
  return (
    <nav className={styles["rail"]} aria-label="Steps">
      <Braid steps={steps} current={current} />
      <ol className={styles["list"]}>
        {steps.map((step) => {
          const { status } = step;
          return (
            <li
              key={step.id}
              className={styles["item"]}
              data-state={status.state}
              data-owner={OWNERS[step.id]}
            >
              <Link
                href={step.href}
                className={styles["link"] ?? ""}
                aria-current={step.id === current ? "step" : undefined}
              >
                <span className={styles["title"]}>
                  {step.title}
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
