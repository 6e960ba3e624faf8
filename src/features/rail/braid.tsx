import { STEP_IDS, type StepId } from "#linking/journey.ts";
import type { RailStep } from "./rail.tsx";
import styles from "./rail.module.css";

const ROW = 62;
const LEFT = 29;
const RIGHT = 41;
const MIDDLE = (LEFT + RIGHT) / 2;

const y = (id: StepId): number => STEP_IDS.indexOf(id) * ROW + ROW / 2;

/** From one strand's lane to the other's, over one row. */
const cross = (from: number, to: number, top: number, bottom: number): string =>
  `C ${from} ${(top + bottom) / 2}, ${to} ${(top + bottom) / 2}, ${to} ${bottom}`;

/**
 * The graph beside the steps: A's strand starts at its login, B's at its proof; they cross where
 * the accounts are linked, run braided, and part again at the unlink step. A part of a strand has
 * its account's colour once it happened, and is a hairline before.
 */
export function Braid({
  steps,
  current,
  isLinked,
}: {
  steps: readonly RailStep[];
  current: StepId | null;
  isLinked: boolean;
}) {
  const isDone = (id: StepId) =>
    steps.some((step) => step.id === id && step.status.state === "done");
  const end = STEP_IDS.length * ROW;
  const isJoined = isLinked || isDone("unlink");
  const { link, changes, unlink, check } = {
    link: y("link"),
    changes: y("changes"),
    unlink: y("unlink"),
    check: y("check"),
  };
  const before = {
    A: `M ${LEFT} ${y("primary")} V ${check} ${cross(LEFT, MIDDLE, check, link)}`,
    B: `M ${RIGHT} ${y("secondary")} V ${check} ${cross(RIGHT, MIDDLE, check, link)}`,
  };
  const half = (link + changes) / 2;
  const after = {
    A: `M ${MIDDLE} ${link} ${cross(MIDDLE, RIGHT, link, half)} ${cross(RIGHT, LEFT, half, changes)} ${cross(LEFT, MIDDLE, changes, (changes + unlink) / 2)} ${cross(MIDDLE, RIGHT, (changes + unlink) / 2, unlink)}`,
    B: `M ${MIDDLE} ${link} ${cross(MIDDLE, LEFT, link, half)} ${cross(LEFT, RIGHT, half, changes)} ${cross(RIGHT, MIDDLE, changes, (changes + unlink) / 2)} ${cross(MIDDLE, LEFT, (changes + unlink) / 2, unlink)}`,
  };
  return (
    <svg
      className={styles["braid"]}
      width="58"
      height={end}
      viewBox={`0 0 58 ${end}`}
      fill="none"
      aria-hidden="true"
    >
      <path className={styles["start"]} d={`M ${LEFT} ${y("tenant")} V ${y("primary")}`} />
      <Strand owner="B" path={before.B} isDone={isDone("secondary")} />
      <Strand owner="A" path={before.A} isDone={isDone("primary") || isJoined} />
      <Strand owner="B" path={after.B} isDone={isJoined} />
      <Strand owner="A" path={after.A} isDone={isJoined} />
      {steps.map((step) => (
        <Node key={step.id} step={step} isCurrent={step.id === current} />
      ))}
    </svg>
  );
}

function Strand({ owner, path, isDone }: { owner: "A" | "B"; path: string; isDone: boolean }) {
  return (
    <path
      className={styles["strand"]}
      data-owner={isDone ? owner : undefined}
      d={path}
      pathLength="1"
    />
  );
}

function Node({ step, isCurrent }: { step: RailStep; isCurrent: boolean }) {
  const owner = step.id === "primary" ? "A" : step.id === "secondary" ? "B" : undefined;
  const x =
    step.id === "tenant" || step.id === "primary" ? LEFT : step.id === "secondary" ? RIGHT : MIDDLE;
  return (
    <circle
      className={styles["node"]}
      data-owner={owner}
      data-state={step.status.state}
      data-current={isCurrent ? "" : undefined}
      cx={x}
      cy={y(step.id)}
      r={isCurrent ? 7 : 5}
    />
  );
}
