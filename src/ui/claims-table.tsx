import { memo } from "react";
import styles from "./claims-table.module.css";
import { ClippedText } from "./clipped-text.tsx";
import { ROWS, useFirst } from "./show-more.tsx";

/** A claim as it is printed. */
export type PrintedClaim = {
  readonly part: "header" | "payload";
  readonly name: string;
  readonly value: string;
  /** A time in words, under its number. */
  readonly time: string | null;
  readonly says: string | null;
  readonly mustBe: string | null;
};

const NONE: ReadonlySet<string> = new Set();

const PARTS = [
  { part: "payload", title: "Payload" },
  { part: "header", title: "Header" },
] as const;

/** Every claim of a token: its value, its time in words, and what it means. */
export function ClaimsTable({
  label,
  claims,
  lit = NONE,
}: {
  label: string;
  claims: readonly PrintedClaim[];
  /** Names of the claims that mattered. */
  lit?: ReadonlySet<string>;
}) {
  const [shown, more] = useFirst(claims, ROWS);
  return (
    <div className={styles["frame"]}>
      <table className={styles["table"]} aria-label={label}>
        <colgroup>
          <col className={styles["name-column"]} />
          <col />
          <col className={styles["note-column"]} />
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Value</th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        {PARTS.map(({ part, title }) => {
          const rows = shown.filter((claim) => claim.part === part);
          if (rows.length === 0) return null;
          return (
            <tbody key={part} data-part={part}>
              <tr className={styles["part"]}>
                <th colSpan={3} scope="rowgroup">
                  {title}
                </th>
              </tr>
              {rows.map((claim) => (
                <Row key={claim.name} {...claim} isLit={lit.has(claim.name)} />
              ))}
            </tbody>
          );
        })}
      </table>
      {more === null ? null : <p className={styles["more"]}>{more}</p>}
    </div>
  );
}

const Row = memo(function Row({
  name,
  value,
  time,
  says,
  mustBe,
  isLit,
}: PrintedClaim & { isLit: boolean }) {
  return (
    <tr className={styles["row"]} data-lit={isLit ? "" : undefined}>
      <th scope="row" className={styles["name"]}>
        <ClippedText text={name} limit={120} />
      </th>
      <td className={styles["value"]} data-json={/^[[{]/.test(value) ? "" : undefined}>
        <ClippedText text={value} />
        {time === null ? null : <span className={styles["time"]}>{time}</span>}
      </td>
      <td className={styles["note"]}>
        {isLit ? <span className={styles["lit"]}>This one mattered.</span> : null}
        {says}
        {mustBe === null ? null : (
          <span className={styles["must"]}>
            <span className={styles["must-label"]}>For linking:</span> {mustBe}
          </span>
        )}
      </td>
    </tr>
  );
});
