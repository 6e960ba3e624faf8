import { useId, useState } from "react";
import styles from "./request-form.module.css";

/** A parameter of a request that a reader may change where it is printed. */
export type EditableParameter = {
  readonly name: string;
  readonly value: string;
  /** The values there are; without it any text may stand here. */
  readonly options?: readonly string[];
  /** Fixed: set by an SDK or by the registration. */
  readonly isFixed?: boolean;
  readonly help: string;
};

/** A request as it will be sent, every value editable in its place. An empty one is not sent. */
export function RequestForm({
  title,
  method,
  path,
  host,
  parameters,
  onChange,
}: {
  title: string;
  method: string;
  path: string;
  host: string;
  parameters: readonly EditableParameter[];
  onChange: (name: string, value: string) => void;
}) {
  const id = useId();
  const [explained, setExplained] = useState<string | null>(null);
  const helpIdOf = (name: string) => `${id}-${name}`;
  return (
    <section className={styles["card"]} aria-label={title}>
      <h2 className={styles["head"]}>{title}</h2>
      <div className={styles["body"]}>
        <p>
          <strong>{method}</strong> {path}
        </p>
        {parameters.map((parameter, index) => (
          <Parameter
            key={parameter.name}
            sign={index === 0 ? "?" : "&"}
            parameter={parameter}
            helpId={helpIdOf(parameter.name)}
            onExplain={() => setExplained(parameter.name)}
            onChange={(value) => onChange(parameter.name, value)}
          />
        ))}
        <p>
          <span className={styles["name"]}>Host:</span> {host}
        </p>
      </div>
      <div className={styles["helps"]}>
        <p className={styles["help"]} data-shown={explained === null ? "" : undefined}>
          What is underlined can be changed here.
        </p>
        {parameters.map(({ name, help }) => (
          <p
            key={name}
            id={helpIdOf(name)}
            className={styles["help"]}
            data-shown={name === explained ? "" : undefined}
          >
            {help}
          </p>
        ))}
      </div>
    </section>
  );
}

function Parameter({
  sign,
  parameter: { name, value, options, isFixed = false, help },
  helpId,
  onExplain,
  onChange,
}: {
  sign: string;
  parameter: EditableParameter;
  helpId: string;
  onExplain: () => void;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div
      className={styles["row"]}
      data-empty={value === "" ? "" : undefined}
      title={help}
      onFocus={onExplain}
    >
      <label htmlFor={id} className={styles["name"]}>
        {sign}
        {name}=
      </label>
      {options === undefined ? (
        <input
          id={id}
          className={styles["value"]}
          value={value}
          placeholder="not sent"
          readOnly={isFixed}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={helpId}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <select
          id={id}
          className={styles["value"]}
          value={value}
          aria-describedby={helpId}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {option === "" ? "not sent" : option}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
