import type { ReactNode } from "react";
import { Link } from "wouter";
import type { StoppingCheck } from "#linking/attacks/attack.ts";
import { AccountLetter, type Owner } from "#ui/account-chip.tsx";
import styles from "./labs.module.css";

/** A link within the same lab. */
export type LabLink = { readonly title: string; readonly href: string };

/** A step as it is listed. */
export type ListedStep = {
  readonly owner: Owner | null;
  /** Who does it; empty where the sentence says it. */
  readonly who: string;
  readonly does: string;
  readonly state: "done" | "next" | "later";
  readonly outcome: {
    readonly tone: "ok" | "expected" | "bad" | "note";
    readonly text: string;
  } | null;
};

/** What a lab holds. */
export function LabNav({
  label,
  links,
  current,
}: {
  label: string;
  links: readonly LabLink[];
  current: string;
}) {
  return (
    <nav className={styles["nav"]} aria-label={label}>
      {links.map(({ title, href }) => (
        <Link key={href} href={href} aria-current={href === current ? "page" : undefined}>
          {title}
        </Link>
      ))}
    </nav>
  );
}

/** Who does what, in order, and how it came out. */
export function StepList({ steps }: { steps: readonly ListedStep[] }) {
  return (
    // Safari takes the role from a list without markers.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <ol className={styles["steps"]} role="list" aria-label="What happens">
      {steps.map(({ owner, who, does, state, outcome }, index) => (
        <li
          // The steps of a lab never change places.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          className={styles["step"]}
          data-state={state}
          aria-current={state === "next" ? "step" : undefined}
        >
          <span className={styles["text"]}>
            {who === "" ? null : (
              <span className={styles["who"]}>
                {owner === null ? null : <AccountLetter owner={owner} />} {who}
              </span>
            )}{" "}
            {does}
          </span>
          {outcome === null ? null : (
            <span className={styles["outcome"]} data-tone={outcome.tone}>
              {outcome.text}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** What stops it, in the page and on a server, and where to read on. */
export function CheckThatStopsIt({ check, links }: { check: StoppingCheck; links: ReactNode }) {
  return (
    <section className={styles["check"]} aria-labelledby="the-check">
      <h2 id="the-check">The check that stops it</h2>
      <dl>
        <div>
          <dt>In the page</dt>
          <dd>{check.page}</dd>
        </div>
        <div>
          <dt>On a server</dt>
          <dd>{check.server}</dd>
        </div>
      </dl>
      <p className={styles["links"]}>{links}</p>
    </section>
  );
}
