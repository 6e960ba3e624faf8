import styles from "./account-chip.module.css";

/** Account A or account B: always this colour and this letter. */
export type Owner = "A" | "B";

export function AccountChip({ owner, label }: { owner: Owner; label: string | null }) {
  return (
    <span
      className={styles["chip"]}
      data-owner={owner}
      data-empty={label === null ? "" : undefined}
    >
      <span className={styles["letter"]}>{owner}</span>
      <span>{label ?? "not signed in"}</span>
    </span>
  );
}

export function AccountLetter({ owner }: { owner: Owner }) {
  return (
    <span className={styles["letter"]} data-owner={owner}>
      {owner}
    </span>
  );
}
