import { Link } from "wouter";
import { EVIDENCE_WORDS } from "#protocol/evidence.ts";
import { CopyAsCurl } from "#ui/copy-as-curl.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { RequestText } from "#ui/request-card.tsx";
import { WireText, type OpenToken } from "#ui/wire-text.tsx";
import type { TenantNote, WireEvent } from "#wire/event.ts";
import { layOutJson } from "#wire/lay-out-json.ts";
import { splitMarkers } from "#wire/redact.ts";
import { asFetch, printRequest, type RedactedRequest } from "#wire/request.ts";
import type { WireRow } from "#wire/rows.ts";
import styles from "./requests.module.css";

/** How an event is said to have ended. */
export const STATES: Readonly<Record<WireEvent["state"], string>> = {
  sent: "sent",
  answered: "answered",
  refused: "refused",
  "no-answer": "no answer",
  cancelled: "cancelled",
};

/** What was sent and what came back, whole; of a planned request, what will be. */
export function RowDetail({
  row,
  openToken,
  findingHref,
}: {
  row: WireRow;
  openToken: OpenToken;
  findingHref?: ((id: string) => string) | undefined;
}) {
  if (row.event === null) {
    return (
      <>
        <p className={styles["plan"]}>
          Not sent yet. The answer that is hoped for: <code>{row.answer}</code>
        </p>
        {row.request === null ? null : <RequestText request={printRequest(row.request)} />}
      </>
    );
  }
  return <EventDetail event={row.event} openToken={openToken} findingHref={findingHref} />;
}

function EventDetail({
  event,
  openToken,
  findingHref,
}: {
  event: WireEvent;
  openToken: OpenToken;
  findingHref: ((id: string) => string) | undefined;
}) {
  const request: RedactedRequest = {
    method: event.method,
    url: splitMarkers(event.url),
    headers: Object.entries(event.requestHeaders).map(([name, value]) => [
      name,
      splitMarkers(value),
    ]),
    body: event.requestBody === null ? null : splitMarkers(event.requestBody),
  };
  const printed = printRequest(request);
  return (
    <>
      <RequestText request={printed} openToken={openToken} />
      <div className={styles["answer"]}>
        <p className={styles["answer-line"]}>
          {event.status === null ? STATES[event.state] : `${event.status} ${STATES[event.state]}`}
          {event.state === "refused" && event.isExpected ? ", as expected" : ""}
        </p>
        {Object.entries(event.responseHeaders).map(([name, value]) => (
          <p key={name}>
            {name}: <WireText pieces={splitMarkers(value)} openToken={openToken} />
          </p>
        ))}
        {event.responseBody === null ? null : (
          <p className={styles["body"]}>
            <WireText pieces={layOutJson(splitMarkers(event.responseBody))} openToken={openToken} />
          </p>
        )}
      </div>
      {event.tenant === null ? null : <TenantSide note={event.tenant} openToken={openToken} />}
      <div className={styles["tools"]}>
        <CopyButton text={asFetch(request)} label="Copy as fetch" />
        <CopyAsCurl curl={printed.curl} />
        {event.finding === null || findingHref === undefined ? null : (
          <Link className={styles["finding"]} href={findingHref(event.finding)}>
            What this failure means
          </Link>
        )}
      </div>
    </>
  );
}

/** What the tenant says of its answer, with the mark that says how that is known of Auth0. */
function TenantSide({ note, openToken }: { note: TenantNote; openToken: OpenToken }) {
  const text = (written: string) => (
    <WireText pieces={splitMarkers(written)} openToken={openToken} />
  );
  return (
    <dl className={styles["tenant"]}>
      <dt>Rule</dt>
      <dd>
        <code>{text(note.rule)}</code>
      </dd>
      <dt>Known</dt>
      <dd>
        <span className={styles["mark"]}>{note.evidence}</span> {EVIDENCE_WORDS[note.evidence]}
      </dd>
      {note.because === null ? null : (
        <>
          <dt>Because</dt>
          <dd>{text(note.because)}</dd>
        </>
      )}
      {note.source === null ? null : (
        <>
          <dt>Source</dt>
          <dd>{text(note.source)}</dd>
        </>
      )}
    </dl>
  );
}
