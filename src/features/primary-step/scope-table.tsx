import styles from "./scope-table.module.css";

const MEANINGS: Readonly<Record<string, string>> = {
  openid: "an ID token",
  profile: "name and picture in it",
  email: "e-mail and whether it is verified",
  "read:current_user": "read your own user",
  "update:current_user_identities": "link and unlink your own identities",
};

/** What was asked beside what was given. A dropped scope is struck through and said to be dropped. */
export function ScopeTable({
  scopes,
}: {
  scopes: readonly { scope: string; isGranted: boolean }[];
}) {
  return (
    <table className={styles["table"]}>
      <caption className={styles["caption"]}>Scopes: requested and granted</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Scope</th>
          <th scope="col">Allows</th>
          <th scope="col">Granted</th>
        </tr>
      </thead>
      <tbody>
        {scopes.map(({ scope, isGranted }) => (
          <tr key={scope} data-granted={isGranted}>
            <th scope="row">{isGranted ? scope : <s>{scope}</s>}</th>
            <td>{MEANINGS[scope] ?? ""}</td>
            <td className={styles["granted"]}>{isGranted ? "✓ granted" : "left out, no error"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
