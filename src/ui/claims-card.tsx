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
}: {
  owner: Owner;
  title: string;
  /** Where the token goes, or what it is for. */
  purpose: string;
  claims: readonly PrintedClaim[];
}) {
  return (
    <section className={styles["card"]} data-owner={owner} aria-label={title}>
      <div className={styles["head"]}>
        <h3 className={styles["title"]}>{title}</h3>
        <span className={styles["purpose"]}>{purpose}</span>
      </div>
      <dl>
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
    </section>
  );
}
