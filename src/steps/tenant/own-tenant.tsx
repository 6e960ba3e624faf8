import { useId, useState, type FormEvent } from "react";
import { Button } from "#ui/button.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import styles from "./own-tenant.module.css";

/** A value for the dashboard of the reader's tenant, and the field it goes into. */
export type DashboardValue = { readonly field: string; readonly value: string };

/** A form for a tenant of the reader's own, and what to enter in that tenant's dashboard first. */
export function OwnTenant({
  isOwn,
  values,
  onChoose,
  onForget,
}: {
  isOwn: boolean;
  values: readonly DashboardValue[];
  /** Says in a sentence why a choice is refused; nothing when it is taken. */
  onChoose: (choice: { domain: string; clientId: string }) => string | null;
  onForget: () => void;
}) {
  const [domain, setDomain] = useState("");
  const [clientId, setClientId] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const refusalId = useId();

  function choose(event: FormEvent) {
    event.preventDefault();
    setRefusal(onChoose({ domain, clientId }));
  }

  return (
    <>
      <p>
        Real requests then go to that tenant and nowhere else. What happened in this walkthrough is
        forgotten here; at the tenant nothing changes.
      </p>
      <dl className={styles["values"]}>
        {values.map(({ field, value }) => (
          <div key={field} className={styles["value"]}>
            <dt>{field}</dt>
            <dd>
              <code>{value}</code> <CopyButton text={value} label="Copy" />
            </dd>
          </div>
        ))}
      </dl>
      <form className={styles["form"]} onSubmit={choose}>
        <label>
          Domain
          <input
            value={domain}
            placeholder="example.eu.auth0.com"
            autoComplete="off"
            spellCheck={false}
            aria-describedby={refusal === null ? undefined : refusalId}
            onChange={(event) => setDomain(event.target.value)}
          />
        </label>
        <label>
          Client ID
          <input
            value={clientId}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setClientId(event.target.value)}
          />
        </label>
        {refusal === null ? null : (
          <p id={refusalId} role="alert" className={styles["refusal"]}>
            {refusal}
          </p>
        )}
        <div className={styles["buttons"]}>
          <button type="submit" className={styles["submit"]}>
            Use this tenant
          </button>
          {isOwn ? <Button onClick={onForget}>Back to the built-in tenant</Button> : null}
        </div>
      </form>
    </>
  );
}
