import { Link } from "wouter";
import { classFor } from "#ui/button.tsx";
import styles from "./shell.module.css";
import { paths } from "./paths.ts";

export function NotFound() {
  return (
    <main className={styles["plain"]} id="main">
      <title>No such page · LinkLab</title>
      <h1>There is no such page</h1>
      <p>The walkthrough begins on the first page.</p>
      <Link href={paths.home} className={classFor("primary")}>
        To the first page
      </Link>
    </main>
  );
}
