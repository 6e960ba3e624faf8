import { useState } from "react";
import { AccountLetter, type Owner } from "#ui/account-chip.tsx";
import { Panel, PanelGroup } from "#ui/panel.tsx";
import { AskingButton } from "#shell/rail/asking-button.tsx";
import { buildRemoveCall } from "#linking/scenarios/tenant-control.ts";
import type { ControlCall } from "#protocol/control.ts";
import type { User } from "#protocol/management.ts";
import { useFirst } from "#ui/show-more.tsx";
import type { ControlPrint } from "#session/tenant/control-print.ts";
import { Call, CallText, Effect, useOutcome } from "./call.tsx";
import { Section } from "./part.tsx";
import styles from "./tenant.module.css";
import type { Desk } from "./use-desk.ts";

/** Whose an account is in the walkthrough, by `provider|id`. */
export type Owners = ReadonlyMap<string, Owner>;

type Props = { readonly print: ControlPrint; readonly desk: Desk };

const SHOWN_USERS = 20;

/** Everybody whom the tenant knows. */
export function Users({
  users,
  owners,
  print,
  desk,
}: Props & { users: readonly User[]; owners: Owners }) {
  const [shown, more] = useFirst(users, SHOWN_USERS);
  const [deleted, setDeleted] = useState("");
  const deleting = useOutcome();
  return (
    <Section
      id="users"
      title="Users"
      lead={`${users.length === 1 ? "1 user" : `${users.length} users`}. One who was linked is an identity of another.`}
    >
      <CallText command={print.reading("users")} />
      <ul className={styles["rows"]} aria-label="Users">
        {shown.map((user) => (
          <UserRow
            key={user.user_id}
            user={user}
            owners={owners}
            print={print}
            onDelete={() => {
              setDeleted(user.user_id);
              void deleting.follow(desk.send(buildRemoveCall(user.user_id)));
            }}
          />
        ))}
      </ul>
      {more}
      <Effect outcome={deleting.outcome} takesFocus>
        {deleted} is deleted.
      </Effect>
      <PanelGroup>
        <Panel title="Make an account" hint="at any connection, without its login page">
          <NewAccount users={users} print={print} desk={desk} />
        </Panel>
      </PanelGroup>
    </Section>
  );
}

function UserRow({
  user,
  owners,
  print,
  onDelete,
}: {
  user: User;
  owners: Owners;
  print: ControlPrint;
  onDelete: () => void;
}) {
  const { user_id: id, email, email_verified: isVerified, name, identities } = user;
  const metadata = metadataOf(user);
  return (
    <li className={styles["row"]}>
      <div>
        <h3>
          <bdi>{name ?? email ?? id}</bdi> <Letter id={id} owners={owners} />
        </h3>
        {email === undefined ? null : (
          <p className={styles["quiet"]}>
            <bdi>{email}</bdi>, {isVerified === true ? "verified" : "not verified"}
          </p>
        )}
        {user["blocked"] === true ? <p className={styles["quiet"]}>blocked</p> : null}
      </div>
      <div className={styles["row-body"]}>
        <div className={styles["line"]}>
          <ul aria-label="Identities">
            {identities.map(({ connection, provider, user_id: own }, index) => (
              <li key={`${provider}|${own}`}>
                <code>
                  {provider}|{own}
                </code>{" "}
                <Letter id={index === 0 ? "" : `${provider}|${own}`} owners={owners} />
                <span className={styles["quiet"]}>{connection}</span>
              </li>
            ))}
          </ul>
          {metadata === null ? (
            <span className={styles["quiet"]}>no metadata</span>
          ) : (
            <details className={styles["details"]}>
              <summary>Metadata</summary>
              <pre>{metadata}</pre>
            </details>
          )}
        </div>
        <AskingButton
          label="Delete"
          title={`Delete ${name ?? email ?? id}?`}
          confirmLabel="Delete"
          keepLabel="Keep"
          busyLabel="Deleting…"
          onConfirm={onDelete}
        >
          <p>
            The user <code>{id}</code> goes with all identities and metadata, and everywhere they
            are logged in. Only a reset brings an account of the seed back.
          </p>
          <CallText command={print.call(buildRemoveCall(id))} />
        </AskingButton>
      </div>
    </li>
  );
}

/** The letter of an account that is A or B in the walkthrough. */
function Letter({ id, owners }: { id: string; owners: Owners }) {
  const owner = owners.get(id);
  return owner === undefined ? null : <AccountLetter owner={owner} />;
}

function metadataOf(user: User): string | null {
  const { user_metadata, app_metadata } = user;
  if (user_metadata === undefined && app_metadata === undefined) return null;
  return JSON.stringify({ user_metadata, app_metadata }, null, 2);
}

/** What a new account has unless the reader says otherwise. */
const NEW = { email: "grace@example.com", password: "Passw0rd!" };

function NewAccount({ users, print, desk }: Props & { users: readonly User[] }) {
  const connections = connectionsOf(users);
  const [connection, setConnection] = useState(connections[0]?.name ?? "");
  const [email, setEmail] = useState(NEW.email);
  const making = useOutcome();
  const hasPassword = connections.find(({ name }) => name === connection)?.isDatabase ?? false;
  const call: ControlCall = {
    method: "POST",
    path: "users",
    body: { connection, email, ...(hasPassword ? { password: NEW.password } : {}) },
  };
  return (
    <>
      <div className={styles["fields"]}>
        <label className={styles["field"]}>
          <span>Connection</span>
          <select
            className={styles["input"]}
            value={connection}
            onChange={(event) => setConnection(event.target.value)}
          >
            {connections.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label className={styles["field"]}>
          <span>E-mail</span>
          <input
            className={styles["input"]}
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
      </div>
      <Call
        command={print.call(call)}
        action="Make the account"
        sending={making}
        onSend={() => void making.follow(desk.send(call))}
        effect="It is among the users."
      />
    </>
  );
}

/** The connections that somebody has an account at. */
function connectionsOf(users: readonly User[]) {
  const identities = users.flatMap((user) => user.identities);
  const byName = new Map(
    identities.map(({ connection, provider }) => [connection, provider === "auth0"]),
  );
  return [...byName].map(([name, isDatabase]) => ({ name, isDatabase }));
}
