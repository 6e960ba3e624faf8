import styles from "./scope-table.module.css";

const MEANINGS: Readonly<Record<string, string>> = {
  openid: "an ID token",
  profile: "name and picture in it",
  email: "e-mail and whether it is verified",
  offline_access: "a refresh token",
  "read:current_user": "read your own user",
  "update:current_user_identities": "link and unlink your own identities",
  "create:current_user_metadata": "write your own metadata",
  "update:current_user_metadata": "change your own metadata; it does not link",
  "delete:current_user_metadata": "delete your own metadata",
  "create:current_user_device_credentials": "register a device of your own",
  "delete:current_user_device_credentials": "remove a device of your own",
};

/** Why a scope was left out, the first that fits. No error says so. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/:current_user/, "only with the Management API as audience"],
  [/^offline_access$/, "only with a code, where application and API allow it"],
  [/^(?:read|create|update|delete):/, "browser apps never get it, only servers"],
];

/** What the scopes of a request allow, before it is sent. */
export function ScopeList({ scopes }: { scopes: readonly string[] }) {
  return (
    <table className={styles["table"]} data-dense>
      <caption className={styles["caption"]}>What each scope allows</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Scope</th>
          <th scope="col">Allows</th>
        </tr>
      </thead>
      <tbody>
        {scopes.map((scope) => (
          <tr key={scope}>
            <th scope="row">{scope}</th>
            <td>{meaningOf(scope) || "not known here; the tenant decides"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

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
            <td>{meaningOf(scope)}</td>
            <td className={styles["granted"]}>
              {isGranted ? "✓ granted" : `left out, no error: ${reasonOf(scope)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function reasonOf(scope: string): string {
  const known = REASONS.find(([pattern]) => pattern.test(scope));
  return known?.[1] ?? "the API has no such scope for people";
}

/** Empty where a scope is not known here. */
function meaningOf(scope: string): string {
  return Object.hasOwn(MEANINGS, scope) ? (MEANINGS[scope] ?? "") : "";
}
