import styles from "./merge.module.css";

/** Two users become one user with two identities: the whole subject in one picture. */
export function Merge() {
  return (
    <figure className={styles["merge"]}>
      <div className={styles["users"]}>
        <div className={styles["user"]} data-owner="A">
          <span className={styles["letter"]}>A</span>
          <span className={styles["name"]}>
            <code>auth0|5a62…</code>
            <span>password</span>
          </span>
        </div>
        <div className={styles["user"]} data-owner="B">
          <span className={styles["letter"]}>B</span>
          <span className={styles["name"]}>
            <code>google-oauth2|1150…</code>
            <span>Google</span>
          </span>
        </div>
      </div>
      <svg className={styles["strands"]} viewBox="0 0 200 120" fill="none" aria-hidden="true">
        <path d="M0 30 C 60 30, 60 90, 110 90 S 150 60, 200 60" stroke="var(--a)" strokeWidth="3" />
        <path d="M0 90 C 60 90, 60 30, 110 30 S 150 60, 200 60" stroke="var(--b)" strokeWidth="3" />
      </svg>
      <div className={styles["one"]}>
        <code>auth0|5a62…</code>
        <ul>
          <li className={styles["user"]} data-owner="A">
            <span className={styles["letter"]}>A</span> password
          </li>
          <li className={styles["user"]} data-owner="B">
            <span className={styles["letter"]}>B</span> Google
          </li>
        </ul>
      </div>
      <figcaption className="visually-hidden">
        Two users, A with a password and B with Google, become one user: A, with both identities.
      </figcaption>
    </figure>
  );
}
