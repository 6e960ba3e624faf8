import { useSyncExternalStore } from "react";
import { Link } from "wouter";
import { isStepId, stepOf } from "#linking/walkthrough/steps.ts";
import { paths } from "#shell/paths.ts";
import { classFor } from "#ui/button.tsx";
import type { WireLog } from "#wire/log.ts";
import { tallyEvents, type Tally } from "#wire/tally.ts";
import styles from "./ending.module.css";

const ROWS: readonly { readonly of: keyof Tally; readonly one: string; readonly many: string }[] = [
  { of: "requests", one: "request sent", many: "requests sent" },
  { of: "tokens", one: "token seen", many: "tokens seen" },
  { of: "linked", one: "identity linked", many: "identities linked" },
  { of: "unlinked", one: "identity unlinked", many: "identities unlinked" },
  { of: "broken", one: "way broken", many: "ways broken" },
];

/** The end of the walkthrough: what the reader did, in numbers, and where to go from here. */
export function Ending({ log }: { log: Pick<WireLog, "events" | "subscribe"> }) {
  const events = useSyncExternalStore(log.subscribe, log.events);
  const own = events.filter(({ step }) => step !== null && isStepId(step));
  const tally = tallyEvents(own, isRefusalStep);
  return (
    <section className={styles["ending"]} aria-labelledby="ending">
      <h2 id="ending" className={styles["title"]}>
        What you did
      </h2>
      <ul className={styles["tally"]}>
        {ROWS.map(({ of, one, many }) => (
          <li key={of}>
            <strong>{tally[of]}</strong> {tally[of] === 1 ? one : many}
          </li>
        ))}
      </ul>
      <div className={styles["ways"]}>
        <Link href={paths.questions} className={classFor("primary")}>
          Is my app affected?
        </Link>
        <Link href={paths.labs} className={classFor("plain")}>
          Labs: attacks and swaps
        </Link>
        <Link href={paths.ownTenant} className={classFor("plain")}>
          The same steps at my tenant
        </Link>
      </div>
    </section>
  );
}

/** Whether a step is itself a refusal, so that nothing was broken in it. */
function isRefusalStep(step: string | null): boolean {
  return step !== null && isStepId(step) && stepOf(step).attempt !== undefined;
}
