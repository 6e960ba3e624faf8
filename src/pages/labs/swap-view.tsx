import { GUARDS, type Guard, type Holder, type SwapScenario } from "#linking/session-swap/swap.ts";
import { AccountLetter } from "#ui/account-chip.tsx";
import styles from "./labs.module.css";

/** One of the three that move apart. */
export type Readout = {
  readonly label: string;
  readonly holder: Holder;
  /** Who that is, or what is not known. */
  readonly text: string;
};

/** The three, each in the colour and with the letter of whom it belongs to. */
export function Readouts({ readouts }: { readouts: readonly Readout[] }) {
  return (
    <dl className={styles["readouts"]} aria-label="Who is who now">
      {readouts.map(({ label, holder, text }) => (
        <div key={label} className={styles["readout"]} data-holder={holder}>
          <dt>{label}</dt>
          <dd>
            {holder === "nobody" ? null : <AccountLetter owner={holder} />}
            <span>
              <bdi>{text}</bdi>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The guards of a scenario. Another choice begins it anew. */
export function GuardSwitches({
  scenario,
  on,
  onChange,
}: {
  scenario: SwapScenario;
  on: ReadonlySet<Guard>;
  onChange: (guards: ReadonlySet<Guard>) => void;
}) {
  return (
    <fieldset className={styles["guards"]}>
      <legend>Guards</legend>
      {scenario.guards.map((guard) => (
        <label key={guard} className={styles["guard"]}>
          <input
            type="checkbox"
            checked={on.has(guard)}
            onChange={({ target }) => onChange(withGuard(on, guard, target.checked))}
          />
          <span>
            {GUARDS[guard].label} <small>{GUARDS[guard].note}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function withGuard(on: ReadonlySet<Guard>, guard: Guard, isOn: boolean): ReadonlySet<Guard> {
  const others = [...on].filter((one) => one !== guard);
  return new Set(isOn ? [...others, guard] : others);
}
