import { useRef, useState } from "react";
import { Link } from "wouter";
import { FINDING_GROUPS, type FindingGroup } from "#linking/findings/finding-copy.ts";
import { FINDING_IDS, FINDINGS, type FindingId } from "#linking/findings/findings.ts";
import { GROUPS } from "#linking/findings/groups.ts";
import { findFindings, MOST_READ } from "#linking/findings/search.ts";
import { PageHead } from "#ui/page-head.tsx";
import { FoundErrors, NothingFits } from "./found-errors.tsx";
import { saysOf } from "./says-of.ts";
import { SearchBox } from "./search-box.tsx";
import styles from "./error-list.module.css";

/** Everything that can go wrong, by subject, or what fits a search, the best first. */
export function ErrorList({ hrefOf }: { hrefOf: (id: FindingId) => string }) {
  const [query, setQuery] = useState("");
  const box = useRef<HTMLInputElement>(null);
  const isSearch = query.trim() !== "";
  const found = isSearch ? findFindings(query) : [];
  const showExample = (example: string) => {
    setQuery(example);
    box.current?.focus();
  };

  return (
    <main className={styles["page"]} id="main">
      <PageHead
        title="What can go wrong"
        lead="Every failure that LinkLab knows, in the words of the API, with its cause and the way out."
      >
        <SearchBox ref={box} query={query} onQuery={setQuery} />
        <p className={styles["count"]} role="status">
          {isSearch ? tell(found.length, query.length) : `${FINDING_IDS.length} errors`}
        </p>
      </PageHead>
      {isSearch && found.length === 0 ? <NothingFits onExample={showExample} /> : null}
      {isSearch ? <FoundErrors found={found} hrefOf={hrefOf} /> : <Groups hrefOf={hrefOf} />}
    </main>
  );
}

function tell(number: number, letters: number): string {
  const fits = number === 1 ? "1 error fits." : `${number} errors fit, the best first.`;
  const cut = letters > MOST_READ ? " Only the first 100 KB were read." : "";
  return (number === 0 ? "Nothing fits." : fits) + cut;
}

function Groups({ hrefOf }: { hrefOf: (id: FindingId) => string }) {
  return FINDING_GROUPS.map((group) => (
    <Group
      key={group}
      group={group}
      ids={FINDING_IDS.filter((id) => FINDINGS[id].group === group)}
      hrefOf={hrefOf}
    />
  ));
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
  const { title, about } = GROUPS[group];
  return (
    <section className={styles["group"]} aria-labelledby={`group-${group}`}>
      <div className={styles["about"]}>
        <h2 id={`group-${group}`} className={styles["groupTitle"]}>
          {title}
        </h2>
        <p className={styles["note"]}>{about}</p>
      </div>
      <ul>
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
