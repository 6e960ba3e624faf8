import type { ReactNode } from "react";
import { Link } from "wouter";
import { HOST_NEEDS, hostNeedOf } from "#linking/scenarios/host-needs.ts";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { SCENARIOS, UNMADE } from "#linking/scenarios/scenarios.ts";
import type { FindingSource } from "#linking/findings/finding-copy.ts";
import { FINDINGS, type FindingId } from "#linking/findings/findings.ts";
import { EVIDENCE_WORDS } from "#protocol/evidence.ts";
import { CopyButton } from "#ui/copy-button.tsx";
import { PageHead } from "#ui/page-head.tsx";
import { ClaimSentence, roleIn } from "#shell/claim.tsx";
import { Clues } from "#shell/clues.tsx";
import styles from "./error-page.module.css";
import { GROUPS } from "#linking/findings/groups.ts";
import { Shield } from "#ui/shield.tsx";
import { relatedTo } from "./related.ts";

/** One failure: its cause, what gives it away, the way out, and how to see it here. */
export function ErrorPage({
  id,
  url,
  listHref,
  hrefOf,
  breakHref,
}: {
  id: FindingId;
  /** The address of this page, to be shared. */
  url: string;
  listHref: string;
  hrefOf: (id: FindingId) => string;
  /** Where a scenario is made: its step. */
  breakHref: (one: Scenario) => string;
}) {
  const { group, title, because, evidence, steps, isRefusal, sources } = FINDINGS[id];
  const related = relatedTo(id);

  return (
    <main className={styles["page"]} id="main">
      <PageHead
        kicker={
          <>
            <Link href={listHref}>All errors</Link> · {GROUPS[group].title}
          </>
        }
        title={title}
        lead={<ClaimSentence text={because} roleOf={(name) => roleIn(evidence, name)} />}
      >
        <div className={styles["line"]}>
          <span className={styles["verdict"]} data-tone={isRefusal ? "expected" : "bad"}>
            {isRefusal ? <Shield /> : null}{" "}
            {isRefusal ? "Nothing is broken: a rule, or a person, said no" : "A failure"}
          </span>
          <CopyButton text={url} label="Copy link" />
        </div>
      </PageHead>

      {evidence.length === 0 ? null : (
        <Part title="Where to look">
          <Clues clues={evidence} />
        </Part>
      )}
      <Part title="What to do">
        <ol className={styles["steps"]}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Part>
      <Part title="What the API says">
        <Sources sources={sources} />
      </Part>
      <Part title="See it here">
        <Ways id={id} breakHref={breakHref} />
      </Part>
      {related.length === 0 ? null : (
        <Part title="Close to it">
          <ul className={styles["related"]}>
            {related.map((one) => (
              <li key={one}>
                <Link href={hrefOf(one)}>{FINDINGS[one].title}</Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </main>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles["part"]}>
      <h2 className={styles["partTitle"]}>{title}</h2>
      <div className={styles["partBody"]}>{children}</div>
    </section>
  );
}

function Sources({ sources }: { sources: readonly FindingSource[] }) {
  return (
    <ul className={styles["sources"]}>
      {sources.map(({ says, evidence, source }) => (
        <li key={`${says ?? ""} ${source}`}>
          {says === null ? null : <code className={styles["says"]}>{says}</code>}
          <p className={styles["source"]}>
            <span className={styles["mark"]}>{evidence}</span> {EVIDENCE_WORDS[evidence]}: {source}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Ways({ id, breakHref }: { id: FindingId; breakHref: (one: Scenario) => string }) {
  const why = UNMADE[id];
  if (why !== undefined) return <p>Nothing here produces it: {why}.</p>;
  return (
    <ul className={styles["ways"]}>
      {SCENARIOS.filter(({ finding }) => finding === id).map((one) => (
        <li key={one.id}>
          <p>
            {one.label} · <Link href={breakHref(one)}>Break it in its step</Link>
          </p>
          {one.changes.map((change) => {
            const need = hostNeedOf(change);
            const how = change.by === "browser" ? change.how : "";
            return how === "" && need === null ? null : (
              <p key={how} className={styles["source"]}>
                {how} {need === null ? "" : `It ${HOST_NEEDS[need]}.`}
              </p>
            );
          })}
        </li>
      ))}
    </ul>
  );
}
