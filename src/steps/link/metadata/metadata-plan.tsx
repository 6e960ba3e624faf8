import { useState, type ReactNode } from "react";
import {
  METADATA_KINDS,
  planMetadata,
  type MetadataChoice,
  type MetadataKind,
  type UserMetadata,
} from "#linking/walkthrough/metadata-plan.ts";
import { Callout } from "#ui/callout.tsx";
import { RequestCard } from "#ui/request-card.tsx";
import { printRequest } from "#wire/request.ts";
import { ACCESS_NOTES, CALLS, UNREAD } from "./copy.ts";
import { MetadataColumns } from "./metadata-columns.tsx";
import styles from "./metadata-plan.module.css";
import { patchRequest } from "./patch-request.ts";

/** A dry run: what B's metadata becomes in a link, and what to send so that it is kept. */
export function MetadataPlan({
  audience,
  primaryId,
  a,
  b,
  readB,
}: {
  /** The Management API's identifier, with its slash. */
  audience: string;
  primaryId: string;
  a: UserMetadata;
  /** `null` while B's user has not been read. */
  b: UserMetadata | null;
  /** What gets B's metadata; shown while it is missing. */
  readB: ReactNode;
}) {
  const [choices, setChoices] = useState<ReadonlyMap<string, MetadataChoice>>(new Map());
  if (b === null) {
    return (
      <Callout tone="note" title="B’s metadata is not here yet" actions={readB}>
        <p>
          Only a token of B can read it: an access token for the Management API with
          read:current_user, given to B. B’s ID token does not do.
        </p>
      </Callout>
    );
  }
  const plan = planMetadata(a, b, choices);
  const patch = plan.patches.user_metadata;
  const request = patch === null ? null : patchRequest(audience, primaryId, patch);
  return (
    <div className={styles["plan"]}>
      {METADATA_KINDS.map((kind) => (
        <MetadataColumns
          key={kind}
          kind={kind}
          note={noteFor(kind, a, b)}
          rows={plan.rows.filter((row) => row.kind === kind)}
          onChoose={(id, choice) => setChoices(new Map(choices).set(id, choice))}
        />
      ))}
      {request === null ? (
        <Callout tone="note" title="Nothing to send for user_metadata">
          <p>With these choices A keeps what it has.</p>
        </Callout>
      ) : (
        <RequestCard title="The PATCH, before the link" request={printRequest(request)} />
      )}
      <section className={styles["part"]} aria-label="Order of the calls">
        <h3 className={styles["title"]}>In this order</h3>
        <ol className={styles["calls"]}>
          {plan.calls.map(({ id }) => (
            <li key={id}>{CALLS[id]}</li>
          ))}
        </ol>
      </section>
      <section className={styles["part"]} aria-label="What unlinking does not undo">
        <h3 className={styles["title"]}>Unlinking does not undo it</h3>
        <p>B comes back without metadata, whatever was chosen.</p>
        <Keys label="Ends with the link:" keys={plan.dropped.map(({ id }) => id)} />
        <Keys label="Stays with A:" keys={plan.carried.map(({ id }) => id)} />
      </section>
    </div>
  );
}

function noteFor(kind: MetadataKind, a: UserMetadata, b: UserMetadata): string {
  const isUnread = a[kind] === null || b[kind] === null;
  return isUnread ? `${ACCESS_NOTES[kind]} ${UNREAD}` : ACCESS_NOTES[kind];
}

function Keys({ label, keys }: { label: string; keys: readonly string[] }) {
  if (keys.length === 0) return null;
  return (
    <p>
      {label}{" "}
      {keys.map((key, index) => (
        <span key={key}>
          {index === 0 ? "" : ", "}
          <code className={styles["key"]}>{key}</code>
        </span>
      ))}
    </p>
  );
}
