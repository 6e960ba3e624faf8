import { lazy, Suspense, useState, type ReactNode } from "react";
import { Link } from "wouter";
import type { STEPS } from "#linking/walkthrough/step-list.ts";
import { writeMyApp, type MyAppAddress } from "#session/my-app-address.ts";
import { Callout } from "#ui/callout.tsx";
import { classFor } from "#ui/button.tsx";
import { UnionPicture } from "#ui/union-picture.tsx";
import { FIRST_QUESTION } from "./first-question.ts";
import styles from "./home.module.css";
import { Question } from "./question.tsx";

const MyApp = lazy(async () => ({ default: (await import("./my-app.tsx")).MyApp }));

/** The compiler holds it to the list of steps, which is too heavy for the first page to load. */
const STEP_COUNT: (typeof STEPS)["length"] = 9;

/** Brings a part of the page into view that the address names: the router leaves that to the page. */
function showIfAsked(part: HTMLElement | null): void {
  if (part !== null && window.location.hash === `#${part.id}`) part.scrollIntoView();
}

/** Where the first page leads. */
type Hrefs = {
  readonly start: string;
  /** Where a walkthrough that was begun goes on, if there is one. */
  readonly onward: string | null;
  readonly useCases: string;
  readonly check: string;
  /** Null where the deployment leaves it out. */
  readonly ownTenant: string | null;
};

/** The first page: one sentence, the picture, and three doors. The second is answered here. */
export function Home({
  isLoggedOut,
  promise,
  hrefs,
  address,
  loadCode,
  onAnswer,
}: {
  /** The tenant has just sent the reader back after a log-out. */
  isLoggedOut: boolean;
  /** Where requests went so far, and what is counted. */
  promise: ReactNode;
  hrefs: Hrefs;
  /** What was answered of the reader's app. */
  address: MyAppAddress;
  loadCode: () => Promise<ReadonlyMap<string, string>>;
  onAnswer: (address: MyAppAddress) => void;
}) {
  const [isAnswered, setIsAnswered] = useState(false);

  function answer(next: MyAppAddress) {
    setIsAnswered(true);
    onAnswer(next);
  }

  return (
    <main className={styles["home"]} id="main">
      <title>LinkLab: account linking, seen and tried</title>
      {isLoggedOut ? (
        <Callout tone="ok" title="You are logged out.">
          <p>This page holds no tokens, and the tenant ended its session.</p>
        </Callout>
      ) : null}
      <div className={styles["head"]}>
        <h1 className={styles["title"]}>One person, two logins, one user</h1>
        <p className={styles["lead"]}>
          Link two Auth0 accounts by their tokens, and see every request on its way.
        </p>
      </div>
      <UnionPicture
        a={{ name: "Ada, password", id: "auth0|5a62…" }}
        b={{ name: "Ada, Google", id: "google-oauth2|1150…" }}
        caption="Two users, A with a password and B with Google, become one user: A, with both identities."
      />
      <div className={styles["doors"]}>
        <section className={styles["door"]}>
          <h2>See it happen</h2>
          <div>
            <Link href={hrefs.onward ?? hrefs.start} className={classFor("primary")}>
              {hrefs.onward === null ? "Link two accounts" : "Go on where you were"}
            </Link>
          </div>
          <p>{STEP_COUNT} steps, about 6 minutes. You need no Auth0 account.</p>
        </section>
        <section className={styles["door"]} id="questions" ref={showIfAsked}>
          <h2>Is my app affected?</h2>
          <Question
            {...FIRST_QUESTION}
            value={address.app.token}
            onAnswer={(token) => answer({ ...address, app: { ...address.app, token } })}
          />
          <p className={styles["small"]}>
            Not sure? <Link href={hrefs.check}>Paste it, and see</Link>: code, a request, a token.
          </p>
        </section>
        {hrefs.ownTenant === null ? null : (
          <section className={styles["door"]}>
            <h2>Try it for real</h2>
            <div>
              <Link href={hrefs.ownTenant} className={classFor("plain")}>
                Use my tenant
              </Link>
            </div>
            <p>The same steps with your own accounts. All you need is a domain and a client ID.</p>
          </section>
        )}
      </div>
      {writeMyApp(address) === "" ? null : (
        <Suspense fallback={<p role="status">Loading…</p>}>
          <MyApp address={address} isAnswered={isAnswered} loadCode={loadCode} onAnswer={answer} />
        </Suspense>
      )}
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
            Account B becomes an identity of A, and its own user is gone. Unlinking brings its user
            ID back, but not its metadata.
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
      <p className={styles["small"]}>
        <Link href={hrefs.useCases}>See the nine use cases run</Link>, before October 2018 and
        today.
      </p>
      <p className={styles["small"]}>{promise}</p>
    </main>
  );
}
