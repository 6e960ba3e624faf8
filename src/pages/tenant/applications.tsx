import type { TenantApplication } from "#protocol/control-answers.ts";
import type { ControlPrint } from "#session/tenant/control-print.ts";
import { CallText } from "./call.tsx";
import { Section } from "./part.tsx";
import styles from "./tenant.module.css";

/** Whoever may ask this tenant for tokens. */
export function Applications({
  applications,
  print,
}: {
  applications: readonly TenantApplication[];
  print: ControlPrint;
}) {
  return (
    <Section
      id="applications"
      title="Applications"
      lead="Who may ask for tokens, and where the answer may go. They come from the seed; their secrets are not told."
    >
      <CallText command={print.reading("applications")} />
      <ul className={styles["rows"]} aria-label="Applications">
        {applications.map((application) => (
          <ApplicationRow key={application.client_id} application={application} />
        ))}
      </ul>
    </Section>
  );
}

function ApplicationRow({ application }: { application: TenantApplication }) {
  const { name, client_id: clientId, app_type: type, callbacks, grant_types: grants } = application;
  return (
    <li className={styles["row"]}>
      <div>
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p>
          <code>{clientId}</code>
        </p>
        <p className={styles["quiet"]}>
          {type}, ID tokens {application.jwt_configuration.alg}
        </p>
      </div>
      <div className={styles["row-body"]}>
        <dl className={styles["facts"]}>
          <Addresses name="Callbacks" urls={callbacks} />
        </dl>
        <details className={styles["details"]}>
          <summary>Origins, logout URLs, grants</summary>
          <dl className={styles["facts"]}>
            <Addresses name="Web origins" urls={application.web_origins} />
            <Addresses name="CORS origins" urls={application.allowed_origins} />
            <Addresses name="Logout URLs" urls={application.allowed_logout_urls} />
            <div>
              <dt>Grants</dt>
              <dd>{grants.join(", ")}</dd>
            </div>
          </dl>
        </details>
      </div>
    </li>
  );
}

function Addresses({ name, urls }: { name: string; urls: readonly string[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {urls.length === 0
          ? "none"
          : urls.map((url) => (
              <span key={url} className={styles["url"]}>
                <code>{url}</code>
              </span>
            ))}
      </dd>
    </div>
  );
}
