import { useId } from "react";
import type {
  MetadataChoice,
  MetadataKind,
  MetadataRow,
} from "#linking/walkthrough/metadata-plan.ts";
import { AccountLetter, type Owner } from "#ui/account-chip.tsx";
import { ClippedText } from "#ui/clipped-text.tsx";
import styles from "./metadata-plan.module.css";

/** One kind of metadata: A's values and B's, side by side, with a choice per key. */
export function MetadataColumns({
  kind,
  note,
  rows,
  onChoose,
}: {
  kind: MetadataKind;
  note: string;
  rows: readonly MetadataRow[];
  onChoose: (id: string, choice: MetadataChoice) => void;
}) {
  return (
    <section className={styles["kind"]} aria-label={kind}>
      <div className={styles["head"]}>
        <h3 className={styles["name"]}>{kind}</h3>
        <p className={styles["note"]}>{note}</p>
      </div>
      {rows.length === 0 ? (
        <p className={styles["empty"]}>No keys to choose from.</p>
      ) : (
        rows.map((row) => (
          <Row key={row.id} row={row} onChoose={(choice) => onChoose(row.id, choice)} />
        ))
      )}
    </section>
  );
}

function Row({ row, onChoose }: { row: MetadataRow; onChoose: (choice: MetadataChoice) => void }) {
  const name = useId();
  const option = (choice: MetadataChoice) => ({
    name,
    isOffered: row.options.length > 1 && row.options.includes(choice),
    isChosen: row.choice === choice,
    onChoose: () => onChoose(choice),
  });
  return (
    <fieldset className={styles["row"]}>
      <legend className={styles["legend"]}>
        <ClippedText text={row.key} limit={120} />
      </legend>
      <div className={styles["cells"]}>
        <Cell owner="A" value={row.hasA ? row.a : undefined} {...option("A")} />
        <Cell owner="B" value={row.hasB ? row.b : undefined} {...option("B")} />
      </div>
      {row.options.includes("both") ? (
        <label className={styles["both"]} htmlFor={`${name}-both`}>
          <Radio id={`${name}-both`} {...option("both")} /> Both lists, each member once
        </label>
      ) : null}
      {row.replacesObject ? (
        <p className={styles["warning"]}>
          B’s object replaces A’s whole: the PATCH merges no deeper.
        </p>
      ) : null}
    </fieldset>
  );
}

type Option = {
  readonly name: string;
  readonly isOffered: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function Cell({ owner, value, ...option }: Option & { owner: Owner; value: unknown }) {
  const content = (
    <>
      <AccountLetter owner={owner} />
      <span className={styles["value"]}>
        {value === undefined ? (
          <span className={styles["none"]}>{owner === "A" ? "none, leave it so" : "none"}</span>
        ) : (
          <ClippedText text={JSON.stringify(value)} />
        )}
      </span>
    </>
  );
  return option.isOffered ? (
    <label className={styles["cell"]} data-owner={owner} data-chosen={option.isChosen}>
      <Radio {...option} />
      {content}
    </label>
  ) : (
    <div className={styles["cell"]} data-owner={owner}>
      {content}
    </div>
  );
}

function Radio({ id, name, isChosen, onChoose }: Option & { id?: string }) {
  return (
    <input
      type="radio"
      id={id}
      name={name}
      className={styles["radio"]}
      checked={isChosen}
      onChange={onChoose}
    />
  );
}
