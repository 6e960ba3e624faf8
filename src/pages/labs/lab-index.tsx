import { Link } from "wouter";
import { classFor } from "#ui/button.tsx";
import { PageHead } from "#ui/page-head.tsx";
import styles from "./lab-index.module.css";

/** A lab as its card tells it. */
export type LabCard = {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly href: string;
};

/** The labs that there are. */
export function LabIndex({ cards }: { cards: readonly LabCard[] }) {
  return (
    <main className={styles["labs"]} id="main">
      <PageHead
        title="Labs"
        lead="Short replays with real requests. Each one goes wrong first, and ends with the check that stops it."
      />
      <div className={styles["cards"]}>
        {cards.map(({ title, lead, action, href }) => (
          <section key={href} className={styles["card"]}>
            <h2>{title}</h2>
            <p>{lead}</p>
            <Link href={href} className={classFor("plain")}>
              {action}
            </Link>
          </section>
        ))}
      </div>
    </main>
  );
}
