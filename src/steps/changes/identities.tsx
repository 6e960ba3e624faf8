import { describeProvider } from "#linking/walkthrough/account.ts";
import { userIdOf, type Identity } from "#protocol/management.ts";
import { AccountLetter, type Owner } from "#ui/account-chip.tsx";
import { Button } from "#ui/button.tsx";
import { ClippedText } from "#ui/clipped-text.tsx";
import styles from "./identities.module.css";

/** A user's identities, the primary's own first. Each linked one can be taken off again. */
export function Identities({
  identities,
  busyId,
  onUnlink,
}: {
  identities: readonly Identity[];
  /** User ID of the identity that is being unlinked; `null` when none is. */
  busyId: string | null;
  /** Asks before it sends; `null` where nothing can be sent, such as after a reload. */
  onUnlink: ((identity: Identity) => void) | null;
}) {
  return (
    <ul className={styles["list"]} aria-label="Identities">
      {identities.map((identity, index) => (
        <li key={userIdOf(identity)} className={styles["item"]}>
          <IdentityTable identity={identity} owner={index === 0 ? "A" : "B"} />
          {index === 0 || onUnlink === null ? null : (
            <p className={styles["action"]}>
              <Button
                look="small"
                aria-label={`Unlink ${describeProvider(identity.provider)}, ${identity.user_id}`}
                isBusy={busyId === userIdOf(identity)}
                onClick={() => onUnlink(identity)}
              >
                Unlink
              </Button>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function IdentityTable({ identity, owner }: { identity: Identity; owner: Owner }) {
  const profile = Object.entries(identity.profileData ?? {});
  const rows: readonly (readonly [string, unknown])[] = [
    ["provider", identity.provider],
    ["connection", identity.connection],
    ["user_id", identity.user_id],
    ["isSocial", identity.isSocial],
  ];
  return (
    <table className={styles["table"]} data-owner={owner}>
      <caption className={styles["caption"]}>
        <AccountLetter owner={owner} />{" "}
        <span className={styles["provider"]}>{describeProvider(identity.provider)}</span>
        <span className={styles["role"]}>{owner === "A" ? "primary" : "linked"}</span>
      </caption>
      <tbody>
        {rows.map(([name, value]) =>
          value === undefined ? null : <Row key={name} name={name} value={value} />,
        )}
      </tbody>
      {profile.length === 0 ? null : (
        <tbody>
          <tr>
            <th colSpan={2} scope="rowgroup" className={styles["group"]}>
              profileData
            </th>
          </tr>
          {profile.map(([name, value]) => (
            <Row key={name} name={name} value={value} />
          ))}
        </tbody>
      )}
    </table>
  );
}

function Row({ name, value }: { name: string; value: unknown }) {
  return (
    <tr>
      <th scope="row" className={styles["name"]}>
        <ClippedText text={name} limit={120} />
      </th>
      <td className={styles["value"]}>
        <ClippedText text={typeof value === "string" ? value : JSON.stringify(value)} />
      </td>
    </tr>
  );
}
