import styles from "#shell/shell.module.css";

/** What a popup shows while auth0.js hands its answer over; it is closed right after. */
export function PopupAnswer() {
  return (
    <main className={styles["plain"]}>
      <h1>Handing the answer over…</h1>
      <p>If this window stays, close it and log in again.</p>
    </main>
  );
}
