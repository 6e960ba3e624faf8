import type { Owner } from "./account-chip.tsx";
import styles from "./claims-card.module.css";
import { Term } from "./term.tsx";

/** A claim as it is printed. The mark is for claims that decide: they agree as they must, or not. */
export type PrintedClaim = {
  readonly name: string;
  readonly value: string;
  readonly mark?: "fits" | "misfits" | null;
  /** What a claim of that name means; `null` for what is no claim. */
  readonly says: string | null;
};

/** The claims of a token that decide, one line each; the whole values stand in the wire panel. */
export function ClaimsCard({
  owner,
  title,
  purpose,
  claims,
}: {
  /** `null` where no token stands in its place. */
  owner: Owner | null;
  title: string;
  /** Where the token goes, or what it is for. */
  purpose: string;
  claims: readonly PrintedClaim[];
}) {
  return (
    <article className={styles["card"]} data-owner={owner ?? "none"} aria-label={title}>
      <div className={styles["head"]}>
        <h2 className={styles["title"]}>{title}</h2>
        <span className={styles["purpose"]}>{purpose}</span>
      </div>
      <dl className={styles["claims"]}>
        {claims.map(({ name, value, mark, says }) => (
          <div key={name} className={styles["row"]} data-mark={mark ?? undefined}>
            <dt>
              {says === null ? name : <Term word={name} says={says} />}
              {mark === "misfits" ? <span className="visually-hidden"> (does not fit)</span> : null}
            </dt>
            <dd title={value}>
              <code>
                <bdi>{value}</bdi>
              </code>
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
