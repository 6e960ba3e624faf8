import type { AttackStep } from "#linking/attacks/attack.ts";
import type { People, Person } from "#linking/attacks/people.ts";
import type { Outcome, Role } from "#linking/labs/lab.ts";
import { POLICY_TITLES } from "#linking/use-cases/cells.ts";
import { AccountLetter } from "#ui/account-chip.tsx";
import { Hint } from "#ui/hint.tsx";
import { Shield } from "#ui/shield.tsx";
import styles from "./labs.module.css";
import { SessionWord } from "#shell/host-context.tsx";

const ROLES: readonly Role[] = ["A", "B"];

/** The people of an attack. */
export function AccountList({ people }: { people: People }) {
  return (
    <dl className={styles["accounts"]} aria-label="Who is who">
      {ROLES.map((role) => (
        <div key={role} className={styles["person"]} data-owner={role}>
          <dt>
            <AccountLetter owner={role} /> {people[role].name}
          </dt>
          <dd>{people[role].is}</dd>
          <dd>
            <code>{people[role].userId}</code>
          </dd>
          <dd>
            {people[role].email}, {people[role].isEmailVerified ? "verified" : "not verified"}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How to log in as somebody. */
export function LoginHint({ person: { name, email, password } }: { person: Person }) {
  return (
    <p>
      Log in as {name} in the popup and see whose user opens. The tenant’s <SessionWord /> is {name}
      ’s then, until the account is deleted; your walkthrough keeps its tokens.{" "}
      <Hint text={password === null ? email : `${email}, ${password}`} />
    </p>
  );
}

/** What came of the same request under each policy, side by side; nothing where it is sent under none. */
export function PolicyColumns({
  steps,
  outcomes,
}: {
  steps: readonly AttackStep[];
  outcomes: readonly Outcome[];
}) {
  const columns = steps.flatMap(({ sends }, index) =>
    sends?.policy === undefined
      ? []
      : [{ title: POLICY_TITLES[sends.policy], answer: outcomes[index]?.answer }],
  );
  if (columns.length === 0) return null;
  return (
    <section className={styles["same"]} aria-labelledby="same-request">
      <h2 id="same-request">The same request, two policies</h2>
      <dl className={styles["policies"]}>
        {columns.map(({ title, answer }) => (
          <div key={title} className={styles["policy"]}>
            <dt>{title}</dt>
            <PolicyVerdict answer={answer} />
          </div>
        ))}
      </dl>
    </section>
  );
}

function PolicyVerdict({ answer }: { answer: Outcome["answer"] }) {
  const isTaken = answer !== undefined && answer.status < 400;
  const tone = answer === undefined ? "open" : isTaken ? "bad" : "expected";
  return (
    <>
      <dd className={styles["verdict"]} data-tone={tone}>
        {tone === "expected" ? <Shield /> : null} {answer?.status ?? "not sent yet"}
      </dd>
      <dd>{isTaken ? "Victor’s account is Mallory’s." : answer?.message}</dd>
    </>
  );
}
