import { Link } from "wouter";
import { classFor } from "#ui/button.tsx";
import styles from "./shell.module.css";
import { paths } from "./paths.ts";

/** At the address of a part that the deployment leaves out. */
export function LeftOut({ label }: { label: string }) {
  return (
    <main className={styles["plain"]} id="main">
      <title>{`${label} · LinkLab`}</title>
      <h1>This deployment leaves out “{label}”</h1>
      <p>Whoever set it up chose what it offers. The walkthrough is here.</p>
      <Link href={paths.home} className={classFor("primary")}>
        To the first page
      </Link>
    </main>
  );
}
