import { useId } from "react";
import { STEP_IDS, type StepId } from "#linking/walkthrough/journey.ts";
import { stepOf } from "#linking/walkthrough/steps.ts";
import type { RailStep } from "./rail-step.ts";
import styles from "./rail.module.css";

const ROW = 62;
const LEFT = 29;
const RIGHT = 41;
const MIDDLE = (LEFT + RIGHT) / 2;

/** The step in which a strand starts: the first that involves its account alone. */
const START = { A: startOf("A"), B: startOf("B") };

function startOf(account: "A" | "B"): StepId {
  return STEP_IDS.find((id) => stepOf(id).accounts === account) ?? "link";
}

const y = (id: StepId): number => STEP_IDS.indexOf(id) * ROW + ROW / 2;

/** From one strand's lane to the other's, over one row. */
const cross = (from: number, to: number, top: number, bottom: number): string =>
  `C ${from} ${(top + bottom) / 2}, ${to} ${(top + bottom) / 2}, ${to} ${bottom}`;

/** One strand from the link to the unlink: it goes round the other in every row, and ends beside it. */
function braided(first: number, second: number): string {
  const rows = STEP_IDS.indexOf("unlink") - STEP_IDS.indexOf("link");
  const top = (row: number) => y("link") + row * ROW;
  const turns = Array.from({ length: rows - 1 }, (_, row) => {
    const side = row % 2 === 0 ? first : second;
    const half = top(row) + ROW / 2;
    return `${cross(MIDDLE, side, top(row), half)} ${cross(side, MIDDLE, half, top(row + 1))}`;
  });
  const last = (rows - 1) % 2 === 0 ? first : second;
  return `M ${MIDDLE} ${y("link")} ${turns.join(" ")} ${cross(MIDDLE, last, top(rows - 1), top(rows))}`;
}

/**
 * The graph beside the steps: A's strand starts at its login, B's at its proof; they cross where
 * the accounts are linked, run braided, and part again at the unlink step. A strand has its account's
 * colour as far down as something has happened, and is a hairline from there on.
 */
export function Braid({ steps, current }: { steps: readonly RailStep[]; current: StepId | null }) {
  const done = steps.filter(({ status }) => status.state === "done").map(({ id }) => id);
  const isDone = (id: StepId) => done.includes(id);
  const isJoined = isDone("link");
  const end = STEP_IDS.length * ROW;
  const reached = Math.max(0, ...done.map(y));
  const clip = useId();
  const link = y("link");
  const bend = link - ROW;
  const before = {
    A: `M ${LEFT} ${y(START.A)} V ${bend} ${cross(LEFT, MIDDLE, bend, link)}`,
    B: `M ${RIGHT} ${y(START.B)} V ${bend} ${cross(RIGHT, MIDDLE, bend, link)}`,
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
      <clipPath id={clip}>
        <rect className={styles["reached"]} width="58" style={{ height: reached }} />
      </clipPath>
      <path className={styles["start"]} d={`M ${LEFT} ${ROW / 2} V ${y(START.A)}`} />
      <Strand owner="B" path={before.B} clip={isDone(START.B) ? clip : null} />
      <Strand owner="A" path={before.A} clip={isDone(START.A) || isJoined ? clip : null} />
      <Strand owner="B" path={braided(LEFT, RIGHT)} clip={isJoined ? clip : null} />
      <Strand owner="A" path={braided(RIGHT, LEFT)} clip={isJoined ? clip : null} />
      {steps.map((step) => (
        <Node key={step.id} step={step} isCurrent={step.id === current} />
      ))}
    </svg>
  );
}

/** A hairline, and over it the colour, down to where the clip ends; no colour without a clip. */
function Strand({ owner, path, clip }: { owner: "A" | "B"; path: string; clip: string | null }) {
  return (
    <>
      <path className={styles["strand"]} d={path} />
      {clip === null ? null : (
        <path className={styles["strand"]} data-owner={owner} d={path} clipPath={`url(#${clip})`} />
      )}
    </>
  );
}

/** Steps that belong to one account stand on its strand; the others between the two. */
const LANES = { none: LEFT, A: LEFT, B: RIGHT, AB: MIDDLE } as const;

function Node({ step, isCurrent }: { step: RailStep; isCurrent: boolean }) {
  const { accounts, attempt } = stepOf(step.id);
  const owner = step.id === START.A ? "A" : step.id === START.B ? "B" : undefined;
  return (
    <circle
      className={styles["node"]}
      data-owner={owner}
      data-state={step.status.state}
      data-current={isCurrent ? "" : undefined}
      data-refused={attempt === undefined ? undefined : ""}
      cx={LANES[accounts]}
      cy={y(step.id)}
      r={isCurrent ? 7 : 5}
    />
  );
}
