import { labelOf, type Account } from "#linking/walkthrough/account.ts";
import type { SameEmail, Suggestions as Found } from "#linking/walkthrough/suggestions.ts";
import { AccountLetter } from "#ui/account-chip.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import styles from "./suggestions.module.css";

const NOT_VERIFIED: Readonly<Record<"A" | "B" | "both", string>> = {
  A: "It is not verified at A.",
  B: "It is not verified there.",
  both: "It is verified at neither.",
};

/** Accounts that look like the same person's. It links none: B has to log in first. */
export function Suggestions({
  found,
  onLogIn,
}: {
  found: Found;
  onLogIn: (account: Account) => void;
}) {
  return (
    <section className={styles["section"]} aria-label="Accounts with the same e-mail">
      {found.verified.length === 0 ? (
        <p className={styles["note"]}>No other account here has A’s verified e-mail.</p>
      ) : (
        <>
          <ul className={styles["list"]}>
            {found.verified.map((one) => (
              <li key={one.account.userId} className={styles["item"]}>
                <Label {...one} text="has the same verified e-mail" />
                <Button
                  aria-label={`Use as B: ${labelOf(one.account)}`}
                  onClick={() => onLogIn(one.account)}
                >
                  Use as B
                </Button>
              </li>
            ))}
          </ul>
          <p className={styles["note"]}>A hint, not a proof: B has to log in.</p>
        </>
      )}
      {found.unverified.map(({ at, ...one }) => (
        <Callout
          key={one.account.userId}
          tone="note"
          title={<Label {...one} text="has the same e-mail. Not suggested." />}
        >
          <p>
            {NOT_VERIFIED[at]} Anybody can register an address that is not theirs and wait for its
            owner to link it. That is called pre-hijacking. Verify both e-mails first.
          </p>
        </Callout>
      ))}
    </section>
  );
}

function Label({ account, email, text }: SameEmail & { text: string }) {
  return (
    <span className={styles["label"]}>
      <AccountLetter owner="B" />
      <span>
        <strong className={styles["name"]}>{labelOf(account)}</strong> {text}{" "}
        <span className={styles["email"]}>{email}</span>
      </span>
    </span>
  );
}
