import type { ReactNode } from "react";
import { Link } from "wouter";
import type { STEPS } from "#linking/walkthrough/step-list.ts";
import { Callout } from "#ui/callout.tsx";
import { classFor } from "#ui/button.tsx";
import { Merge } from "./merge.tsx";
import styles from "./home.module.css";

/** The compiler holds it to the list of steps, which is too heavy for the first page to load. */
const STEP_COUNT: (typeof STEPS)["length"] = 9;

/** The first page: why people link accounts, which account survives, and the link to the walkthrough. */
export function Home({
  isLoggedOut,
  promise,
  startHref,
  continueHref,
  useCasesHref,
}: {
  /** The tenant has just sent the reader back after a log-out. */
  isLoggedOut: boolean;
  /** Where requests went so far, and what is counted. */
  promise: ReactNode;
  startHref: string;
  /** Where a walkthrough that was begun goes on, if there is one. */
  continueHref: string | null;
  useCasesHref: string;
}) {
  return (
    <main className={styles["home"]} id="main">
      <title>LinkLab: account linking, seen and tried</title>
      {isLoggedOut ? (
        <Callout tone="ok" title="You are logged out.">
          <p>This page holds no tokens, and the tenant ended its session.</p>
        </Callout>
      ) : null}
      <h1 className={styles["title"]}>One person, two logins, one user</h1>
      <p className={styles["lead"]}>
        Ada signed up with a password and came back with Google. Auth0 made two users of her.
        Linking makes her one again.
      </p>
      <div className={styles["doors"]}>
        <Link href={continueHref ?? startHref} className={classFor("primary")}>
          {continueHref === null ? "Link two accounts" : "Go on where you were"}
        </Link>
        <span className={styles["time"]}>{STEP_COUNT} steps. You need no Auth0 account.</span>
        <Link href={useCasesHref} className={classFor("plain")}>
          See the nine use cases run
        </Link>
      </div>
      <Merge />
      <dl className={styles["facts"]}>
        <div>
          <dt>The primary survives</dt>
          <dd>
            Account A keeps its user ID, profile and metadata. It is always the account that is
            signed in.
          </dd>
        </div>
        <div>
          <dt>The secondary moves in</dt>
          <dd>
            Account B becomes an identity of A. Its own user ID and metadata are gone, and do not
            come back.
          </dd>
        </div>
        <div>
          <dt>Both must prove themselves</dt>
          <dd>
            A’s access token asks. B’s ID token proves that the same person can log in to B. Before
            October 2018 a user ID was enough, and anybody can know that.
          </dd>
        </div>
      </dl>
      <p className={styles["promise"]}>{promise}</p>
    </main>
  );
}
