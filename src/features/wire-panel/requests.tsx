import { AccountLetter } from "#ui/account-chip.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { RequestText } from "#ui/request-card.tsx";
import { WireText } from "#ui/wire-text.tsx";
import type { WireEvent } from "#wire/event.ts";
import { splitMarkers } from "#wire/redact.ts";
import { asCurl, printRequest, type RedactedRequest } from "#wire/request.ts";
import styles from "./wire-panel.module.css";

const STATES: Readonly<Record<WireEvent["state"], string>> = {
  sent: "sent",
  answered: "answered",
  refused: "refused",
  "no-answer": "no answer",
  cancelled: "closed",
};

/** Every request in order, each with what was sent and what came back. */
export function Requests({ events }: { events: readonly WireEvent[] }) {
  if (events.length === 0) {
    return (
      <p className={styles["empty"]}>
        Nothing was sent yet. Every request of this page will stand here, with its answer.
      </p>
    );
  }
  return (
    <ol className={styles["requests"]}>
      {events.map((event) => (
        <li key={event.id}>
          <details className={styles["event"]}>
            <summary className={styles["row"]} data-state={event.state}>
              <span className={styles["number"]}>{event.id}</span>
              {event.actor === null ? <span /> : <AccountLetter owner={event.actor} />}
              <span className={styles["name"]}>
                {event.method} {shortPath(event.url)}
              </span>
              <span className={styles["status"]}>{event.status ?? STATES[event.state]}</span>
              <span className={styles["time"]}>
                {event.kind === "http" && event.durationMs !== null ? `${event.durationMs} ms` : ""}
              </span>
            </summary>
            <EventDetail event={event} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function EventDetail({ event }: { event: WireEvent }) {
  const request: RedactedRequest = {
    method: event.method,
    url: event.url,
    headers: event.requestHeaders,
    body: event.requestBody,
  };
  return (
    <div className={styles["detail"]}>
      <RequestText request={printRequest(request)} />
      <div className={styles["answer"]}>
        <p className={styles["answer-line"]}>
          {event.status === null ? STATES[event.state] : `${event.status} ${STATES[event.state]}`}
        </p>
        {Object.entries(event.responseHeaders).map(([name, value]) => (
          <p key={name}>
            {name}: <WireText pieces={splitMarkers(value)} />
          </p>
        ))}
        {event.responseBody === null ? null : (
          <p className={styles["body"]}>
            <WireText pieces={splitMarkers(event.responseBody)} />
          </p>
        )}
      </div>
      <CopyButton text={asCurl(request)} label="Copy as curl" />
    </div>
  );
}

/** The path without host and query, its long ids cut: the whole URL is one click away. */
function shortPath(url: string): string {
  return printRequest({ method: "", url, headers: {}, body: null })
    .url.map((piece) => (typeof piece === "string" ? piece : "…"))
    .join("")
    .replace(/^\/api\/v2\/users\/[^/]+\//, "…/")
    .replace(/^\/api\/v2\/users\/[^/]+$/, "…/users/{id}")
    .replace(/^\/\.well-known\//, "…/");
}
