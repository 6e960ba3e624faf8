import type { Owner } from "./account-chip.tsx";
import styles from "./claims-card.module.css";

/** A claim as it is printed. `fits` marks the claims that must agree between two tokens. */
export type PrintedClaim = {
  readonly name: string;
  readonly value: string;
  readonly note?: string | undefined;
  readonly fits?: boolean;
};

/** A token's claims, on the colour of the account it belongs to. */
export function ClaimsCard({
  owner,
  title,
  purpose,
  claims,
  isShort = false,
}: {
  owner: Owner;
  title: string;
  /** Where the token goes, or what it is for. */
  purpose: string;
  claims: readonly PrintedClaim[];
  /** Cuts values to one line. The whole value must then stand elsewhere. */
  isShort?: boolean;
}) {
  return (
    <article
      className={styles["card"]}
      data-owner={owner}
      data-short={isShort ? "" : undefined}
      aria-label={title}
    >
      <div className={styles["head"]}>
        <h2 className={styles["title"]}>{title}</h2>
        <span className={styles["purpose"]}>{purpose}</span>
      </div>
      <dl className={styles["claims"]}>
        {claims.map(({ name, value, note, fits = false }) => (
          <div key={name} className={styles["row"]} data-fits={fits ? "" : undefined}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
              {note === undefined ? null : <span className={styles["note"]}>{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
