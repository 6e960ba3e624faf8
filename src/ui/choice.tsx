import { useId } from "react";
import styles from "./choice.module.css";

/** One of a few, each with a note. Native radio buttons. */
export function Choice<T extends string>({
  legend,
  options,
  value,
  onChange,
}: {
  legend: string;
  options: readonly { readonly value: T; readonly label: string; readonly note: string }[];
  value: T;
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className={styles["choice"]}>
      <legend className={styles["legend"]}>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles["option"]}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            <span className={styles["label"]}>{option.label}</span>{" "}
            <span className={styles["note"]}>{option.note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
