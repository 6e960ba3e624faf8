import { Link } from "wouter";
import { findingOf } from "#linking/findings/finding-of.ts";
import { FINDINGS, type FindingId } from "#linking/findings/findings.ts";
import { findFindings } from "#linking/findings/search.ts";
import { roleOf } from "#linking/tokens/token-role.ts";
import { asDecodedToken } from "#protocol/token-reading.ts";
import { stringClaim } from "#protocol/token.ts";
import { OTHER_COPY } from "#reader/other-copy.ts";
import type { Found, FoundError, FoundLog, FoundOther, FoundToken } from "#reader/found.ts";
import { Button } from "#ui/button.tsx";
import styles from "./check.module.css";
import type { CheckHrefs } from "./check-hrefs.ts";

type Rest = Exclude<Found, { kind: "request" | "call" }>;

/** Something that was found and is no call. */
export function FoundCard({
  found,
  hrefs,
  onInspect,
}: {
  found: Rest;
  hrefs: CheckHrefs;
  onInspect: (token: string) => void;
}) {
  switch (found.kind) {
    case "error":
      return <ErrorCard found={found} hrefs={hrefs} />;
    case "token":
      return <TokenCard found={found} onInspect={onInspect} />;
    case "other":
      return <OtherCard found={found} />;
    case "log":
      return <LogCard found={found} hrefs={hrefs} />;
  }
}

/** The finding of the refusal, and others that fit its words. */
function findingsOf(found: FoundError): readonly FindingId[] {
  const printed = `${found.error ?? ""} ${found.message ?? ""} ${found.errorCode ?? ""}`;
  const fitting = findFindings(printed).map(({ finding }) => finding);
  const best = findingOf(found);
  const known = best === "unknown-answer" && fitting.length > 0 ? fitting : [best, ...fitting];
  return [...new Set(known)];
}

function ErrorCard({ found, hrefs }: { found: FoundError; hrefs: CheckHrefs }) {
  const [best, ...more] = findingsOf(found);
  const says = [found.status, found.error, found.errorCode, found.message]
    .filter((part) => part !== null)
    .join(" · ");
  return (
    <div className={styles["found"]}>
      <p className={styles["kind"]}>
        {found.form === "callback" ? "An error in a callback" : "An error"}, line {found.place.line}
      </p>
      <p>
        <code>
          <bdi>{says}</bdi>
        </code>
      </p>
      {best === undefined || best === "unknown-answer" ? (
        <p>It is not in the catalogue here. Look for its words in Auth0’s own logs.</p>
      ) : (
        <>
          <p>
            <Link href={hrefs.error(best)}>{FINDINGS[best].title}</Link> {FINDINGS[best].because}
          </p>
          {more.length === 0 ? null : (
            <p className={styles["note"]}>
              Or:{" "}
              {more.slice(0, 3).map((id, index) => (
                <span key={id}>
                  {index === 0 ? null : " "}
                  <Link href={hrefs.error(id)}>{FINDINGS[id].title}</Link>
                </span>
              ))}
            </p>
          )}
        </>
      )}
    </div>
  );
}

const ROLES = { access: "An access token", id: "An ID token", unknown: "A token" } as const;

function TokenCard({
  found: { token, name, place },
  onInspect,
}: {
  found: FoundToken;
  onInspect: (token: string) => void;
}) {
  const decoded = asDecodedToken(token);
  const subject = decoded && stringClaim(decoded.claims, "sub");
  return (
    <div className={styles["found"]}>
      <p className={styles["kind"]}>
        {decoded === null ? "Looks like a token" : ROLES[roleOf(decoded)]}, line {place.line}
        {name === null ? null : (
          <>
            {" "}
            in <code>{name}</code>
          </>
        )}
      </p>
      {subject === null ? null : (
        <p>
          <code>sub</code>{" "}
          <code>
            <bdi>{subject}</bdi>
          </code>
        </p>
      )}
      <div>
        <Button look="small" onClick={() => onInspect(token.raw)}>
          Open in the inspector
        </Button>
      </div>
    </div>
  );
}

function OtherCard({ found: { what, name, place } }: { found: FoundOther }) {
  const { title, body } = OTHER_COPY[what];
  return (
    <div className={styles["found"]}>
      <p className={styles["kind"]}>
        {title}, line {place.line}
        {name === null ? null : (
          <>
            {" "}
            in <code>{name}</code>
          </>
        )}
      </p>
      <p>{body}</p>
    </div>
  );
}

function LogCard({
  found: { type, description, place },
  hrefs,
}: {
  found: FoundLog;
  hrefs: CheckHrefs;
}) {
  const id = findingOf({ status: null, error: null, message: description, errorCode: null });
  return (
    <div className={styles["found"]}>
      <p className={styles["kind"]}>
        A line of a tenant’s log, <code>{type}</code>, line {place.line}
      </p>
      {description === null ? null : (
        <p>
          <bdi>{description}</bdi>
        </p>
      )}
      {id === "unknown-answer" ? null : (
        <p>
          <Link href={hrefs.error(id)}>{FINDINGS[id].title}</Link> {FINDINGS[id].because}
        </p>
      )}
      {type === "depnote" ? (
        <p>
          <strong>A deprecation notice:</strong> an application of this tenant used something that
          Auth0 is closing. It is written once an hour, so look for the application, not for the
          number of lines.
        </p>
      ) : null}
    </div>
  );
}
