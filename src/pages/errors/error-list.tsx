import { useState } from "react";
import { Link } from "wouter";
import { FINDING_GROUPS, type FindingGroup } from "#linking/findings/finding-copy.ts";
import { FINDING_IDS, FINDINGS, type FindingId } from "#linking/findings/findings.ts";
import { PageHead } from "#ui/page-head.tsx";
import { filterFindings } from "./filter.ts";
import { GROUPS } from "#linking/findings/groups.ts";
import styles from "./error-list.module.css";

/** Everything that can go wrong, by subject, with a box to search it. */
export function ErrorList({ hrefOf }: { hrefOf: (id: FindingId) => string }) {
  const [query, setQuery] = useState("");
  const found = filterFindings(FINDING_IDS, query);

  return (
    <main className={styles["page"]} id="main">
      <PageHead
        title="What can go wrong"
        lead="Every failure that LinkLab knows, in the words of the API, with its cause and the way out."
      >
        <label className={styles["search"]}>
          <span className={styles["label"]}>Search by message, status, claim or parameter</span>
          <input
            type="search"
            className={styles["input"]}
            value={query}
            placeholder="401, azp, popup …"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        <p className={styles["count"]} role="status">
          {count(found.length)}
        </p>
      </PageHead>
      {FINDING_GROUPS.map((group) => (
        <Group
          key={group}
          group={group}
          ids={found.filter((id) => FINDINGS[id].group === group)}
          hrefOf={hrefOf}
        />
      ))}
    </main>
  );
}

function count(number: number): string {
  if (number === 0) return "Nothing fits. Try one word of the message.";
  return number === 1 ? "1 error" : `${number} errors`;
}

function Group({
  group,
  ids,
  hrefOf,
}: {
  group: FindingGroup;
  ids: readonly FindingId[];
  hrefOf: (id: FindingId) => string;
}) {
  if (ids.length === 0) return null;
  const { title, about } = GROUPS[group];
  return (
    <section className={styles["group"]} aria-labelledby={`group-${group}`}>
      <div className={styles["about"]}>
        <h2 id={`group-${group}`} className={styles["groupTitle"]}>
          {title}
        </h2>
        <p className={styles["note"]}>{about}</p>
      </div>
      <ul className={styles["list"]}>
        {ids.map((id) => (
          <li key={id}>
            <Link href={hrefOf(id)} className={styles["entry"] ?? ""}>
              <span className={styles["name"]}>{FINDINGS[id].title}</span>
              <code className={styles["says"]}>{saysOf(id)}</code>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The first words of the API about it, if any. */
function saysOf(id: FindingId): string {
  return FINDINGS[id].sources.find(({ says }) => says !== null)?.says ?? "";
}
