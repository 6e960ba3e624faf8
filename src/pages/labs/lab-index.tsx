import { Link } from "wouter";
import { paths } from "#shell/paths.ts";
import { classFor } from "#ui/button.tsx";
import { PageHead } from "#ui/page-head.tsx";
import styles from "./lab-index.module.css";

const LABS = [
  {
    id: "attack",
    title: "Attack replay",
    lead: "Two ways to take an account by linking it: with a user ID that is only named, and with an address that nobody verified.",
    action: "Replay the attacks",
  },
  {
    id: "session",
    title: "Session swap",
    lead: "The SDK’s user, the access token’s sub and the tenant’s session are three things. See them move apart, and what keeps A in place.",
    action: "Swap a session",
  },
] as const;

/** The labs that there are. */
export function LabIndex() {
  return (
    <main className={styles["labs"]} id="main">
      <PageHead
        title="Labs"
        lead="Short replays with real requests. Each one goes wrong first, and ends with the check that stops it."
      />
      <div className={styles["cards"]}>
        {LABS.map(({ id, title, lead, action }) => (
          <section key={id} className={styles["card"]}>
            <h2>{title}</h2>
            <p>{lead}</p>
            <Link href={paths.lab(id)} className={classFor("plain")}>
              {action}
            </Link>
          </section>
        ))}
      </div>
    </main>
  );
}
