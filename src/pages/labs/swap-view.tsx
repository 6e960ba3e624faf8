import { labelOf } from "#linking/walkthrough/account.ts";
import { GUARDS, type Guard } from "#linking/session-swap/swap.ts";
import type { Readouts, SwapClients } from "#session/labs/swap-clients.ts";
import { useSessionWord } from "#shell/host-context.tsx";
import { AccountLetter } from "#ui/account-chip.tsx";
import styles from "./labs.module.css";

/** The three that move apart, each in the colour and with the letter of whom it belongs to. */
export function ReadoutList({
  readouts: { user, tokenSub, cookie, A, B },
  holderOf,
}: {
  readouts: Readouts;
  holderOf: SwapClients["holderOf"];
}) {
  const word = useSessionWord();
  const owner = [A, B, user].find((account) => account?.userId === tokenSub);
  const rows = [
    ["User of the SDK", user?.userId, user ? labelOf(user) : "nobody"],
    ["sub of the access token", tokenSub, owner ? labelOf(owner) : (tokenSub ?? "no token")],
    [`Owner of the tenant’s ${word}`, cookie?.userId, cookie ? labelOf(cookie) : "not known"],
  ] as const;
  return (
    <dl className={styles["readouts"]} aria-label="Who is who now">
      {rows.map(([label, userId, text]) => {
        const holder = holderOf(userId);
        return (
          <div key={label} className={styles["readout"]} data-holder={holder}>
            <dt>{label}</dt>
            <dd>
              {holder === "nobody" ? null : <AccountLetter owner={holder} />}
              <span>
                <bdi>{text}</bdi>
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The guards of a scenario. Another choice begins it anew. */
export function GuardSwitches({
  guards,
  on,
  onChange,
}: {
  guards: readonly Guard[];
  on: ReadonlySet<Guard>;
  onChange: (guards: ReadonlySet<Guard>) => void;
}) {
  return (
    <fieldset className={styles["guards"]}>
      <legend>Guards</legend>
      {guards.map((guard) => (
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
