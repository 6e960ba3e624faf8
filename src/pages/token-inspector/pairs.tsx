import type { ReactNode } from "react";
import styles from "./pairs.module.css";

/** What is said of two tokens at once, or what it takes for that. */
export function Pairs({
  preflight = null,
  comparison = null,
}: {
  preflight?: ReactNode;
  comparison?: ReactNode;
}) {
  return (
    <div className={styles["pairs"]}>
      <section className={styles["section"]} aria-labelledby="preflight">
        <h2 id="preflight" className={styles["title"]}>
          Do two tokens fit together?
        </h2>
        {preflight ?? (
          <p className={styles["needs"]}>
            Ten checks before a link. They need A’s access token and B’s ID token.
          </p>
        )}
      </section>
      <section className={styles["section"]} aria-labelledby="compare">
        <h2 id="compare" className={styles["title"]}>
          Compare two
        </h2>
        {comparison ?? (
          <p className={styles["needs"]}>Claim by claim, as soon as two tokens are here.</p>
        )}
      </section>
    </div>
  );
}
