import styles from "./account-chip.module.css";

/** Account A or account B: always this colour and this letter. */
export type Owner = "A" | "B";

/** What a chip says of an account; the name gives way where room is short. */
export type ChipLabel = { readonly name: string; readonly provider: string };

export function AccountChip({ owner, label }: { owner: Owner; label: ChipLabel | null }) {
  return (
    <span
      className={styles["chip"]}
      data-owner={owner}
      data-empty={label === null ? "" : undefined}
    >
      <span className={styles["letter"]}>{owner}</span>
      {label === null ? (
        <span className={styles["nobody"]}>not signed in</span>
      ) : (
        <span className={styles["text"]} title={`${label.name} · ${label.provider}`}>
          <span className={styles["name"]}>{label.name} · </span>
          {label.provider}
        </span>
      )}
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
