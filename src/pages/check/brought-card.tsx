import { useMemo, useState } from "react";
import type { Found, Unread, UnreadReason } from "#reader/found.ts";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { useFirst } from "#ui/show-more.tsx";
import type { Span } from "#wire/marker.ts";
import { callsOf, type Brought, type Desk, type NumberedCall } from "./brought.ts";
import { CallCard } from "./call-card.tsx";
import type { CheckHrefs } from "./check-hrefs.ts";
import styles from "./check.module.css";
import { knownSecrets, receiptOf } from "./excerpt.ts";
import { FoundCard } from "./found-card.tsx";
import { markdownOf } from "./markdown.ts";
import { summaryOf } from "./summary.ts";

/** More come when they are asked for: a hostile text does not stall the page. */
const SHOWN = 25;

const NOTHING: readonly Found[] = [];

/** One thing that was brought, and everything that was found in it. */
export function BroughtCard({
  one,
  desk,
  now,
  hrefs,
  onInspect,
  onRemove,
}: {
  one: Brought;
  desk: Desk;
  now: number;
  hrefs: CheckHrefs;
  onInspect: (token: string) => void;
  onRemove: () => void;
}) {
  const name = one.name ?? "The pasted text";
  const { progress } = one;
  const read = progress.state === "read" ? progress.read : null;
  const calls = useMemo(() => (read === null ? [] : callsOf(read, one.told)), [read, one.told]);
  const found = read?.reading.found ?? NOTHING;
  const known = useMemo(() => knownSecrets(one.text ?? "", found), [one.text, found]);
  const summary = useMemo(() => markdownOf(one.name, calls), [one.name, calls]);
  const isJudged = calls.some(({ judged }) => judged.judgement.verdict !== "not-linking");
  return (
    <article className={styles["brought"]} aria-label={name}>
      <header className={styles["head"]}>
        <h2 className={styles["name"]}>
          <bdi>{name}</bdi>
        </h2>
        <p className={styles["summary"]} role="status">
          {read === null ? null : summaryOf(found, calls)}
        </p>
        {isJudged ? <CopyButton label="Copy the summary" text={summary} /> : null}
        <Button look="small" onClick={onRemove}>
          Remove
        </Button>
      </header>
      {progress.state === "reading" ? (
        <div className={styles["progress"]}>
          <progress max={progress.total} value={progress.done} aria-label={`Reading ${name}`} />
          <Button look="small" onClick={() => desk.cancel(one.id)}>
            Cancel
          </Button>
        </div>
      ) : null}
      {progress.state === "cancelled" ? (
        <p>You stopped the reading. Nothing is kept of it.</p>
      ) : null}
      {progress.state === "failed" ? (
        <Callout tone="bad" title="It could not be read.">
          <p>The browser did not give its content. Choose the file again.</p>
        </Callout>
      ) : null}
      {read === null ? null : (
        <>
          <Calls one={one} calls={calls} known={known} desk={desk} now={now} hrefs={hrefs} />
          <Others found={found} hrefs={hrefs} onInspect={onInspect} />
          <NotRead unread={read.reading.unread} />
          <Receipt text={one.text} known={known} />
        </>
      )}
    </article>
  );
}

function Calls({
  one,
  calls,
  known,
  desk,
  now,
  hrefs,
}: {
  one: Brought;
  calls: readonly NumberedCall[];
  known: readonly Span[];
  desk: Desk;
  now: number;
  hrefs: CheckHrefs;
}) {
  const linking = calls.filter(({ judged }) => judged.judgement.verdict !== "not-linking");
  const [areAllShown, setAreAllShown] = useState(false);
  const hidden = calls.length - linking.length;
  const [shown, more] = useFirst(areAllShown ? calls : linking, SHOWN);
  if (calls.length === 0) return null;
  return (
    <>
      <ol className={styles["calls"]} aria-label="Calls">
        {shown.map(({ index, judged }) => (
          <li key={index}>
            <CallCard
              judged={judged}
              text={one.text}
              known={known}
              now={now}
              hrefs={hrefs}
              isTold={one.told[index] !== undefined}
              onTell={(gives) => desk.tell(one.id, index, gives)}
              onForget={() => desk.forget(one.id, index)}
            />
          </li>
        ))}
        {more === null ? null : <li>{more}</li>}
      </ol>
      {hidden === 0 || areAllShown ? null : (
        <div>
          <Button look="small" onClick={() => setAreAllShown(true)}>
            Show {hidden.toLocaleString("en")} more that {hidden === 1 ? "does" : "do"} not link or
            unlink
          </Button>
        </div>
      )}
    </>
  );
}

function Others({
  found,
  hrefs,
  onInspect,
}: {
  found: readonly Found[];
  hrefs: CheckHrefs;
  onInspect: (token: string) => void;
}) {
  const others = found.flatMap((item, index) =>
    item.kind === "request" || item.kind === "call" ? [] : [{ index, item }],
  );
  const [shown, more] = useFirst(others, SHOWN);
  if (others.length === 0) return null;
  return (
    <ul className={styles["others"]} aria-label="Also found">
      {shown.map(({ index, item }) => (
        <li key={index}>
          <FoundCard found={item} hrefs={hrefs} onInspect={onInspect} />
        </li>
      ))}
      {more === null ? null : <li>{more}</li>}
    </ul>
  );
}

const UNREAD: Readonly<Record<UnreadReason, string>> = {
  empty: "There is nothing in it.",
  binary: "It is binary: no text to read.",
  compressed: "It is compressed, and could not be unpacked. Unpack it first.",
  html: "It is a page of HTML. What looked like a token or a call in it was read.",
  truncated: "Its end is missing. What came before was read.",
  "too-deep": "It is nested too deeply to be read to its end.",
  "too-large": "It is too large to be read whole.",
  "not-text": "It is no text.",
  "not-followed":
    "The code leads too far to be followed to its end, so calls may be missing. Check it in smaller parts.",
  "unknown-form":
    "It seems to link or unlink, in a language or form that is not read here. Nothing is said of that call: paste its request, or compare it with the nine use cases yourself.",
  "nothing-known":
    "Nothing in it is known here. Paste the request with its headers, or the lines of code around the call.",
};

function NotRead({ unread }: { unread: readonly Unread[] }) {
  const reasons = [...new Set(unread.map(({ reason }) => reason))];
  return reasons.map((reason) => (
    <p key={reason} className={styles["unread"]}>
      {UNREAD[reason]}
    </p>
  ));
}

/** What is hidden in the excerpts above. */
function Receipt({ text, known }: { text: string | null; known: readonly Span[] }) {
  const counts = text === null ? [] : receiptOf(text, known);
  if (counts.length === 0) return null;
  const words = counts.map(([name, number]) => `${number} × ${name}`).join(", ");
  return (
    <p className={styles["receipt"]}>
      Hidden in what is shown here: {words}. Send nobody the text itself; it still holds them.
    </p>
  );
}
