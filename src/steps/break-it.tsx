import { Fragment, useId } from "react";
import styles from "./break-it.module.css";

/** Something to break on purpose, as the panel offers it. */
export type BreakOption = {
  readonly id: string;
  readonly label: string;
  /** Under which heading it stands. */
  readonly group: string;
  /** What it will lead to. */
  readonly leadsTo: string;
  /** How the reader does it, where the page cannot. */
  readonly how: string | null;
  /** Why it cannot be switched on here; `null` where it can. */
  readonly unavailable: string | null;
};

/** The exercise of a step: one thing at a time goes wrong, and the answer explains it. */
export function BreakIt({
  options,
  broken,
  onBreak,
}: {
  options: readonly BreakOption[];
  /** What is broken now. */
  broken: string | null;
  onBreak: (id: string | null) => void;
}) {
  const name = useId();
  const switches = options.filter((option) => option.how === null);
  const byHand = options.filter((option) => option.how !== null);
  return (
    <div className={styles["break-it"]}>
      {switches.length === 0 ? null : (
        <fieldset className={styles["switches"]}>
          <legend>Switch one on, then send. The request above shows the change.</legend>
          <label className={styles["option"]}>
            <input
              type="radio"
              name={name}
              checked={broken === null}
              onChange={() => onBreak(null)}
            />
            <span>Nothing is broken</span>
          </label>
          {switches.map((option, index) => (
            <Fragment key={option.id}>
              {option.group === switches[index - 1]?.group ? null : (
                <p className={styles["group"]}>{option.group}</p>
              )}
              <div className={styles["option"]}>
                <input
                  id={`${name}-${option.id}`}
                  type="radio"
                  name={name}
                  checked={broken === option.id}
                  disabled={option.unavailable !== null}
                  aria-describedby={`${name}-${option.id}-leads-to`}
                  onChange={() => onBreak(option.id)}
                />
                <span>
                  <label htmlFor={`${name}-${option.id}`}>{option.label}</label>
                  <span id={`${name}-${option.id}-leads-to`} className={styles["leads-to"]}>
                    {option.unavailable ?? option.leadsTo}
                  </span>
                </span>
              </div>
            </Fragment>
          ))}
        </fieldset>
      )}
      {byHand.length === 0 ? null : (
        <section aria-label="By hand">
          <p className={styles["group"]}>By hand</p>
          <dl className={styles["by-hand"]}>
            {byHand.map((option) => (
              <div key={option.id}>
                <dt>{option.label}</dt>
                <dd>{option.how}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
