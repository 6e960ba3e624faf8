import { useMemo, useState } from "react";
import { compareTokens, type ComparedClaim } from "#linking/tokens/compare-tokens.ts";
import type { TokenReading } from "#protocol/token-reading.ts";
import { ClippedText } from "#ui/clipped-text.tsx";
import { ROWS, useFirst } from "#ui/show-more.tsx";
import { SLOTS, titleOf, type SlotId } from "./slots.ts";
import styles from "./compare.module.css";

const RELATIONS: Readonly<Record<ComparedClaim["relation"], readonly [string, string]>> = {
  equal: ["=", "same"],
  different: ["≠", "differs"],
  "only-left": ["←", "only left"],
  "only-right": ["→", "only right"],
};

/** Any two tokens of the inspector, claim by claim. */
export function Compare({
  tokens,
}: {
  tokens: Readonly<Record<SlotId, TokenReading | undefined>>;
}) {
  const [pair, setPair] = useState<{ left?: SlotId; right?: SlotId }>({});
  const filled = SLOTS.filter(({ id }) => tokens[id] !== undefined);
  const left = filled.find(({ id }) => id === pair.left)?.id ?? filled[0]?.id;
  const right = filled.find(({ id }) => id === pair.right)?.id ?? filled.at(-1)?.id;
  const one = left && tokens[left];
  const other = right && tokens[right];
  const claims = useMemo(() => (one && other ? compareTokens(one, other) : []), [one, other]);
  const [shown, more] = useFirst(claims, ROWS);
  if (left === undefined || right === undefined) return null;
  const differing = claims.filter(({ relation }) => relation !== "equal").length;

  return (
    <div className={styles["compare"]}>
      <div className={styles["pickers"]}>
        <Picker
          label="Left"
          value={left}
          onChange={(id) => setPair({ ...pair, left: id })}
          slots={filled}
        />
        <Picker
          label="Right"
          value={right}
          onChange={(id) => setPair({ ...pair, right: id })}
          slots={filled}
        />
        <p className={styles["count"]} role="status">
          {claims.length - differing} same, {differing} not.
        </p>
      </div>
      <div className={styles["frame"]}>
        <table className={styles["table"]} aria-label="Two tokens, claim by claim">
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">{titleOf(left)}</th>
              <th scope="col">
                <span className="visually-hidden">Relation</span>
              </th>
              <th scope="col">{titleOf(right)}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((claim) => {
              const [sign, words] = RELATIONS[claim.relation];
              return (
                <tr key={`${claim.part} ${claim.name}`} data-relation={claim.relation}>
                  <th scope="row">
                    <ClippedText text={claim.name} limit={80} />
                    {claim.part === "header" ? (
                      <span className={styles["part"]}> header</span>
                    ) : null}
                  </th>
                  <td data-side={titleOf(left)}>
                    {claim.left === null ? null : <ClippedText text={claim.left} limit={200} />}
                  </td>
                  <td className={styles["relation"]}>
                    <span aria-hidden="true">{sign}</span> {words}
                  </td>
                  <td data-side={titleOf(right)}>
                    {claim.right === null ? null : <ClippedText text={claim.right} limit={200} />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {more}
    </div>
  );
}

function Picker({
  label,
  value,
  slots,
  onChange,
}: {
  label: string;
  value: SlotId;
  slots: typeof SLOTS;
  onChange: (id: SlotId) => void;
}) {
  return (
    <label className={styles["picker"]}>
      {label}
      <select
        value={value}
        onChange={(event) => {
          const chosen = slots.find(({ id }) => id === event.currentTarget.value);
          if (chosen) onChange(chosen.id);
        }}
      >
        {slots.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
